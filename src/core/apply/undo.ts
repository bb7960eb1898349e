import type { Environment } from "../environment/environment";
import { readHistory } from "../history/historyFile";
import { partsOfImport } from "../history/importParts";
import type { ImportRecord } from "../history/importRecord";
import { lastStanding } from "../history/lastStanding";
import type { InterruptedImport, RunningImport } from "../import/targetConditions";
import { pastCancelling, type FileSystem } from "../ports";
import { refKey } from "../resources/registry";
import { readInterrupted } from "./interrupted";
import { joinEntries } from "./joinedJournals";
import { entriesOf, type JournalEntry } from "./journal";
import { JournalFiles, type JournalItem, type StandingFile } from "./journalFiles";
import { readKept } from "./keptJournals";
import { underLock } from "./lock";
import type { ImportHost } from "./performImport";
import { endTakingBack } from "./recover";
import { StateFolder } from "./stateFolder";
import { readTargetState } from "./targetState";
import { usesBroken } from "./usesBroken";

export interface UndoOptions {
  /** The import to take back, or a part of it; the last one that stands when left out. */
  readonly id?: string;
  /** Files that are open with unsaved changes, below the root of the file system. */
  readonly unsavedFiles?: ReadonlySet<string>;
  /**
   * *refuse*, to undo an import later: nothing is touched when a file was changed since, or when something else needs what would go.
   * *leave*, to roll back what has just been imported in part: such files stay as they are, and the others are put back.
   */
  readonly whenChanged?: "refuse" | "leave";
}

/** No import stands in the history. */
export interface NothingToUndo {
  readonly outcome: "nothing-to-undo";
}

/** Nothing was touched. `reasons` are whole sentences; `files` are those that they speak of and that can be looked at. */
export interface UndoRefused {
  readonly outcome: "refused";
  readonly record: ImportRecord;
  readonly reasons: readonly string[];
  readonly files: readonly string[];
}

/** What taking an import back would change. */
export interface UndoPossible {
  readonly outcome: "possible";
  readonly record: ImportRecord;
  /** The imports that are taken back together: where its rest was imported later, all of them, the first one first. */
  readonly parts: readonly ImportRecord[];
  /** Files that hold what the import gave them; those that weren't there before would go. */
  readonly standing: readonly StandingFile[];
}

/** Another import runs, or was interrupted and must be ended first. */
export type UndoBlocked =
  | { readonly outcome: "running"; readonly running: RunningImport }
  | { readonly outcome: "interrupted"; readonly interrupted: InterruptedImport };

export type Undoing = NothingToUndo | UndoBlocked | UndoRefused | Undone;

export interface Undone {
  /** *partly*: some files are left, each item with its reason; where one couldn't be written, `recover` can try again. */
  readonly outcome: "undone" | "partly";
  readonly record: ImportRecord;
  /** The imports that were to be taken back together, the first one first. */
  readonly parts: readonly ImportRecord[];
  readonly items: readonly JournalItem[];
  /** Why the history doesn't tell of it, as a whole sentence. */
  readonly historyProblem: string | undefined;
}

/**
 * What {@link undoImport} would do at this moment; touches nothing. Rejects with a FileAccessError when the history can't be read, and
 * when the pacer's job is cancelled.
 */
export async function previewUndo(
  fs: FileSystem,
  environment: Environment,
  host: ImportHost,
  options: UndoOptions = {},
): Promise<NothingToUndo | UndoBlocked | UndoRefused | UndoPossible> {
  const folder = new StateFolder(fs, environment.header.folder);
  const { running, interrupted } = await readTargetState(fs, environment.header, host);
  if (running) {
    return { outcome: "running", running };
  }
  if (interrupted) {
    return { outcome: "interrupted", interrupted };
  }
  const looked = await look(fs, folder, environment, host, options);
  return "outcome" in looked
    ? looked
    : { outcome: "possible", record: looked.record, parts: looked.parts, standing: looked.files.standing };
}

/**
 * Takes an import back, with all that brought the rest of it: every file is as it was before it. Should this be cut off, it is an interrupted import again, which
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
  const { records, unreadable } = await readHistory(fs, folder.environmentFolder);
  if (unreadable) {
    throw unreadable;
  }
  // The first import of all may have been cut off before it got there.
  if (records.length === 0 && !(await readInterrupted(fs, folder, host.platform.codec))) {
    return { outcome: "nothing-to-undo" };
  }
  return underLock(fs, folder, host.agent, async () => {
    const interrupted = await readInterrupted(fs, folder, host.platform.codec);
    return interrupted
      ? { outcome: "interrupted", interrupted }
      : undoUnderLock(fs, folder, environment, host, options);
  });
}

/** What is to be taken back, and how its files are. */
interface Looked {
  readonly record: ImportRecord;
  readonly parts: readonly ImportRecord[];
  /** What each part changed. */
  readonly journals: readonly (readonly JournalEntry[])[];
  readonly files: JournalFiles;
}

