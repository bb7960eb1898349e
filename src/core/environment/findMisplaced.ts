import { fileStart } from "../json/position";
import { readJson } from "../json/readJson";
import { FileAccessError, giveWay, type DirectoryEntry, type FileSystem, type Pacer } from "../ports";
import { allResourceTypes } from "../resources/registry";
import type { ResourceType } from "../resources/resourceType";
import { isObject } from "../schema/checked";
import { closestTo } from "../spelling";
import { compareText, count, foldCase, printable } from "../text";
import type { EnvironmentHeader, Problem } from "./environment";

const misplaced = "definition-misplaced";
/** Files that are named one by one, of one folder. */
const mostNamed = 20;
/** How deep folders below the one of a type are looked into. */
const deepest = 5;

/** Definitions in an environment's folder that nobody reads, since they aren't where definitions are looked for. */
export async function findMisplaced(
  fs: FileSystem,
  { folder }: EnvironmentHeader,
  pacer: Pacer,
): Promise<Problem[]> {
  const entries = await list(fs, folder);
  const problems = [...(await inOtherFolders(fs, folder, entries)), ...(await inRoot(fs, folder, entries))];
  for (const type of allResourceTypes) {
    await giveWay(pacer);
    problems.push(...(await besideDefinitions(fs, `${folder}/${type.folder}`, type)));
  }
  return problems;
}

/** What is in a folder; nothing where it can't be listed, which is a problem of its own. */
async function list(fs: FileSystem, folder: string): Promise<DirectoryEntry[]> {
  try {
    const entries = await fs.readDirectory(folder);
    return entries.filter(({ name }) => !name.startsWith(".")).sort((a, b) => compareText(a.name, b.name));
  } catch (error) {
    if (error instanceof FileAccessError) {
      return [];
    }
    throw error;
  }
}

/** Folders that are named nearly as those in which definitions are looked for: `Entities`, `picklist`. */
async function inOtherFolders(
  fs: FileSystem,
  folder: string,
  entries: readonly DirectoryEntry[],
): Promise<Problem[]> {
  const problems: Problem[] = [];
  const isType = (name: string): boolean => allResourceTypes.some((type) => type.folder === name);
  for (const { name } of entries.filter((entry) => entry.kind === "directory" && !isType(entry.name))) {
    const type = allResourceTypes.find(
      ({ singular, folder: own }) => closestTo(name, [own, singular]) !== undefined,
    );
    const files = type ? (await list(fs, `${folder}/${name}`)).filter(isJson) : [];
    if (!type || files.length === 0) {
      continue;
    }
    const isThere = entries.some((entry) => entry.name === type.folder);
    // Where letter case doesn't count, they are read all the same; elsewhere they aren't.
    const isRead =
      !isThere && foldCase(name) === type.folder && (await list(fs, `${folder}/${type.folder}`)).length > 0;
    const definitions = count(files.length, "definition");
    const consequence = isRead
      ? `on systems that tell letter case apart its ${definitions} won't be found`
      : `its ${definitions} can't be found`;
    problems.push({
      file: `${folder}/${name}`,
      ...fileStart,
      severity: isRead ? "warning" : "error",
      code: misplaced,
      message: `The folder is named "${printable(name, 100)}", but definitions are looked for in "${type.folder}", so that ${consequence}. ${isThere ? `Move them to "${type.folder}"` : "Rename the folder"}.`,
    });
  }
  return problems;
}

/** Definitions directly in the environment's folder. */
async function inRoot(
  fs: FileSystem,
  folder: string,
  entries: readonly DirectoryEntry[],
): Promise<Problem[]> {
  const files = entries
    .filter((entry) => isJson(entry) && foldCase(entry.name) !== "environment.json")
    .map(({ name }) => `${folder}/${name}`);
  const problems: Problem[] = [];
  for await (const batch of fs.readFiles(files.slice(0, mostNamed))) {
    for (const { path, bytes } of batch) {
      const type = bytes && typeOf(bytes);
      if (type) {
        problems.push(
          problemIn(path, `The ${type.singular} can't be found here. Move it to "${type.folder}".`),
        );
      }
    }
  }
  return problems;
}

/** What is defined, told by the list that makes it up. */
function typeOf(bytes: Uint8Array): ResourceType | undefined {
  const json = readJson(bytes);
  const value = json.ok && isObject(json.value) ? json.value : {};
  return allResourceTypes.find(({ partsPlural }) => Array.isArray(value[partsPlural]));
}

/** Files with another ending beside the definitions, and definitions in folders below. */
async function besideDefinitions(fs: FileSystem, folder: string, type: ResourceType): Promise<Problem[]> {
  const problems: Problem[] = [];
  const entries = await list(fs, folder);
  const names = new Set(entries.map(({ name }) => name));
  for (const { name, kind } of entries) {
    const file = `${folder}/${name}`;
    // `.JSON` in capitals is told where definitions are listed.
    const [, stem = ""] = /^(.+?)\.json.+$/i.exec(name) ?? [];
    if (kind === "directory") {
      problems.push(...(await below(fs, folder, file, type)));
    } else if (stem !== "" && !/\.json$/i.test(name)) {
      const isBeside = names.has(`${stem}.json`);
      const advice = isBeside ? `"${stem}.json" is read; remove this one` : `Rename it to "${stem}.json"`;
      problems.push({
        ...problemIn(file, `The file isn't read, since definitions end in ".json". ${advice}.`),
        ...(isBeside && { severity: "warning" }),
      });
    }
  }
  return problems;
}

async function below(
  fs: FileSystem,
  typeFolder: string,
  folder: string,
  type: ResourceType,
): Promise<Problem[]> {
  const found: string[] = [];
  const collect = async (path: string, depth: number): Promise<void> => {
    for (const entry of await list(fs, path)) {
      if (found.length > mostNamed) {
        return;
      }
      if (entry.kind === "directory" && !entry.isLink && depth < deepest) {
        await collect(`${path}/${entry.name}`, depth + 1);
      } else if (isJson(entry)) {
        found.push(`${path}/${entry.name}`);
      }
    }
  };
  await collect(folder, 1);
  const named = found
    .slice(0, mostNamed)
    .map((file) =>
      problemIn(
        file,
        `The file isn't read, since definitions are looked for in "${type.folder}" itself and not in folders below. Move it to ${typeFolder}.`,
      ),
    );
  return found.length > mostNamed
    ? [...named, problemIn(folder, "The folder holds more definitions that aren't read than are named here.")]
    : named;
}

function isJson({ name, kind }: DirectoryEntry): boolean {
  return kind === "file" && /\.json$/i.test(name);
}

function problemIn(file: string, message: string): Problem {
  return { file, ...fileStart, severity: "error", code: misplaced, message: printable(message) };
}
