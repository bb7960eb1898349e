import type { ImportHistory } from "../history/importHistory";
import { FileAccessError, type Codec, type FileSystem } from "../ports";
import { decodeJournal, foreign, type Journal } from "./journal";
import type { StateFolder } from "./stateFolder";

/** How many imports are kept on this machine, to undo the last one and to tell later what each left. */
const keptImports = 20;

const suffix = ".journal";

/**
 * Keeps the journal of an import that is done, and forgets those before the last {@link keptImports}. `history` tells which these are;
 * while lines of it can't be read, nobody knows, and nothing is forgotten. Rejects with a FileAccessError when the journal can't be
 * put away.
 */
export async function keepJournal(
  fs: FileSystem,
  folder: StateFolder,
  id: string,
  history: ImportHistory,
): Promise<void> {
  await moveToKept(fs, folder, id);
  if (history.problems.length > 0) {
    return;
  }
  try {
    const kept = await fs.readDirectory(folder.keptFolder);
    const names = new Set(kept.map(({ name }) => name));
    // Imports that were made elsewhere and came by merging don't take the places of those that are kept here.
    const others = history.standing
      .map((record) => record.id)
      .filter((other) => other !== id && names.has(`${other}${suffix}`));
    const wanted = new Set([...others.slice(1 - keptImports), id]);
    for (const { name } of kept) {
      const isOld = name.endsWith(suffix) && !wanted.has(name.slice(0, -suffix.length));
      if (isOld) {
        await fs.deleteFile(`${folder.keptFolder}/${name}`);
      }
    }
  } catch (error) {
    if (!(error instanceof FileAccessError)) {
      throw error;
    }
    // What can't be forgotten only takes room, and the next import tries again.
  }
}

/** Puts the journal among those that are kept. Rejects with a FileAccessError when that can't be done. */
export async function moveToKept(fs: FileSystem, folder: StateFolder, id: string): Promise<void> {
  await fs.renameFile(folder.journalFile, folder.keptFile(id));
  await fs.syncFiles([folder.keptFile(id), folder.journalFile]);
}

/** What is kept of an import, or why it can't be used, as words that follow its file's name. */
export async function readKept(
  fs: FileSystem,
  folder: StateFolder,
  id: string,
  codec: Codec,
): Promise<{ readonly journal: Journal } | { readonly damage: string }> {
  try {
    const decoded = await decodeJournal(await fs.readFile(folder.keptFile(id)), codec);
    if ("damage" in decoded) {
      return decoded;
    }
    const { journal } = decoded;
    if (journal.environment !== folder.environment) {
      return { damage: foreign(journal) };
    }
    return journal.record.id === id ? { journal } : { damage: "belongs to another import" };
  } catch (error) {
    if (!(error instanceof FileAccessError)) {
      throw error;
    }
    return { damage: error.code === "not-found" ? "is missing" : `can't be read (${error.reason})` };
  }
}
