import { checkDirection } from "../checks/checkDirection";
import { checkReferences, type Referable } from "../checks/checkReferences";
import { Spellings } from "../spelling";
import { presentable } from "../checks/presentable";
import { isReservedOnWindows } from "../model/names";
import {
  FileAccessError,
  giveWay,
  type Codec,
  type DirectoryEntry,
  type FileContent,
  type FileSystem,
  type Pacer,
} from "../ports";
import { allResourceTypes, definitionPath, resourceTypeOf } from "../resources/registry";
import type {
  Definition,
  DefinitionIssue,
  ResourceRef,
  ResourceType,
  ResourceTypeId,
} from "../resources/resourceType";
import { compareText, foldCase, printable } from "../text";
import {
  Environment,
  type BrokenResource,
  type EnvironmentHeader,
  type LoadedResource,
  type Problem,
} from "./environment";
import { describeUnreadable, readNoFile } from "./noFile";
import { findMisplaced } from "./findMisplaced";
import { locateIssues, locatePresentable, readDefinition } from "./readDefinition";
import { unreadableFolder } from "./unreadableFolders";

export interface LoadOptions {
  /** With it every resource gets the hash of its file. */
  readonly codec?: Codec;
  /** A definition known to be what a file with this hash holds, which then needn't be parsed. */
  readonly known?: (ref: ResourceRef, sha256: string) => Definition | undefined;
  /** An earlier state: files of it that aren't stale needn't be read again. */
  readonly previous?: { readonly environment: Environment; readonly isStale: (file: string) => boolean };
}

/** How the names of definition files end. */
const ending = ".json";

interface DefinitionFile {
  readonly ref: ResourceRef;
  readonly file: string;
  /** What the folder lists under its name. */
  readonly entry: DirectoryEntry;
}

/**
 * Reads all definitions of an environment. A file that can't be used becomes a {@link BrokenResource}; nothing of it
 * keeps the others from loading. Rejects only when the pacer's job is cancelled.
 */
export async function loadEnvironment(
  fs: FileSystem,
  header: EnvironmentHeader,
  pacer: Pacer,
  options: LoadOptions = {},
): Promise<Environment> {
  let resources: LoadedResource[] = [];
  const broken: BrokenResource[] = [];
  const folderProblems: Problem[] = [];

  for (const type of allResourceTypes) {
    const { files, repeated, problems } = await listDefinitions(fs, header, type, pacer);
    await giveWay(pacer);
    folderProblems.push(...problems);
    broken.push(...repeated);
    const ofType: LoadedResource[] = [];
    const fresh: DefinitionFile[] = [];
    for (const definitionFile of files) {
      const kept = keptResource(definitionFile, options.previous);
      if (kept) {
        ofType.push(kept);
      } else {
        fresh.push(definitionFile);
      }
    }
    const byPath = new Map(fresh.map((definitionFile) => [definitionFile.file, definitionFile]));
    for await (const batch of readAll(fs, fresh)) {
      for (const content of batch) {
        const { ref, file } = byPath.get(content.path)!;
        if (content.error) {
          const { code, message } = describeUnreadable(content.error);
          broken.push({ ref, file, problems: [problemIn(file, code, message)] });
          continue;
        }
        const loaded = await readResource(type, ref, file, content.bytes, options);
        if ("problems" in loaded) {
          broken.push(loaded);
        } else {
          ofType.push(loaded);
        }
        if (pacer.isDue()) {
          await pacer.pause();
        }
      }
    }
    resources = resources.concat(ofType.sort((a, b) => compareText(a.ref.name, b.ref.name)));
  }

  folderProblems.push(...(await findMisplaced(fs, header, pacer)));
  await giveWay(pacer);
  const inContext = await checkInContext(
    new Environment(fs, header, resources, broken, [], options.codec),
    pacer,
  );
  const problems = [
    ...header.problems,
    ...folderProblems,
    ...broken.flatMap((resource) => resource.problems),
    ...inContext,
  ].sort((a, b) => compareText(a.file, b.file) || a.line - b.line || a.column - b.column);
  return new Environment(fs, header, resources, broken, problems, options.codec);
}

/** What definition files hold, or why that can't be had. */
async function* readAll(fs: FileSystem, files: readonly DefinitionFile[]): AsyncIterable<FileContent[]> {
  const plain = files.filter(({ entry }) => entry.kind === "file");
  yield* fs.readFiles(plain.map(({ file }) => file));
  for (const { file, entry } of files) {
    if (entry.kind !== "file") {
      yield [await readNoFile(fs, file, entry)];
    }
  }
}

/** What is known of a file from before. Broken ones are always read again: another file may have been the reason. */
function keptResource(
  { ref, file }: DefinitionFile,
  previous: LoadOptions["previous"],
): LoadedResource | undefined {
  return previous && !previous.isStale(file) ? previous.environment.resource(ref) : undefined;
}

