import { StateFolder, stateFolderName } from "./stateFolder";
import { historyFile, historyFileName } from "../history/historyFile";
import type { FileSystem } from "../ports";
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
    }
  }
  if (reasons.length === 0) {
    reasons.push(...(await whyNotReplaced(fs, folder)));
  }
  return reasons.length > 0 ? sentence(reasons) : undefined;
}

/** Of the files that every import writes: something that is no file may be in the place of one. */
async function whyNotReplaced(fs: FileSystem, environmentFolder: string): Promise<string[]> {
  const { lockFile, journalFile } = new StateFolder(fs, environmentFolder);
  const reasons: string[] = [];
  for await (const batch of fs.placesOf([historyFile(environmentFolder), lockFile, journalFile])) {
    for (const { path, readOnly } of batch) {
      if (readOnly !== undefined) {
        reasons.push(`${path} ${readOnly}`);
      }
    }
  }
  return reasons;
}

function sentence(reasons: readonly string[]): string {
  return `${list(reasons)}. Mend that, or choose another environment.`;
}
