import { FileAccessError, type FileSystem } from "../ports";
import { environmentShape, type EnvironmentDescription } from "../model/environmentDescription";
import { compareText } from "../text";
import type { EnvironmentHeader, Problem } from "./environment";
import { readDefinition } from "./readDefinition";

/** Name of the file that describes an environment. */
export const descriptionFile = "environment.json";

/** Where environments are looked for unless the setting says otherwise. */
export const defaultEnvironmentsFolder = "environments";

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
  const headers: EnvironmentHeader[] = [];
  for (const name of names) {
    headers.push(await readHeader(fs, name, `${environmentsFolder}/${name}`));
  }
  return reportSecondDefault(headers).sort(
    (a, b) =>
      Number(b.description?.default ?? false) - Number(a.description?.default ?? false) ||
      compareText(a.name, b.name),
  );
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

async function readHeader(fs: FileSystem, name: string, folder: string): Promise<EnvironmentHeader> {
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
    return { name, folder, description: undefined, problems: [problemAtStart(file, message)] };
  }
  const read = readDefinition<EnvironmentDescription>(file, bytes, environmentShape, "environment-invalid");
  if (!read.ok) {
    return { name, folder, description: undefined, problems: read.problems };
  }
  const problems =
    read.value.name === name
      ? []
      : [
          problemAtStart(
            file,
            `The environment calls itself "${read.value.name}" but its folder is named "${name}"; they must be the same.`,
          ),
        ];
  return { name, folder, description: read.value, problems };
}

/** At most one environment of a workspace folder is the default; each further one gets a problem. */
function reportSecondDefault(headers: readonly EnvironmentHeader[]): EnvironmentHeader[] {
  const first = headers.find((header) => header.description?.default);
  return headers.map((header) => {
    if (!header.description?.default || header === first) {
      return header;
    }
    const message = `Both "${first?.name}" and "${header.name}" are marked as the default environment; only one can be.`;
    return {
      ...header,
      problems: [...header.problems, problemAtStart(`${header.folder}/${descriptionFile}`, message)],
    };
  });
}

function problemAtStart(file: string, message: string): Problem {
  return { file, line: 1, column: 1, severity: "error", code: "environment-invalid", message };
}
