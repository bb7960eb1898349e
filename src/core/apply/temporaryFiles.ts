import { historyFile } from "../history/historyFile";
import { importRecordShape } from "../history/importRecord";
import { readJson } from "../json/readJson";
import { FileAccessError, type FileSystem } from "../ports";
import { readIfThere } from "../readIfThere";
import { allResourceTypes } from "../resources/registry";
import { isTemporary } from "../temporaryName";
import { startsWith } from "./sameBytes";
import type { StateFolder } from "./stateFolder";

const newline = 0x0a;

/**
 * Removes temporary files that a crash left in an environment. Only who holds its lock may do so. Of files of definitions the journal
 * has all that is in them; of the history nothing else has, so what it was about to become is put in place.
 */
export async function removeTemporaryFiles(fs: FileSystem, folder: StateFolder): Promise<void> {
  const { environmentFolder } = folder;
  const folders = [
    environmentFolder,
    folder.keptFolder,
    ...allResourceTypes.map((type) => `${environmentFolder}/${type.folder}`),
  ];
  for (const path of folders) {
    try {
      const names = (await fs.readDirectory(path)).filter(
        ({ name, kind }) => kind === "file" && isTemporary(name),
      );
      const files = names.map(({ name }) => `${path}/${name}`);
      if (path === environmentFolder) {
        await completeHistory(fs, environmentFolder, files);
      }
      for (const file of files) {
        await fs.deleteFile(file);
      }
    } catch (error) {
      if (!(error instanceof FileAccessError)) {
        throw error;
      }
      // A folder that isn't there has none; one that can't be changed keeps what only takes room.
    }
  }
}

/**
 * Hosts that can't replace a file write it in place, or delete the old one just before the new one takes its name. Whatever ends them
 * in between, the new history is complete in a temporary file: it begins with what is there of the old one, and ends with a line.
 */
async function completeHistory(
  fs: FileSystem,
  environmentFolder: string,
  temporary: readonly string[],
): Promise<void> {
  const file = historyFile(environmentFolder);
  for (const candidate of temporary) {
    const next = await fs.readFile(candidate);
    const now = (await readIfThere(fs, file)) ?? new Uint8Array();
    if (next.length > now.length && startsWith(next, now) && endsWithRecord(next)) {
      await fs.writeFile(file, next, { durable: true });
    }
  }
}

/** Not of a history that was cut off itself, nor of another file of the folder. */
function endsWithRecord(bytes: Uint8Array): boolean {
  if (bytes.at(-1) !== newline) {
    return false;
  }
  const lines = bytes.subarray(0, -1);
  const json = readJson(lines.subarray(lines.lastIndexOf(newline) + 1));
  return json.ok && importRecordShape.accepts(json.value);
}