/** The definition files of one type by name; those whose name another file has already are set apart. */
async function listDefinitions(
  fs: FileSystem,
  header: EnvironmentHeader,
  type: ResourceType,
  pacer: Pacer,
): Promise<{ files: DefinitionFile[]; repeated: BrokenResource[]; problems: Problem[] }> {
  const folder = `${header.folder}/${type.folder}`;
  let entries: DirectoryEntry[];
  try {
    const listed = await fs.readDirectory(folder);
    await giveWay(pacer);
    // Whatever has the name of a definition file stands in the place of one.
    entries = listed
      .filter(({ name }) => /\.json$/i.test(name) && !name.startsWith("."))
      .sort((a, b) => compareText(a.name, b.name));
  } catch (error) {
    if (!(error instanceof FileAccessError)) {
      throw error;
    }
    const problems =
      error.code === "not-found"
        ? []
        : [problemIn(folder, unreadableFolder, `The folder can't be read: ${error.reason}.`)];
    return { files: [], repeated: [], problems };
  }

  const files: DefinitionFile[] = [];
  const repeated: BrokenResource[] = [];
  const seen = new Map<string, string>();
  for (const entry of entries) {
    const fileName = entry.name;
    const name = fileName.slice(0, -ending.length);
    const ref: ResourceRef = { type: type.id, name };
    if (!fileName.endsWith(ending)) {
      // Where case doesn't count, this is the very file that a resource of its name would be written to.
      const message = `The file is named "${fileName}", but definitions end in "${ending}", in lower case. Rename it to "${name}${ending}".`;
      const file = `${folder}/${fileName}`;
      repeated.push({ ref, file, problems: [problemIn(file, "definition-invalid", message)] });
      continue;
    }
    const file = `${header.folder}/${definitionPath(ref)}`;
    const first = seen.get(foldCase(name));
    if (first === undefined) {
      seen.set(foldCase(name), name);
      files.push({ ref, file, entry });
    } else {
      const message = `The ${type.singular} "${name}" differs from "${first}" only in letter case; names must be unique. Remove or rename one of the two files.`;
      repeated.push({ ref, file, problems: [problemIn(file, "definition-invalid", message)] });
    }
  }
  return { files, repeated, problems: [] };
}

/** Windows has no files of some names, so that whoever checks the environment out there misses them. */
function checkFileName(type: ResourceType, { name }: ResourceRef): DefinitionIssue[] {
  return isReservedOnWindows(name)
    ? [
        {
          code: "name-reserved",
          severity: "warning",
          message: `Windows keeps the name ${name} for a device, so this file can't exist there. Rename the ${type.singular}.`,
          path: ["name"],
        },
      ]
    : [];
}

/** What one definition file says, or why it can't be used. */
export async function readResource(
  type: ResourceType,
  ref: ResourceRef,
  file: string,
  bytes: Uint8Array,
  { codec, known }: LoadOptions,
): Promise<LoadedResource | BrokenResource> {
  const sha256 = codec && (await codec.sha256(bytes));
  const knownDefinition = sha256 === undefined ? undefined : known?.(ref, sha256);
  if (knownDefinition) {
    return {
      ref,
      file,
      definition: knownDefinition,
      issues: ownIssues(type, knownDefinition, bytes),
      sha256,
    };
  }
  const read = readDefinition<Definition>(file, bytes, type.shape);
  if (!read.ok) {
    return { ref, file, problems: read.problems };
  }
  const definition = read.value;
  const issues = type.check(definition);
  if (definition.name !== ref.name) {
    issues.push({
      code: "definition-invalid",
      severity: "error",
      message: `The ${type.singular} is named "${definition.name}" but its file is named "${ref.name}.json"; they must be the same.`,
      path: ["name"],
    });
  }
  return issues.length > 0
    ? { ref, file, problems: locateIssues(issues, file, bytes) }
    : { ref, file, definition, issues: ownIssues(type, definition, bytes), sha256 };
}

function ownIssues(type: ResourceType, definition: Definition, bytes: Uint8Array): DefinitionIssue[] {
  return presentable(allOf(type.checkDetails(definition), checkDirection(bytes, definition)));
}

/** What is wrong between definitions. The few files concerned are read again, for the places. */
async function checkInContext(environment: Environment, pacer: Pacer): Promise<Problem[]> {
  const known = referable(environment);
  const issues = new Map<string, DefinitionIssue[]>();
  for (const { ref, file, definition, issues: ownIssues } of environment.resources) {
    const type = resourceTypeOf(ref);
    const found = presentable(
      allOf(
        checkFileName(type, ref),
        ownIssues,
        checkReferences(type.references(definition), known, "this environment doesn't have"),
        type.checkInContext(definition, environment),
      ),
    );
    if (found.length > 0) {
      issues.set(file, found);
    }
    if (pacer.isDue()) {
      await pacer.pause();
    }
  }

  const problems: Problem[] = [];
  for await (const batch of environment.fs.readFiles([...issues.keys()])) {
    for (const { path, bytes } of batch) {
      for (const problem of locatePresentable(issues.get(path) ?? [], path, bytes ?? new Uint8Array())) {
        problems.push(problem);
      }
    }
  }
  return problems;
}

/** What the definitions of an environment can refer to. */
function referable(environment: Environment): Referable {
  const spellings = new Map<ResourceTypeId, Spellings>();
  const spellingsOf = (type: ResourceTypeId): Spellings => {
    const known = spellings.get(type) ?? new Spellings(environment.ofType(type).map(({ ref }) => ref.name));
    spellings.set(type, known);
    return known;
  };
  return {
    isThere: (ref) =>
      environment.resource(ref) !== undefined || environment.brokenResource(ref) !== undefined,
    inOtherCase: (ref) => environment.twinOf(ref)?.ref.name,
    hint: ({ type, name }) => spellingsOf(type).hint(name),
  };
}

function* allOf<T>(...several: readonly Iterable<T>[]): Iterable<T> {
  for (const one of several) {
    yield* one;
  }
}

function problemIn(file: string, code: string, message: string): Problem {
  return { file, line: 1, column: 1, severity: "error", code, message: printable(message) };
}
