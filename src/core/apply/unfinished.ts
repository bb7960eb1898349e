import type { EnvironmentHeader, Problem } from "../environment/environment";
import { describeInterruption } from "../import/rules/importInterrupted";
import { describeRunning } from "../import/rules/importRunning";
import type { InterruptedImport, RunningImport } from "../import/targetConditions";
import { FileAccessError, type FileSystem } from "../ports";
import { readInterrupted } from "./interrupted";
import { readLock } from "./lock";
import type { ImportHost } from "./performImport";
import { StateFolder } from "./stateFolder";
import { isNoFolder } from "./whyReadOnly";

/** An import into an environment that writes at this moment, or that was cut off: until it has ended, the environment isn't whole. */
export interface UnfinishedImport {
  readonly running: RunningImport | undefined;
  readonly interrupted: InterruptedImport | undefined;
}

/** Looks for an import that hasn't ended, which takes reading two small files where there is none. */
export async function findUnfinished(
  fs: FileSystem,
  header: Pick<EnvironmentHeader, "folder">,
  { platform, agent }: Pick<ImportHost, "platform" | "agent">,
): Promise<UnfinishedImport> {
  const folder = new StateFolder(fs, header.folder);
  const runningNow = (): Promise<RunningImport | undefined> =>
    readLock(fs, folder, agent).catch((error: unknown) => {
      if (error instanceof FileAccessError) {
        // A lock that can't be read is somebody's.
        return { process: undefined, since: undefined, file: folder.lockFile };
      }
      throw error;
    });
  const running = await runningNow();
  if (running && !running.process && (await isNoFolder(fs, folder.path))) {
    // Nobody could have put a lock or a journal there. Whoever wants to import is told what is in the folder's place.
    return { running: undefined, interrupted: undefined };
  }
  const interrupted = running ? undefined : await readInterrupted(fs, folder, platform.codec);
  // A journal may also be that of an import which began after the lock was looked for.
  const begun = interrupted && (await runningNow());
  return begun ? { running: begun, interrupted: undefined } : { running, interrupted };
}

/** Why an environment isn't whole, in whole sentences; undefined when it is. */
export function describeUnfinished(
  { running, interrupted }: UnfinishedImport,
  environment: string,
): string | undefined {
  if (running) {
    return describeRunning(running, environment, "An import");
  }
  return interrupted && describeInterruption(interrupted, environment);
}

/** The same as a problem of the environment, beside those that its files have. */
export function unfinishedProblem(unfinished: UnfinishedImport, environment: string): Problem | undefined {
  const message = describeUnfinished(unfinished, environment);
  const file = (unfinished.running ?? unfinished.interrupted)?.file;
  return message === undefined || file === undefined
    ? undefined
    : {
        file,
        line: 1,
        column: 1,
        severity: "error",
        code: unfinished.running ? "import-running" : "import-interrupted",
        message,
      };
}
