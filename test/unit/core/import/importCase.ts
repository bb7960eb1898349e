import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { setupActions, type SetupAction } from "../../../../src/core/import/setupAction";
import type {
  InterruptedImport,
  Provider,
  SharedWith,
  TargetConditions,
  WriteObstacle,
} from "../../../../src/core/import/targetConditions";
import type { ProcessInfo } from "../../../../src/core/ports";
import { refKey } from "../../../../src/core/resources/registry";
import { lastImport } from "./lastImport";
import type { PackageContents } from "./packageOf";

const casesFolder = "test/fixtures/import";
/** The environment that every case imports into. */
export const targetFolder = "environments/target";

/** What is expected of one resource; what is left out is expected to be empty. */
export interface ExpectedResource {
  readonly outcome: string;
  readonly findings?: readonly string[];
  readonly changes?: readonly string[];
  /** What its findings offer beside setup actions: "dependency-missing: Import packages/x.zip first". Only compared where it is said. */
  readonly steps?: readonly string[];
}

/** What the host knows of the target beyond its files. */
export interface CaseConditions {
  /** Who else has resources, by `type:name`. */
  readonly providers?: Readonly<Record<string, readonly Provider[]>>;
  /** Files of the target that are open with unsaved changes, by path below its folder. */
  readonly unsavedFiles?: readonly string[];
  readonly isTrusted?: boolean;
  readonly readOnly?: string;
  /** Why files of the target can't be written, by path below its folder. */
  readonly unwritable?: Readonly<Record<string, string>>;
  /** With whom files of the target are shared, by path below its folder. */
  readonly shared?: Readonly<Record<string, Omit<SharedWith, "file">>>;
  /** With whom all of the target is. */
  readonly sharedWith?: SharedWith;
  /** `since` and `at` as in a file; what is left out isn't known. */
  readonly running?: { readonly process?: ProcessInfo; readonly since?: string; readonly file: string };
  readonly interrupted?: Omit<Partial<InterruptedImport>, "at"> & {
    readonly at?: string;
    readonly file: string;
  };
  /** Whether what the last import left is kept, as it is unless told otherwise. */
  readonly isLastKept?: boolean;
}

export interface Expected {
  /** By resource, `*` for all others. */
  readonly actions?: Readonly<Record<string, SetupAction>>;
  readonly decision: string;
  readonly findings?: readonly string[];
  /** What the findings on the import as a whole offer; only compared where it is said. */
  readonly steps?: readonly string[];
  /** By `type:name`, in the package's order; a word alone is the outcome. */
  readonly resources: Readonly<Record<string, ExpectedResource | string>>;
}

/** One import of a case: what is chosen, and what comes of it. */
export interface Run {
  readonly name: string;
  readonly actions: Readonly<Record<string, SetupAction>>;
  readonly expected: Expected;
  /** The files that the import creates or changes, by path below the workspace folder. */
  readonly written: Readonly<Record<string, string>>;
}

export interface ImportCase {
  readonly name: string;
  /** The target's files by path below the workspace folder. */
  readonly before: Readonly<Record<string, string>>;
  readonly contents: PackageContents;
  readonly conditions: Partial<TargetConditions>;
  readonly runs: readonly Run[];
}

/** Every case below `test/fixtures/import`; its README describes the format. */
export function findCases(): ImportCase[] {
  return readdirSync(casesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readCase(entry.name));
}

function readCase(name: string): ImportCase {
  const folder = path.join(casesFolder, name);
  const plainTarget = { formatVersion: 1, name: "target", displayName: "Target" };
  const { isLastKept, ...conditions } = readConditions(path.join(folder, "conditions.json"));
  const last = lastImport(
    readFiles(path.join(folder, "last", "left")),
    readFiles(path.join(folder, "last", "package")),
  );
  const before = {
    "environment.json": JSON.stringify(plainTarget),
    ...(last && { "imports.jsonl": last.line }),
    ...readFiles(path.join(folder, "before")),
  };
  const expected = path.join(folder, "expected");
  const { "setup.json": setup = "{}", ...definitions } = readFiles(path.join(folder, "package"));
  // A folder without its file would be a run that never happens.
  const runs = [...new Set(readdirSync(expected).map((entry) => path.basename(entry, ".json")))];
  return {
    name,
    before: inTarget(before),
    contents: { definitions, ...(JSON.parse(setup) as Omit<PackageContents, "definitions">) },
    conditions: { ...conditions, ...(last && isLastKept && { findKept: last.findKept }) },
    runs: runs.map((run) => readRun(path.join(expected, `${run}.json`))),
  };
}

function readConditions(file: string): Partial<TargetConditions> & { readonly isLastKept: boolean } {
  const told = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as CaseConditions) : {};
  const { providers, unsavedFiles = [], isTrusted, readOnly, running, interrupted, sharedWith } = told;
  return {
    isLastKept: told.isLastKept ?? true,
    unsavedFiles: new Set(unsavedFiles.map((at) => `${targetFolder}/${at}`)),
    ...(isTrusted !== undefined && { isTrusted }),
    readOnly,
    sharedWith: sharedWith && { ...sharedWith, file: `${targetFolder}/${sharedWith.file}` },
    findObstacles: async (files) => obstaclesIn(told, files),
    running: running && {
      process: running.process,
      since: dateOf(running.since),
      file: `${targetFolder}/${running.file}`,
    },
    interrupted: interrupted && {
      packageName: interrupted.packageName,
      at: dateOf(interrupted.at),
      file: `${targetFolder}/${interrupted.file}`,
      damage: interrupted.damage,
    },
    ...(providers && {
      findProviders: async (refs) => new Map(refs.map((ref) => [refKey(ref), providers[refKey(ref)] ?? []])),
    }),
  };
}

function obstaclesIn(
  { unwritable = {}, shared = {} }: CaseConditions,
  files: readonly string[],
): ReadonlyMap<string, WriteObstacle> {
  const obstacles = new Map<string, WriteObstacle>();
  for (const file of files) {
    const inside = file.slice(targetFolder.length + 1);
    const [why, other] = [unwritable[inside], shared[inside]];
    if (why !== undefined) {
      obstacles.set(file, { kind: "read-only", why });
    } else if (other) {
      obstacles.set(file, { kind: "shared", with: { ...other, file } });
    }
  }
  return obstacles;
}

function dateOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}

function readRun(file: string): Run {
  const name = path.basename(file, ".json");
  const expected = JSON.parse(readFileSync(file, "utf8")) as Expected;
  const own = setupActions.find((action) => action === name);
  const written = readFiles(file.slice(0, -".json".length));
  return {
    name,
    actions: { ...(own && { "*": own }), ...expected.actions },
    expected,
    written: inTarget(
      Object.fromEntries(Object.entries(written).map(([at, text]) => [at, asWritten(text)] as const)),
    ),
  };
}

/** The fixtures are laid out for people; what Envferry writes has two spaces and a line for each item. */
function asWritten(text: string): string {
  return `${JSON.stringify(JSON.parse(text), null, 2)}\n`;
}

function inTarget(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([at, text]) => [`${targetFolder}/${at}`, text]));
}

/** All files below a folder as text, by path with `/`; none when there is no folder. */
function readFiles(folder: string): Record<string, string> {
  if (!existsSync(folder)) {
    return {};
  }
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => /\.jsonl?$/.test(name) && statSync(path.join(folder, name)).isFile(),
  );
  return Object.fromEntries(
    files.map((name) => [name.split(path.sep).join("/"), readFileSync(path.join(folder, name), "utf8")]),
  );
}
