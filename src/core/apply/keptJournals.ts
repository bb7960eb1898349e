import { FileAccessError, type Codec, type FileSystem } from "../ports";
import { decodeJournal, type Journal } from "./journal";
import type { StateFolder } from "./stateFolder";

/** How many imports are kept on this machine, to undo the last one and to tell later what each left. */
const keptImports = 20;

const suffix = ".journal";

/**
 * Keeps the journal of an import that is done, and forgets those before the last {@link keptImports}. `order` has the ids of all
 * imports that the history knows, the oldest first.
 */
export async function keepJournal(
  fs: FileSystem,
  folder: StateFolder,
  id: string,
  order: readonly string[],
): Promise<void> {
  await fs.renameFile(folder.journalFile, folder.keptFile(id));
  const wanted = new Set([...order.slice(-keptImports), id]);
  for (const { name } of await fs.readDirectory(folder.keptFolder)) {
    const isOld = name.endsWith(suffix) && !wanted.has(name.slice(0, -suffix.length));
    if (isOld) {
      await fs.deleteFile(`${folder.keptFolder}/${name}`);
    }
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
    return "journal" in decoded ? decoded.journal : undefined;
  } catch (error) {
    if (!(error instanceof FileAccessError)) {
      throw error;
    }
    return undefined;
  }
}
