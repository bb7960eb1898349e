import { FileAccessError, type FileSystem } from "../ports";
import { allResourceTypes } from "../resources/registry";
import { isTemporary } from "../temporaryName";
import type { StateFolder } from "./stateFolder";

/** Removes temporary files that a crash left in an environment. Only who holds its lock may do so. */
export async function removeTemporaryFiles(fs: FileSystem, folder: StateFolder): Promise<void> {
  const { environmentFolder } = folder;
  const folders = [
    environmentFolder,
    folder.path,
    folder.keptFolder,
    ...allResourceTypes.map((type) => `${environmentFolder}/${type.folder}`),
  ];
  for (const path of folders) {
    try {
      for (const { name, kind } of await fs.readDirectory(path)) {
        if (kind === "file" && isTemporary(name)) {
          await fs.deleteFile(`${path}/${name}`);
        }
      }
    } catch (error) {
      if (!(error instanceof FileAccessError)) {
        throw error;
      }
      // A folder that isn't there has none; one that can't be changed keeps what only takes room.
    }
  }
}
