import type { Codec, Pacer, Platform } from "../../src/core/ports";
import { nodeCodec } from "../../src/node/nodeCodec";

/** A pacer that never pauses. */
export const steadyPacer: Pacer = {
  isDue: () => false,
  pause: async () => undefined,
  isCancelled: () => false,
};

export const testPlatform: Platform = { codec: nodeCodec, pacer: steadyPacer };

export class Cancelled extends Error {}

/** A pacer that is always due, and cancelled from the n-th pause on. Its `pause` then rejects with {@link Cancelled}. */
export function cancellingPacer(nthPause: number): Pacer {
  let pauses = 0;
  return {
    isDue: () => true,
    isCancelled: () => pauses >= nthPause,
    async pause() {
      pauses++;
      if (pauses >= nthPause) {
        throw new Cancelled("Cancelled");
      }
    },
  };
}

/** A codec that notes what it was asked to inflate, and up to which limit. */
export interface WatchedCodec extends Codec {
  readonly inflations: { readonly limit: number; readonly out: number | "too-large" | "corrupt" }[];
}

export function watchedCodec(): WatchedCodec {
  const inflations: WatchedCodec["inflations"] = [];
  return {
    ...nodeCodec,
    inflations,
    async inflate(bytes, limit) {
      const result = await nodeCodec.inflate(bytes, limit);
      inflations.push({ limit, out: typeof result === "string" ? result : result.length });
      return result;
    },
  };
}
