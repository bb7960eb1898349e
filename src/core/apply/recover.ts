import { readHistory } from "../history/historyFile";
import { recordOfUndo } from "../history/recordOfImport";
import type { ImportRecord } from "../history/importRecord";
import type { RunningImport } from "../import/targetConditions";
import type { FileSystem } from "../ports";
import { refKey } from "../resources/registry";
import { findJournal } from "./interrupted";
import { entriesOf, type Journal } from "./journal";
import { JournalFiles, type JournalItem } from "./journalFiles";
import { moveToKept } from "./keptJournals";
import { underLock } from "./lock";
import {
  cannotTell,
  closeJournal,
  noteInHistory,
  putAway,
  removeJournal,
  syncOrWhy,
  type ImportHost,
} from "./performImport";
import { StateFolder } from "./stateFolder";
import { removeTemporaryFiles } from "./temporaryFiles";

export type Recovery =
  | { readonly outcome: "nothing-to-recover" }
  | { readonly outcome: "running"; readonly running: RunningImport }
  /** The journal can't be used; `damage` are words that follow the file's name. */
  | {
      readonly outcome: "damaged";
      readonly file: string;
      readonly damage: string;
      /** The environment that the journal belongs to, where that is another one. */
      readonly belongsTo?: string;
    }
  | Recovered;

export interface Recovered {
  /**
   * - *finished*, *rolled-back*: every file holds what it is to hold, but for those that somebody changed since;
   * - *incomplete*: some files can't be read or written. The import stays interrupted, so that it can be tried again; until then
   *   one of several that need each other in a circle may stand without the others, and says so.
   */
  readonly outcome: "finished" | "rolled-back" | "incomplete";
  /** The import that was interrupted, as it was meant. */
  readonly record: ImportRecord;
  /** Every file of it, in the order of writing. */
  readonly items: readonly JournalItem[];
  /** Why the history doesn't tell of it, as a whole sentence. */
  readonly historyProblem: string | undefined;
}

/**
 * Ends an import that was interrupted, from its journal alone: writes what is missing, or puts back what was written. Can itself be
 * interrupted at any moment, and then be done again, the same way or the other. Rejects with a FileAccessError when the environment's
 * state can't be read or written, and when the pacer's job is cancelled, before anything is changed.
 */
export async function recover(
  fs: FileSystem,
  environmentFolder: string,
  how: "finish" | "roll-back",
  host: ImportHost,
): Promise<Recovery> {
  const folder = new StateFolder(fs, environmentFolder);
  if (!(await findJournal(fs, folder, host.platform.codec))) {
    return { outcome: "nothing-to-recover" };
  }
  return underLock(fs, folder, host.agent, async () => {
    // Of the history, too, a temporary file may hold more than the file itself.
    await removeTemporaryFiles(fs, folder);
    // Whoever held the lock a moment ago may have ended it.
    const found = await findJournal(fs, folder, host.platform.codec);
    if (!found) {
      return { outcome: "nothing-to-recover" };
    }
    if ("damage" in found) {
      return { outcome: "damaged", file: folder.journalFile, ...found };
    }
    const { journal, told } = found;
    const { environment } = journal;
    const concerned = { environment, record: told ?? journal.record, entries: entriesOf(journal, told) };
    return recoverFrom(fs, folder, concerned, how, host);
  });
}

async function recoverFrom(
  fs: FileSystem,
  folder: StateFolder,
  { record, entries }: Pick<Journal, "record" | "entries">,
  how: "finish" | "roll-back",
  host: ImportHost,
): Promise<Recovered> {
  const { environmentFolder } = folder;
  const { pacer } = host.platform;
  const files = await JournalFiles.inspect(fs, environmentFolder, entries, pacer, { isAfterCrash: true });
  const items = how === "finish" ? await files.finish() : await files.putBack();
  if (items.some(({ state }) => state === "failed")) {
    return { outcome: "incomplete", record, items, historyProblem: undefined };
  }
  if (how === "finish") {
    return {
      outcome: "finished",
      record,
      items,
      historyProblem: await closeJournal(fs, folder, withLeft(record, items), doneFiles(items)),
    };
  }
  const historyProblem = await endTakingBack(fs, folder, record, items, host, "roll-back");
  return { outcome: "rolled-back", record, items, historyProblem };
}

/** Whoever was cut off may have written some of them, and nobody has brought those onto the disk yet. */
function doneFiles(items: readonly JournalItem[]): string[] {
  return items.filter(({ state }) => state === "done").map(({ file }) => file);
}

/** What the history says of an import of which some files were left as somebody changed them. */
function withLeft(record: ImportRecord, items: readonly JournalItem[]): ImportRecord {
  const left = new Map(
    items.flatMap((item) => (item.state === "done" ? [] : [[refKey(item.ref), item.reason]])),
  );
  if (left.size === 0) {
    return record;
  }
  const resources = record.resources.map((resource) => {
    const reason = left.get(refKey(resource));
    return reason === undefined
      ? resource
      : { ...resource, outcome: "not-imported" as const, sha256: undefined, reason };
  });
  return { ...record, outcome: "partial", resources };
}

/**
 * Brings what was put back onto the disk, tells the history that the import was taken back, and removes its journal; where something of it
 * is left, the journal is kept, so that taking it back can be tried again. Gives why one of the three can't be done, as a whole sentence.
 */
export async function endTakingBack(
  fs: FileSystem,
  folder: StateFolder,
  record: ImportRecord,
  items: readonly JournalItem[],
  host: ImportHost,
  kind: "undo" | "roll-back",
): Promise<string | undefined> {
  const unsynced = await syncOrWhy(fs, doneFiles(items));
  if (unsynced !== undefined) {
    return unsynced;
  }
  const isWhole = items.every(({ state }) => state === "done");
  const { isTold, problem } = await takeBackInHistory(fs, folder, record, items, host, kind);
  if (problem !== undefined) {
    return problem;
  }
  const told = { isToldTakenBack: isTold };
  return isWhole
    ? removeJournal(fs, folder, told)
    : putAway(folder, () => moveToKept(fs, folder, record.id), told);
}

/** What the history tells of an import that was taken back, or why it can't, as a whole sentence. */
interface Told {
  readonly isTold: boolean;
  readonly problem: string | undefined;
}

/** Where the history doesn't tell of the import yet, and nothing of it is left, there is nothing to tell. */
async function takeBackInHistory(
  fs: FileSystem,
  folder: StateFolder,
  record: ImportRecord,
  items: readonly JournalItem[],
  host: ImportHost,
  kind: "undo" | "roll-back",
): Promise<Told> {
  const history = await readHistory(fs, folder.environmentFolder);
  if (history.unreadable) {
    return { isTold: false, problem: cannotTell(history.unreadable, "read") };
  }
  const isKnown = history.records.some(({ id }) => id === record.id);
  if (!isKnown && items.every(({ state }) => state === "done")) {
    return { isTold: false, problem: undefined };
  }
  const known = isKnown ? undefined : await noteInHistory(fs, folder.environmentFolder, record);
  const takenBack = items.map((item) => ({
    ref: item.ref,
    ...(item.state !== "done" && { reason: item.reason }),
  }));
  const problem =
    known ?? (await noteInHistory(fs, folder.environmentFolder, recordOfUndo(kind, record, takenBack, host)));
  return { isTold: problem === undefined, problem };
}
