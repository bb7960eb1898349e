import { readHistory } from "../history/historyFile";
import type { ImportRecord } from "../history/importRecord";
import type { InterruptedImport } from "../import/targetConditions";
import { FileAccessError, type Codec, type FileSystem } from "../ports";
import { decodeJournal, foreign, type Journal } from "./journal";
import type { StateFolder } from "./stateFolder";

/** The journal of an import that was interrupted, or why it can't be used, as words that follow its file's name. */
export type FoundJournal =
  | {
      readonly journal: Journal;
      /** What the history tells of that import already. */
      readonly told: ImportRecord | undefined;
    }
  | {
      readonly damage: string;
      /** The environment that the journal belongs to, where that is another one. */
      readonly belongsTo?: string;
    };

/**
 * Looks for the journal of an import; undefined when there is none. One of an import that was taken back, as the history tells, was only not
 * removed before a crash: there is nothing left to finish or to take back. Rejects with a FileAccessError when the history
 * can't be read.
 */
export async function findJournal(
  fs: FileSystem,
  folder: StateFolder,
  codec: Codec,
): Promise<FoundJournal | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await fs.readFile(folder.journalFile);
  } catch (error) {
    if (!(error instanceof FileAccessError)) {
      throw error;
    }
    return error.code === "not-found" ? undefined : { damage: `can't be read (${error.reason})` };
  }
  const decoded = await decodeJournal(bytes, codec);
  if ("damage" in decoded) {
    return decoded;
  }
  const { journal } = decoded;
  if (journal.environment !== folder.environment) {
    return { damage: foreign(journal), belongsTo: journal.environment };
  }
  const { records, standing, unreadable } = await readHistory(fs, folder.environmentFolder);
  if (unreadable) {
    throw unreadable;
  }
  const told = records.find(({ id }) => id === journal.record.id);
  return told && !standing.includes(told) ? undefined : { journal, told };
}

/**
 * The import that an environment's journal tells of. While an import runs that is the running one; only who holds the lock, or
 * finds none, may call it interrupted.
 */
export async function readInterrupted(
  fs: FileSystem,
  folder: StateFolder,
  codec: Codec,
): Promise<InterruptedImport | undefined> {
  const file = folder.journalFile;
  let found: FoundJournal | undefined;
  try {
    found = await findJournal(fs, folder, codec);
  } catch (error) {
    if (!(error instanceof FileAccessError)) {
      throw error;
    }
    // Whoever wants to end it will hear why the history can't be read.
    return { packageName: undefined, at: undefined, file, damage: undefined };
  }
  if (!found) {
    return undefined;
  }
  if ("damage" in found) {
    return { packageName: undefined, at: undefined, file, ...found };
  }
  const { record } = found.journal;
  return { packageName: record.package.name, at: new Date(record.at), file, damage: undefined };
}
