import { FileAccessError, type DirectoryEntry, type FileSystem } from "../ports";
import {
  descriptionFile,
  environmentShape,
  type EnvironmentDescription,
} from "../model/environmentDescription";
import { fileStart } from "../json/position";
import { readJson } from "../json/readJson";
import type { DefinitionIssue } from "../resources/resourceType";
import { compareText, foldCase, list } from "../text";
import type { EnvironmentHeader, Problem } from "./environment";
import { describeNewer, newerVersionIn } from "./newerFormat";
import { locateIssues, readDefinition } from "./readDefinition";

const environmentInvalid = "environment-invalid";

/**
 * The environments of a workspace folder, the default one first, then by name. Each folder below `environmentsFolder` is one, but
 * for those whose name starts with a dot. None when that folder doesn't exist.
 * Rejects with a {@link FileAccessError} when it can't be listed.
 */
export async function findEnvironments(
  fs: FileSystem,
  environmentsFolder: string,
): Promise<EnvironmentHeader[]> {
  const names = await listFolders(fs, environmentsFolder);
  const found: ReadHeader[] = [];
  for (const name of names) {
    found.push(await readHeader(fs, name, `${environmentsFolder}/${name}`));
  }
  const isDefault = ({ description }: EnvironmentHeader): number => Number(description?.default ?? false);
  return reportTwins(reportSecondDefault(found))
    .map(({ header }) => header)
    .sort((a, b) => isDefault(b) - isDefault(a) || compareText(a.name, b.name));
}

async function listFolders(fs: FileSystem, parent: string): Promise<string[]> {
  try {
    const entries = await fs.readDirectory(parent);
    return entries
      .filter((entry) => isEnvironment(entry) && !entry.name.startsWith("."))
      .map((entry) => entry.name)
      .sort(compareText);
  } catch (error) {
    if (error instanceof FileAccessError && error.code === "not-found") {
      return [];
    }
    throw error;
  }
}

/** A link that leads nowhere stands in the place of an environment whose files can't be had. */
function isEnvironment({ kind, isLink }: DirectoryEntry): boolean {
  return kind === "directory" || (kind === "other" && isLink === true);
}

/** A header with the bytes of its description, while problems are still being looked for. */
interface ReadHeader {
  readonly header: EnvironmentHeader;
  readonly bytes: Uint8Array;
}

async function readHeader(fs: FileSystem, name: string, folder: string): Promise<ReadHeader> {
  const file = `${folder}/${descriptionFile}`;
  let bytes: Uint8Array;
  try {
    bytes = await fs.readFile(file);
  } catch (error) {
    if (!(error instanceof FileAccessError)) {
      throw error;
    }
    const message =
      error.code === "not-found"
        ? `The environment "${name}" has no ${descriptionFile}, so its name and purpose aren't known.`
        : `${descriptionFile} can't be read: ${error.reason}.`;
    const problem: Problem = { file, ...fileStart, severity: "error", code: environmentInvalid, message };
    const header: EnvironmentHeader = { name, folder, description: undefined, problems: [problem] };
    const isThere = error.code !== "not-found";
    return { header: isThere ? { ...header, unreadable: problem } : header, bytes: new Uint8Array() };
  }
  const newer = newerVersionIn(bytes);
  if (newer !== undefined) {
    // What else it says may mean something else by then.
    const header = { name, folder, description: undefined, newerVersion: newer, problems: [] };
    return withProblem({ header, bytes }, "formatVersion", describeNewer(newer));
  }
  const read = readDefinition<EnvironmentDescription>(file, bytes, environmentShape, environmentInvalid);
  if (!read.ok) {
    const header: EnvironmentHeader = { name, folder, description: undefined, problems: read.problems };
    const [unreadable] = readJson(bytes).ok ? [] : read.problems;
    return { header: unreadable ? { ...header, unreadable } : header, bytes };
  }
  const found = { header: { name, folder, description: read.value, problems: [] }, bytes };
  return read.value.name === name
    ? found
    : withProblem(
        found,
        "name",
        `The environment calls itself "${read.value.name}" but its folder is named "${name}"; they must be the same.`,
      );
}

/** At most one environment of a workspace folder is the default; each further one gets a problem. */
function reportSecondDefault(found: readonly ReadHeader[]): ReadHeader[] {
  const first = found.find(({ header }) => header.description?.default);
  return found.map((candidate) => {
    const { header } = candidate;
    if (!first || !header.description?.default || candidate === first) {
      return candidate;
    }
    const message = `Both "${first.header.name}" and "${header.name}" are marked as the default environment; only one can be.`;
    return withProblem(candidate, "default", message);
  });
}

/** Names are unique ignoring letter case: elsewhere both would be one folder. Each of those that aren't gets a problem. */
function reportTwins(found: readonly ReadHeader[]): ReadHeader[] {
  const twins = new Map<string, string[]>();
  for (const { header } of found) {
    const folded = foldCase(header.name);
    twins.set(folded, [...(twins.get(folded) ?? []), header.name]);
  }
  return found.map((candidate) => {
    const names = twins.get(foldCase(candidate.header.name)) ?? [];
    const quoted = names.map((name) => `"${name}"`);
    const message = `The environments ${list(quoted)} differ only in letter case; names must be unique. Rename all but one of their folders.`;
    return names.length > 1 ? withProblem(candidate, "name", message) : candidate;
  });
}

function withProblem({ header, bytes }: ReadHeader, property: string, message: string): ReadHeader {
  const issue: DefinitionIssue = { code: environmentInvalid, severity: "error", message, path: [property] };
  const problems = locateIssues([issue], `${header.folder}/${descriptionFile}`, bytes);
  return { header: { ...header, problems: [...header.problems, ...problems] }, bytes };
}
