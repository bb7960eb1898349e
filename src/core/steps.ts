import type { Pacer } from "./ports";

/** Long work in short steps: whoever does it decides whether something else has its turn between them. */
export type Steps<T> = Generator<undefined, T, void>;

/** Does all of it at once. */
export function doAll<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
  }
}

/** Does all of it, and gives way in between. Rejects when the pacer's job is cancelled. */
export async function doPaced<T>(steps: Steps<T>, pacer: Pacer): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
    if (pacer.isDue()) {
      await pacer.pause();
    }
  }
}
