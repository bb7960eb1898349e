import { Uri } from "vscode";
import type { FileSystem } from "../../../core/ports";
import { allResourceTypes } from "../../../core/resources/registry";
import type { FolderEnvironments, OpenFolder } from "../../workspace/folderEnvironments";

/**
 * Whether a file would be among the definitions of a workspace folder's environments, where it would be taken for one, or replace one.
 * Folders are told by what they are where that can be told: links, and on some systems letter case, give them other names.
 */
export async function isAmongDefinitions(
  uri: Uri,
  folder: FolderEnvironments,
  openFolder: OpenFolder,
): Promise<boolean> {
  const headers = await folder.listOrNone();
  const environments = headers.map((header) => header.folder);
  const types = environments.flatMap((path) => allResourceTypes.map((type) => `${path}/${type.folder}`));
  const folders = [folder.environmentsFolder, ...environments, ...types];
  if (folders.some((path) => uri.path.startsWith(`${folder.uri(path).path}/`))) {
    return true;
  }
  const inside = new Set(await identities(openFolder(folder.folder.uri), folders));
  let current = Uri.joinPath(uri, "..");
  for (;;) {
    const above = Uri.joinPath(current, "..");
    if (above.path === current.path || /^\/[a-z]:$/iu.test(current.path)) {
      return false;
    }
    const name = current.path.slice(current.path.lastIndexOf("/") + 1);
    const found = await identities(openFolder(above), [name]);
    if (found.some((identity) => inside.has(identity))) {
      return true;
    }
    current = above;
  }
}

async function identities(fs: FileSystem, paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const batch of fs.placesOf(paths)) {
    found.push(...batch.flatMap(({ identity }) => identity ?? []));
  }
  return found;
}
