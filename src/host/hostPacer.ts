import type { CancellationToken } from "vscode";
import { CancellationError } from "vscode";
import type { Pacer } from "../core/ports";

/** How long a loop may keep the extension host, in milliseconds; VS Code calls a host unresponsive after seconds. */
const sliceLength = 10;

/** A pacer for one job; it rejects with a CancellationError once the token is cancelled. */
export function createHostPacer(token?: CancellationToken): Pacer {
  let sliceEnd = performance.now() + sliceLength;
  return {
    isDue: () => performance.now() >= sliceEnd,
    isCancelled: () => token?.isCancellationRequested ?? false,
    async pause() {
      // The web worker host has no setImmediate.
      await new Promise((resolve) => setTimeout(resolve, 0));
      sliceEnd = performance.now() + sliceLength;
      if (token?.isCancellationRequested) {
        throw new CancellationError();
      }
    },
  };
}
