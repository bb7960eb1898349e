import { utcText } from "../../time";
import type { RunningImport } from "../targetConditions";
import type { ImportRule } from "./rule";

/** Another import writes into the target at this moment, as its lock says. */
export const importRunning: ImportRule = {
  check: (_pkg, target, { running }) =>
    running
      ? [
          {
            rule: "import-running",
            severity: "error",
            message: describeRunning(running, target.displayName),
            places: [{ side: "target", file: running.file }],
            resolvedBy: [],
            steps: [{ kind: "check-again" }],
          },
        ]
      : [],
};

/** That another import writes into a target, or simply one where there is no other, in whole sentences. */
export function describeRunning(running: RunningImport, target: string, which = "Another import"): string {
  return `${which} into ${target} is running${describeHolder(running)}`;
}

/**
 * The rest of the sentence, and what to do. The sentence may be read long after it was written, when the lock is another import's: it never
 * says to delete a lock without saying whose it must be.
 */
function describeHolder({ process, since, file, isSeen = false }: RunningImport): string {
  if (!process) {
    return `, or the file ${file}, which can't be read, was left behind by one. Wait until it is done; if you know that nobody imports into this environment, delete the file.`;
  }
  const start = since ? ` since ${utcText(since)}` : "";
  const holder = `process ${process.pid} on ${process.host}${start}`;
  return isSeen
    ? `: ${holder}. Wait until it is done.`
    : `: ${holder}, of which nobody can tell from here whether it still runs. Wait until it is done. If you know that it doesn't run any more, for instance because that machine was switched off, and the file ${file} still names this process, delete the file.`;
}
