import { readPackageManifest } from "../package/readManifest";
import { packageLimits, type PackageLimits } from "../package/packageLimits";
import { FileAccessError, giveWay, type FileSystem, type Pacer, type Platform } from "../ports";
import { refKey } from "../resources/registry";
import { compareText } from "../text";

/** A package in a workspace folder, as far as its manifest tells. */
export interface FoundPackage {
  readonly name: string;
  /** Path below the workspace folder. */
  readonly file: string;
  /** Keys of the custom resources that it has: what it has of standard ones needs a target that has them already. */
  readonly holds: ReadonlySet<string>;
}

/** How far packages are looked for: a workspace folder may be a whole home folder, or hold links that lead in circles. */
export interface PackageSearch {
  /** Steps below the workspace folder. */
  readonly depth: number;
  readonly folders: number;
  readonly files: number;
}

export const packageSearch: PackageSearch = { depth: 6, folders: 1000, files: 200 };

/** Folders that hold many files and none of the user's packages. */
const skippedFolders: ReadonlySet<string> = new Set(["node_modules"]);

/**
 * The packages in a workspace folder, those nearest to its root first; what lies beyond the bounds of the search isn't found.
 * Zip files that can't be read, or are no packages, are passed over. Rejects only when the pacer's job is cancelled.
 */
export async function findPackages(
  fs: FileSystem,
  platform: Platform,
  search: PackageSearch = packageSearch,
  limits: PackageLimits = packageLimits,
): Promise<FoundPackage[]> {
  const found: FoundPackage[] = [];
  for (const file of await findZipFiles(fs, platform.pacer, search)) {
    const bytes = await unlessRefused(fs.readFile(file));
    const manifest = bytes && (await readPackageManifest(bytes, platform, limits));
    if (manifest?.ok) {
      const { name, resources } = manifest.value;
      const holds = new Set(resources.filter(({ kind }) => kind === "custom").map(refKey));
      found.push({ name, file, holds });
    }
    await giveWay(platform.pacer);
  }
  return found;
}

/** Paths of the zip files below the root, level by level. */
async function findZipFiles(fs: FileSystem, pacer: Pacer, search: PackageSearch): Promise<string[]> {
  const files: string[] = [];
  let listed = 0;
  let level = [""];
  for (let depth = 0; depth <= search.depth; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      if (listed === search.folders || files.length >= search.files) {
        return files.slice(0, search.files);
      }
      listed++;
      const entries = (await unlessRefused(fs.readDirectory(folder))) ?? [];
      for (const { name, kind } of [...entries].sort((a, b) => compareText(a.name, b.name))) {
        const path = folder === "" ? name : `${folder}/${name}`;
        if (name.startsWith(".")) {
          continue;
        }
        if (kind === "file" && name.toLowerCase().endsWith(".zip")) {
          files.push(path);
        } else if (kind === "directory" && !skippedFolders.has(name)) {
          next.push(path);
        }
      }
      await giveWay(pacer);
    }
    level = next;
  }
  return files.slice(0, search.files);
}

/** What can be had, or undefined where the file system refuses it. */
async function unlessRefused<T>(attempt: Promise<T>): Promise<T | undefined> {
  try {
    return await attempt;
  } catch (error) {
    if (error instanceof FileAccessError) {
      return undefined;
    }
    throw error;
  }
}
