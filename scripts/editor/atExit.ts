import { constants } from "node:os";

const endingSignals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** What is still to be cleaned up when this process ends, in the order in which it was registered. */
const pending = new Set<() => void>();

/**
 * Runs `cleanUp` once: when the returned function is called, or else when this process ends, be it by itself or by a
 * signal. What was registered last is cleaned up first. `cleanUp` is synchronous, for nothing can be awaited then.
 */
export function atExit(cleanUp: () => void): () => void {
  listen();
  const runOnce = (): void => {
    if (pending.delete(runOnce)) {
      cleanUp();
    }
  };
  pending.add(runOnce);
  return runOnce;
}

/** One listener for all that is registered: Node takes many of them for a leak. */
function listen(): void {
  if (!process.listeners("exit").includes(cleanUpAll)) {
    process.prependListener("exit", cleanUpAll);
  }
  // A signal ends a process without its "exit" event, unless somebody turns the one into the other.
  for (const signal of endingSignals) {
    if (!process.listeners(signal).includes(exitBecauseOf)) {
      process.on(signal, exitBecauseOf);
    }
  }
}

function cleanUpAll(): void {
  for (const cleanUp of [...pending].reverse()) {
    cleanUp();
  }
}

function exitBecauseOf(signal: NodeJS.Signals): void {
  process.exit(128 + constants.signals[signal]);
}
