import type { ImportHistory } from "../history/importHistory";
import { FileAccessError, type Codec, type FileSystem } from "../ports";
import { decodeJournal, type Journal } from "./journal";
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
  await fs.renameFile(folder.journalFile, folder.keptFile(id));
  if (history.problems.length > 0) {
    return;
  }
  const others = history.standing.map((record) => record.id).filter((other) => other !== id);
  const wanted = new Set([...others.slice(1 - keptImports), id]);
  try {
    for (const { name } of await fs.readDirectory(folder.keptFolder)) {
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

/** What is kept of an import; undefined when it isn't any more, or is damaged. */
export async function readKept(
  fs: FileSystem,
  folder: StateFolder,
  id: string,
  codec: Codec,
): Promise<Journal | undefined> {
  try {
    const decoded = await decodeJournal(await fs.readFile(folder.keptFile(id)), codec);
    return "journal" in decoded && decoded.journal.record.id === id ? decoded.journal : undefined;
  } catch (error) {
    if (!(error instanceof FileAccessError)) {
      throw error;
    }
    return undefined;
  }
}
