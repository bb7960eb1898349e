/** How a shell tells which signal ended a program. */
const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

/** What hears the signals with which people and build servers end a job. */
export interface SignalHearing {
  /** Says that there is no job any more which could be ended in order: the next signal ends the process, whatever it waits for. */
  jobIsOver(): void;
}

/**
 * The first signal asks for an orderly end, in which everything gets back as it was; the second one ends the process on the spot. Then its
 * lock counts as released, and its journal tells the next start what to do. Heard between two steps of the job: nothing here waits
 * for others in the middle of one.
 */
export function hearSignals(cancelled: AbortController): SignalHearing {
  let isLastWarning = false;
  const hear = (signal: keyof typeof exitCodes): void => {
    if (isLastWarning) {
      endBy(signal, [...heard.keys()]);
      return;
    }
    isLastWarning = true;
    cancelled.abort(new Error("Cancelled"));
  };
  const heard = new Map((["SIGINT", "SIGTERM"] as const).map((signal) => [signal, () => hear(signal)]));
  heard.forEach((listener, signal) => process.on(signal, listener));
  return {
    jobIsOver: () => {
      isLastWarning = true;
    },
  };
}

function endBy(signal: keyof typeof exitCodes, heard: readonly NodeJS.Signals[]): void {
  heard.forEach((one) => process.removeAllListeners(one));
  // The system ends it, which leaves no thread to wait for.
  process.kill(process.pid, signal);
  // It doesn't end the first process of a container.
  process.exit(exitCodes[signal]);
}
