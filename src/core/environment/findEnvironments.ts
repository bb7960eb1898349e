import { FileAccessError, type FileSystem } from "../ports";
import { environmentShape, type EnvironmentDescription } from "../model/environmentDescription";
import { fileStart } from "../json/position";
import type { DefinitionIssue } from "../resources/resourceType";
import { compareText } from "../text";
import type { EnvironmentHeader, Problem } from "./environment";
import { locateIssues, readDefinition } from "./readDefinition";

/** Name of the file that describes an environment. */
export const descriptionFile = "environment.json";

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
  return reportSecondDefault(found)
    .map(({ header }) => header)
    .sort((a, b) => isDefault(b) - isDefault(a) || compareText(a.name, b.name));
}

async function listFolders(fs: FileSystem, parent: string): Promise<string[]> {
  try {
    const entries = await fs.readDirectory(parent);
    return entries
      .filter((entry) => entry.kind === "directory" && !entry.name.startsWith("."))
      .map((entry) => entry.name)
      .sort(compareText);
  } catch (error) {
    if (error instanceof FileAccessError && error.code === "not-found") {
      return [];
    }
    throw error;
  }
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
    return { header: { name, folder, description: undefined, problems: [problem] }, bytes: new Uint8Array() };
  }
  const read = readDefinition<EnvironmentDescription>(file, bytes, environmentShape, environmentInvalid);
  if (!read.ok) {
    return { header: { name, folder, description: undefined, problems: read.problems }, bytes };
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

function withProblem({ header, bytes }: ReadHeader, property: string, message: string): ReadHeader {
  const issue: DefinitionIssue = { code: environmentInvalid, severity: "error", message, path: [property] };
  const problems = locateIssues([issue], `${header.folder}/${descriptionFile}`, bytes);
  return { header: { ...header, problems: [...header.problems, ...problems] }, bytes };
}
