import { stateFolderName } from "../apply/stateFolder";
import type { FileSystem } from "../ports";
import { allResourceTypes } from "../resources/registry";
import { list } from "../text";
import type { EnvironmentHeader } from "./environment";

/**
 * Why nothing can or may be written into an environment, as a whole sentence; undefined when nothing speaks against it. Asks for its
 * folder, and then for each folder that an import writes into, whether they are there yet or not.
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
  for (const name of [...allResourceTypes.map((type) => type.folder), stateFolderName]) {
    const inside = `${folder}/${name}`;
    const why = await fs.whyReadOnly(inside);
    if (why !== undefined) {
      reasons.push(`${inside} ${why}`);
    }
  }
  return reasons.length > 0 ? sentence(reasons) : undefined;
}

function sentence(reasons: readonly string[]): string {
  return `${list(reasons)}. Mend that, or choose another environment.`;
}
