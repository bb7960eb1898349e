import type { EnvironmentHeader } from "../environment/environment";
import { readHistory } from "../history/historyFile";
import type { RunningImport, TargetConditions } from "../import/targetConditions";
import { FileAccessError, type FileSystem } from "../ports";
import { readInterrupted } from "./interrupted";
import { readLock } from "./lock";
import type { ImportHost } from "./performImport";
import { StateFolder } from "./stateFolder";

/** What an environment's own files tell of imports into it: one that runs, one that was interrupted, and those before. */
export type TargetState = Pick<TargetConditions, "running" | "interrupted" | "history">;

/** Reads what the files beside an environment's definitions tell. Rejects only when the pacer's job is cancelled. */
export async function readTargetState(
  fs: FileSystem,
  header: EnvironmentHeader,
  { platform, agent }: ImportHost,
): Promise<TargetState> {
  const folder = new StateFolder(fs, header.folder);
  const history = await readHistory(fs, header.folder, platform.pacer);
  const runningNow = (): Promise<RunningImport | undefined> =>
    readLock(fs, folder, agent).catch((error: unknown) => {
      if (error instanceof FileAccessError) {
        // A lock that can't be read is somebody's.
        return { process: undefined, since: undefined, file: folder.lockFile };
      }
      throw error;
    });
  const running = await runningNow();
  const interrupted = running ? undefined : await readInterrupted(fs, folder, platform.codec);
  // A journal may also be that of an import which began after the lock was looked for.
  const begun = interrupted && (await runningNow());
  return begun ? { history, running: begun, interrupted: undefined } : { history, running, interrupted };
}
