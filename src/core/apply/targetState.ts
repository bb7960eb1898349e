import type { EnvironmentHeader } from "../environment/environment";
import { readHistory } from "../history/historyFile";
import type { ImportRecord } from "../history/importRecord";
import { lastStanding } from "../history/lastStanding";
import type { TargetConditions } from "../import/targetConditions";
import type { FileSystem } from "../ports";
import type { ImportHost } from "./performImport";
import { findUnfinished, type UnfinishedImport } from "./unfinished";

/** What an environment's own files tell of imports into it: one that runs, one that was interrupted, and those before. */
export type TargetState = UnfinishedImport &
  Pick<TargetConditions, "history"> & {
    /** The last import that stands: what is undone next. */
    readonly last: ImportRecord | undefined;
  };

/** Reads what the files beside an environment's definitions tell. Rejects only when the pacer's job is cancelled. */
export async function readTargetState(
  fs: FileSystem,
  header: EnvironmentHeader,
  host: ImportHost,
): Promise<TargetState> {
  const history = await readHistory(fs, header.folder, host.platform.pacer);
  const last = await lastStanding(fs, header.folder, history, host.platform.codec);
  return { history, last, ...(await findUnfinished(fs, header, host)) };
}