/** Finds the import that is to be taken back, with all its parts, and how its files are; or why it can't be. */
async function look(
  fs: FileSystem,
  folder: StateFolder,
  environment: Environment,
  host: ImportHost,
  { id, unsavedFiles = new Set(), whenChanged = "refuse" }: UndoOptions,
): Promise<NothingToUndo | UndoRefused | Looked> {
  const { codec, pacer } = host.platform;
  const history = await readHistory(fs, folder.environmentFolder, pacer);
  if (history.unreadable) {
    throw history.unreadable;
  }
  const record =
    id === undefined
      ? await lastStanding(fs, folder.environmentFolder, history, codec)
      : history.standing.find((one) => one.id === id);
  if (!record) {
    return { outcome: "nothing-to-undo" };
  }
  const parts = partsOfImport(history, record);
  const journals: (readonly JournalEntry[])[] = [];
  for (const part of parts) {
    const kept = await readKept(fs, folder, part.id, codec);
    if ("damage" in kept) {
      const reason = `What ${environment.displayName} held before the import of ${part.package.name} isn't kept on this machine: ${folder.keptFile(part.id)} ${kept.damage}. Take the files back with your version control.`;
      return { outcome: "refused", record, reasons: [reason], files: [] };
    }
    journals.push(entriesOf(kept.journal, part));
  }
  const joined = joinEntries(folder.environmentFolder, journals);
  const files = await JournalFiles.inspect(fs, folder.environmentFolder, joined.entries, pacer, {
    isAfterCrash: false,
  });
  const unsaved = files.standing
    .map(({ file }) => file)
    .filter((file) => unsavedFiles.has(file))
    .map((file) => ({
      file,
      reason: `${file} has unsaved changes in an editor. Save or revert them first.`,
    }));
  const obstacles =
    whenChanged === "leave"
      ? unsaved
      : [...unsaved, ...files.obstacles, ...joined.obstacles, ...usesBroken(environment, files.standing)];
  return obstacles.length === 0
    ? { record, parts, journals, files }
    : {
        outcome: "refused",
        record,
        reasons: obstacles.map(({ reason }) => reason),
        files: [...new Set(obstacles.map(({ file }) => file))],
      };
}

async function undoUnderLock(
  fs: FileSystem,
  folder: StateFolder,
  environment: Environment,
  host: ImportHost,
  options: UndoOptions,
): Promise<Undoing> {
  const looked = await look(fs, folder, environment, host, options);
  if ("outcome" in looked) {
    return looked;
  }
  const { record, parts, journals } = looked;
  const kind = options.whenChanged === "leave" ? "roll-back" : "undo";
  const items = new Map<string, JournalItem>();
  let historyProblem: string | undefined;
  // The last part first. Each is taken back by itself, so that a crash leaves one interrupted import at most.
  for (const [index, part] of [...parts.entries()].reverse()) {
    const undone = await undoPart(fs, folder, { part, entries: journals[index] ?? [] }, host, kind);
    for (const item of undone.items) {
      // What a later part left stays, whatever becomes of an earlier one.
      const known = items.get(refKey(item.ref));
      items.set(refKey(item.ref), known && known.state !== "done" ? known : item);
    }
    historyProblem = undone.historyProblem;
    if (historyProblem !== undefined || undone.items.some(({ state }) => state === "failed")) {
      break;
    }
  }
  const isComplete = [...items.values()].every(({ state }) => state === "done");
  return {
    outcome: isComplete ? "undone" : "partly",
    record,
    parts,
    items: [...items.values()],
    historyProblem,
  };
}

/** Takes one import back, of which it was just found that it can be. */
async function undoPart(
  fs: FileSystem,
  folder: StateFolder,
  { part, entries }: { readonly part: ImportRecord; readonly entries: readonly JournalEntry[] },
  host: ImportHost,
  kind: "undo" | "roll-back",
): Promise<Pick<Undone, "items" | "historyProblem">> {
  // Of several parts all go, whoever cancels that after the first.
  const pacer = pastCancelling(host.platform.pacer);
  const files = await JournalFiles.inspect(fs, folder.environmentFolder, entries, pacer, {
    isAfterCrash: false,
  });
  // From here on a crash leaves an interrupted import.
  await fs.renameFile(folder.keptFile(part.id), folder.journalFile);
  await fs.syncFiles([folder.journalFile, folder.keptFile(part.id)]);
  const items = await files.putBack();
  const isFailed = items.some(({ state }) => state === "failed");
  return {
    items,
    historyProblem: isFailed ? undefined : await endTakingBack(fs, folder, part, items, host, kind),
  };
}
