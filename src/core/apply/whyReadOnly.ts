import { stateFolderName } from "./stateFolder";
import { historyFileName } from "../history/historyFile";
import { FileAccessError, type FileSystem } from "../ports";
import { allResourceTypes } from "../resources/registry";
import { list } from "../text";
import type { EnvironmentHeader } from "../environment/environment";

/**
 * Why nothing can or may be written into an environment, as a whole sentence; undefined when nothing speaks against it. Asks for its
 * folder, and then for each folder that an import writes into and for the history, whether they are there yet or not.
 */
export async function whyReadOnly(
  fs: FileSystem,
  { folder }: Pick<EnvironmentHeader, "folder">,
): Promise<string | undefined> {
  const ofAll = await fs.whyReadOnly(folder);
  if (ofAll !== undefined) {
    return sentence([`${folder} ${ofAll}`]);
  }
  const reasons: string[] = [];
  const written = [...allResourceTypes.map((type) => type.folder), stateFolderName, historyFileName];
  for (const name of written) {
    const inside = `${folder}/${name}`;
    const why = await fs.whyReadOnly(inside);
    if (why !== undefined) {
      reasons.push(`${inside} ${why}`);
    } else if (name === stateFolderName && (await isNoFolder(fs, inside))) {
      // Where one of definitions is none, the environment can't be read.
      reasons.push(`${inside} is no folder`);
    }
  }
  return reasons.length > 0 ? sentence(reasons) : undefined;
}

/** Whether something else is in the place of a folder, or of one above it. */
export async function isNoFolder(fs: FileSystem, path: string): Promise<boolean> {
  try {
    await fs.readDirectory(path);
    return false;
  } catch (error) {
    if (error instanceof FileAccessError) {
      return error.code === "not-a-directory" || error.code === "not-a-file";
    }
    throw error;
  }
}

function sentence(reasons: readonly string[]): string {
  return `${list(reasons)}. Mend that, or choose another environment.`;
}
