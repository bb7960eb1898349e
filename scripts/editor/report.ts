import { exitWithParent } from "./exitWithParent";

/** An error whose message tells a person all there is to know; every other error is shown with its stack. */
export class Failure extends Error {
  override readonly name = "Failure";
}

/** Writes a line to standard error, where it does not mix with what a script is asked to print. */
export function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

/** Runs a script's `main`, and ends the process with exit code 1 and the reason when it fails. */
export function runMain(main: () => Promise<void>): void {
  exitWithParent();
  main().catch((error: unknown) => {
    say(describeError(error));
    process.exit(1);
  });
}

function describeError(error: unknown): string {
  if (error instanceof Failure) {
    return error.message;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
