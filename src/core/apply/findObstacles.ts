import type { EnvironmentHeader } from "../environment/environment";
import { historyFileName } from "../history/historyFile";
import type { SharedWith, WriteObstacle } from "../import/targetConditions";
import { FileAccessError, giveWay, type FilePlace, type FileSystem, type Pacer } from "../ports";
import { allResourceTypes } from "../resources/registry";
import { stateFolderName } from "./stateFolder";

/** Where an environment is, and what it is called. */
type Located = Pick<EnvironmentHeader, "name" | "folder" | "description">;

/** Why files of an environment can't or mustn't be written, by file. `others` are the other environments of the workspace folder. */
export async function findObstacles(
  fs: FileSystem,
  target: Located,
  others: readonly Located[],
  files: readonly string[],
  pacer: Pacer,
): Promise<ReadonlyMap<string, WriteObstacle>> {
  const obstacles = new Map<string, WriteObstacle>();
  const writable: FilePlace[] = [];
  for await (const batch of fs.placesOf(files)) {
    for (const place of batch) {
      if (place.readOnly === undefined) {
        writable.push(place);
      } else {
        obstacles.set(place.path, { kind: "read-only", why: place.readOnly });
      }
    }
    await giveWay(pacer);
  }
  const own = byIdentity(writable);
  for (const other of own.size > 0 ? others : []) {
    const candidates = await otherWays(fs, target, other, writable);
    for await (const batch of fs.placesOf(candidates)) {
      for (const theirs of batch) {
        const shared = theirs.identity === undefined ? undefined : own.get(theirs.identity);
        if (shared && !obstacles.has(shared.path)) {
          obstacles.set(shared.path, { kind: "shared", with: sharedWith(shared, theirs, other) });
        }
      }
      await giveWay(pacer);
    }
  }
  return obstacles;
}

/**
 * The other environment that all of an environment, its history or what tells of its imports is shared with: whatever is written into the
 * one is written into the other.
 */
export async function findSharedEnvironment(
  fs: FileSystem,
  target: Located,
  others: readonly Located[],
): Promise<SharedWith | undefined> {
  const inside = ["", `/${stateFolderName}`, `/${historyFileName}`];
  const placesIn = async ({ folder }: Located): Promise<FilePlace[]> => {
    const places: FilePlace[] = [];
    for await (const batch of fs.placesOf(inside.map((path) => folder + path))) {
      places.push(...batch);
    }
    return places;
  };
  const own = byIdentity(await placesIn(target));
  for (const other of own.size > 0 ? others : []) {
    for (const theirs of await placesIn(other)) {
      const shared = theirs.identity === undefined ? undefined : own.get(theirs.identity);
      if (shared) {
        return sharedWith(shared, theirs, other);
      }
    }
  }
  return undefined;
}

/**
 * Paths in another environment that may lead to one of the files: those of the same name where a link leads to either, or where the file
 * has several names; and links of any name. Of the others none can be the same file, so they needn't be looked at.
 */
async function otherWays(
  fs: FileSystem,
  target: Located,
  other: Located,
  files: readonly FilePlace[],
): Promise<string[]> {
  const candidates = new Set<string>();
  for (const { folder } of allResourceTypes) {
    const prefix = `${target.folder}/${folder}/`;
    const wanted = files.filter(({ path }) => path.startsWith(prefix));
    const theirs = `${other.folder}/${folder}`;
    const links = wanted.length > 0 ? await linksIn(fs, theirs) : [];
    links.forEach((name) => candidates.add(`${theirs}/${name}`));
    const isFolderLinked = wanted.length > 0 && (await isBehindLink(fs, theirs));
    for (const { path, sharedBy } of wanted) {
      if (isFolderLinked || sharedBy !== undefined) {
        candidates.add(`${theirs}/${path.slice(prefix.length)}`);
      }
    }
  }
  return [...candidates];
}

async function linksIn(fs: FileSystem, folder: string): Promise<string[]> {
  try {
    return (await fs.readDirectory(folder)).filter(({ isLink }) => isLink).map(({ name }) => name);
  } catch (error) {
    if (error instanceof FileAccessError) {
      // It isn't there, or nobody can tell.
      return [];
    }
    throw error;
  }
}

async function isBehindLink(fs: FileSystem, path: string): Promise<boolean> {
  for await (const [place] of fs.placesOf([path])) {
    return place?.sharedBy === "link";
  }
  return false;
}

function byIdentity(places: readonly FilePlace[]): Map<string, FilePlace> {
  return new Map(places.flatMap((place) => (place.identity === undefined ? [] : [[place.identity, place]])));
}

function sharedWith(own: FilePlace, theirs: FilePlace, { name, description }: Located): SharedWith {
  const ways = [own.sharedBy, theirs.sharedBy];
  return {
    file: own.path,
    by: ways.includes("link") ? "link" : ways.find((way) => way !== undefined),
    environment: description?.displayName ?? name,
    theirFile: theirs.path,
  };
}
