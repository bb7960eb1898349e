import { setImmediate } from "node:timers/promises";
import type { Pacer } from "../core/ports";

/** How long a loop may keep the event loop, in milliseconds. */
const sliceLength = 10;

/** A pacer for one job. It rejects with the signal's reason once the signal is aborted. */
export function createNodePacer(signal?: AbortSignal): Pacer {
  let sliceEnd = performance.now() + sliceLength;
  return {
    isDue: () => performance.now() >= sliceEnd,
    isCancelled: () => signal?.aborted ?? false,
    async pause() {
      await setImmediate();
      sliceEnd = performance.now() + sliceLength;
      signal?.throwIfAborted();
    },
  };
}
