import assert from "node:assert/strict";
import { findEnvironments } from "../../src/core/environment/findEnvironments";
import type { Environment } from "../../src/core/environment/environment";
import { loadEnvironment } from "../../src/core/environment/loadEnvironment";
import { canonicalText } from "../../src/core/json/canonicalJson";
import { entityShape, type Entity, type Field, type Key } from "../../src/core/model/entity";
import { environmentShape, type EnvironmentDescription } from "../../src/core/model/environmentDescription";
import { picklistShape, type Entry, type Picklist } from "../../src/core/model/picklist";
import { buildPackage, type PackageHeader, type PackageItem } from "../../src/core/package/buildPackage";
import { openPackage } from "../../src/core/package/openPackage";
import type { Package } from "../../src/core/package/package";
import type { FileSystem } from "../../src/core/ports";
import type { Definition, ResourceRef } from "../../src/core/resources/resourceType";
import { MemoryFileSystem, type Files } from "./memoryFileSystem";
import { steadyPacer, testPlatform } from "./testPlatform";

/** Factories supply what a test isn't about. Properties that zod doesn't know may be added to any of them. */
type Overrides<T> = Partial<T> & Record<string, unknown>;

/** A custom text field. */
export function field(overrides: Overrides<Field> = {}): Field {
  const { name = "con_Name" } = overrides;
  return { name, displayName: labelOf(name), type: "text", ...overrides };
}

export function key(overrides: Overrides<Key> = {}): Key {
  return { name: "con_ByName", fields: ["con_Name"], ...overrides };
}

/** A custom entity with one text field, `con_Name`. */
export function entity(overrides: Overrides<Entity> = {}): Entity & Definition {
  const { name = "con_Project" } = overrides;
  return { name, displayName: labelOf(name), kind: "custom", fields: [field()], ...overrides };
}

/** A standard entity with one standard field, `Name`, and those given. */
export function standardEntity(overrides: Overrides<Entity> = {}): Entity & Definition {
  const { fields = [] } = overrides;
  const standardField = field({ name: "Name", origin: "standard" });
  return entity({ name: "Account", kind: "standard", ...overrides, fields: [standardField, ...fields] });
}

/** A custom field of a standard entity. */
export function customField(overrides: Overrides<Field> = {}): Field {
  return field({ origin: "custom", ...overrides });
}

export function entry(value = 1, label = `Entry ${value}`): Entry {
  return { value, label };
}

/** A custom picklist with the entries 1 and 2. */
export function picklist(overrides: Overrides<Picklist> = {}): Picklist & Definition {
  const { name = "con_Stage" } = overrides;
  return { name, displayName: labelOf(name), kind: "custom", entries: [entry(1), entry(2)], ...overrides };
}

/** A field that uses a picklist; `con_Stage` unless told otherwise. */
export function picklistField(overrides: Overrides<Field> = {}): Field {
  return field({ name: "con_StageField", type: "picklist", picklist: "con_Stage", ...overrides });
}

export function lookupField(targets: string[], overrides: Overrides<Field> = {}): Field {
  return field({ name: "con_Lookup", type: "lookup", targets, ...overrides });
}

export function description(overrides: Overrides<EnvironmentDescription> = {}): EnvironmentDescription {
  const { name = "dev" } = overrides;
  return { formatVersion: 1, name, displayName: labelOf(name), purpose: "development", ...overrides };
}

export interface EnvironmentContent {
  readonly name?: string;
  readonly description?: Overrides<EnvironmentDescription>;
  readonly entities?: readonly Entity[];
  readonly picklists?: readonly Picklist[];
  /** More files below the environment's folder, or others in place of those above: `{ "entities/x.json": "{" }`. */
  readonly files?: Files;
}

/** The files of an environment by path below the workspace folder, as Envferry would write them. */
export function environmentFiles(content: EnvironmentContent = {}): Files {
  const { name = "dev", entities = [], picklists = [], files = {} } = content;
  const described = description({ name, ...content.description });
  const contents: [string, string | Uint8Array][] = [
    ["environment.json", canonicalText(environmentShape, described)],
    ...entities.map((one): [string, string] => [
      `entities/${one.name}.json`,
      canonicalText(entityShape, one),
    ]),
    ...picklists.map((one): [string, string] => [
      `picklists/${one.name}.json`,
      canonicalText(picklistShape, one),
    ]),
    ...Object.entries(files),
  ];
  return Object.fromEntries(contents.map(([path, text]) => [`environments/${name}/${path}`, text]));
}

/** Loads an environment with hashes, from definitions or from a file system that holds it. */
export async function loadTestEnvironment(
  content: EnvironmentContent | FileSystem = {},
  name = "readFile" in content ? "dev" : (content.name ?? "dev"),
): Promise<Environment> {
  const fs = "readFile" in content ? content : new MemoryFileSystem(environmentFiles(content));
  const header = (await findEnvironments(fs, "environments")).find((one) => one.name === name);
  if (!header) {
    throw new Error(`There is no environment ${name}`);
  }
  return loadEnvironment(fs, header, steadyPacer, { codec: testPlatform.codec });
}

export function ref(type: ResourceRef["type"], name: string): ResourceRef {
  return { type, name };
}

/** What a package says of itself and of each definition in it. */
export interface PackageContent {
  readonly header?: Partial<PackageHeader>;
  readonly definitions?: readonly Definition[];
  /** For every item. */
  readonly item?: Partial<PackageItem>;
}

/** An item of a package; a definition with `entries` is a picklist's. */
export function packageItem(definition: Definition, overrides: Partial<PackageItem> = {}): PackageItem {
  const type = "entries" in definition ? "picklist" : "entity";
  return {
    ref: ref(type, definition.name),
    definition,
    setup: "merge",
    related: false,
    requires: [],
    ...overrides,
  };
}

/** The bytes of a package of these definitions: one entity and one picklist unless told otherwise. */
export async function buildTestPackage(content: PackageContent = {}): Promise<Uint8Array> {
  const { definitions = [entity(), picklist()], item } = content;
  const header: PackageHeader = {
    name: "Test",
    createdAt: new Date(Date.UTC(2026, 0, 31, 12)),
    generator: "envferry/0.0.0",
    source: { name: "source", displayName: "Source" },
    ...content.header,
  };
  const items = definitions.map((definition) => packageItem(definition, item));
  const built = await buildPackage(header, items, testPlatform);
  assert.ok(built.ok);
  return built.value.bytes;
}

/** A package in memory, built and opened. */
export async function openTestPackage(content: PackageContent = {}): Promise<Package> {
  const opened = await openPackage(await buildTestPackage(content), testPlatform);
  if (!opened.ok) {
    throw new Error(opened.problems.map((problem) => problem.message).join("\n"));
  }
  return opened.value;
}

/** "con_ProjectStage" → "Project Stage" */
function labelOf(name: string): string {
  const words = name.replace(/^[a-z]+_/, "").replace(/(?<=[a-z])(?=[A-Z])/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
