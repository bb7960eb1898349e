import type { Environment } from "../environment/environment";
import { readHistory } from "../history/historyFile";
import type { ImportRecord } from "../history/importRecord";
import type { InterruptedImport, RunningImport } from "../import/targetConditions";
import type { FileSystem } from "../ports";
import { readInterrupted } from "./interrupted";
import { entriesOf } from "./journal";
import { JournalFiles, type JournalItem } from "./journalFiles";
import { readKept } from "./keptJournals";
import { EnvironmentLock } from "./lock";
import type { ImportHost } from "./performImport";
import { endTakingBack } from "./recover";
import { StateFolder } from "./stateFolder";
import { usesBroken } from "./usesBroken";

export interface UndoOptions {
  /** The import to take back; the last one that stands when left out. */
  readonly id?: string;
  /** Files that are open with unsaved changes, below the root of the file system. */
  readonly unsavedFiles?: ReadonlySet<string>;
  /**
   * *refuse*, to undo an import later: nothing is touched when a file was changed since, or when something else needs what would go.
   * *leave*, to roll back what has just been imported in part: such files stay as they are, and the others are put back.
   */
  readonly whenChanged?: "refuse" | "leave";
}

export type Undoing =
  /** No import stands in the history. */
  | { readonly outcome: "nothing-to-undo" }
  | { readonly outcome: "running"; readonly running: RunningImport }
  | { readonly outcome: "interrupted"; readonly interrupted: InterruptedImport }
  /** Nothing was touched. `reasons` are whole sentences. */
  | { readonly outcome: "refused"; readonly record: ImportRecord; readonly reasons: readonly string[] }
  | Undone;

export interface Undone {
  /** *partly*: some files are left, each item with its reason; where one couldn't be written, `recover` can try again. */
  readonly outcome: "undone" | "partly";
  readonly record: ImportRecord;
  readonly items: readonly JournalItem[];
  /** Why the history doesn't tell of it, as a whole sentence. */
  readonly historyProblem: string | undefined;
}

/**
 * Takes an import back: every file is as it was before it. Should this be cut off, it is an interrupted import again, which
 * `recover` takes back the rest of the way. `environment` is the one to change, as its files are at this moment. Rejects with a
 * FileAccessError when the environment's state can't be read or written, and when the pacer's job is cancelled, before
 * anything is changed.
 */
export async function undoImport(
  fs: FileSystem,
  environment: Environment,
  host: ImportHost,
  options: UndoOptions = {},
): Promise<Undoing> {
  const folder = new StateFolder(fs, environment.header.folder);
  const { records } = await readHistory(fs, folder.environmentFolder);
  if (records.length === 0) {
    return { outcome: "nothing-to-undo" };
  }
  await folder.prepare();
  const lock = await EnvironmentLock.acquire(fs, folder, host.agent);
  if (!(lock instanceof EnvironmentLock)) {
    return { outcome: "running", running: lock };
  }
  try {
    const interrupted = await readInterrupted(fs, folder, host.platform.codec);
    return interrupted
      ? { outcome: "interrupted", interrupted }
      : await undoUnderLock(fs, folder, environment, host, options);
  } finally {
    await lock.release();
  }
}

async function undoUnderLock(
  fs: FileSystem,
  folder: StateFolder,
  environment: Environment,
  host: ImportHost,
  { id, unsavedFiles = new Set(), whenChanged = "refuse" }: UndoOptions,
): Promise<Undoing> {
  const { codec, pacer } = host.platform;
  const { standing } = await readHistory(fs, folder.environmentFolder, pacer);
  const record = id === undefined ? standing.at(-1) : standing.find((one) => one.id === id);
  if (!record) {
    return { outcome: "nothing-to-undo" };
  }
  const journal = await readKept(fs, folder, record.id, codec);
  if (!journal) {
    const reason = `What ${environment.displayName} held before the import of ${record.package.name} isn't kept on this machine: ${folder.keptFile(record.id)} is missing or damaged. Take the files back with your version control.`;
    return { outcome: "refused", record, reasons: [reason] };
  }
  const files = await JournalFiles.inspect(fs, folder.environmentFolder, entriesOf(journal, record), pacer, {
    isAfterCrash: false,
  });
  const unsaved = files.standing
    .map(({ file }) => file)
    .filter((file) => unsavedFiles.has(file))
    .map((file) => `${file} has unsaved changes in an editor. Save or revert them first.`);
  const reasons =
    whenChanged === "leave"
      ? unsaved
      : [...unsaved, ...files.obstacles, ...usesBroken(environment, files.standing)];
  if (reasons.length > 0) {
    return { outcome: "refused", record, reasons };
  }
  // From here on a crash leaves an interrupted import.
  await fs.renameFile(folder.keptFile(record.id), folder.journalFile);
  const items = await files.putBack();
  const kind = whenChanged === "leave" ? "roll-back" : "undo";
  if (items.some(({ state }) => state === "failed")) {
    return { outcome: "partly", record, items, historyProblem: undefined };
  }
  const historyProblem = await endTakingBack(fs, folder, record, items, host, kind);
  const isComplete = items.every(({ state }) => state === "done");
  return {
    outcome: isComplete ? "undone" : "partly",
    record,
    items,
    historyProblem,
  };
}
