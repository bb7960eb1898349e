import { constants } from "node:os";

const endingSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Runs `cleanUp` once: when the returned function is called, or else when this process ends, be it by itself or by a
 * signal. What was registered last is cleaned up first. `cleanUp` is synchronous, for nothing can be awaited then.
 */
export function atExit(cleanUp: () => void): () => void {
  exitOnSignals();
  let isDone = false;
  const runOnce = (): void => {
    process.removeListener("exit", runOnce);
    if (!isDone) {
      isDone = true;
      cleanUp();
    }
  };
  process.prependListener("exit", runOnce);
  return runOnce;
}

/** A signal ends a process without its "exit" event, unless somebody turns the one into the other. */
function exitOnSignals(): void {
  for (const signal of endingSignals) {
    if (!process.listeners(signal).includes(exitBecauseOf)) {
      process.on(signal, exitBecauseOf);
    }
  }
}

function exitBecauseOf(signal: NodeJS.Signals): void {
  process.exit(128 + constants.signals[signal]);
}
