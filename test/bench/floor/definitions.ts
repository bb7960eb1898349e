import * as fs from "node:fs";
import type { Entity, Field } from "../../../src/core/model/entity";
import type { Entry, Picklist } from "../../../src/core/model/picklist";

/** Checks written by hand for exactly the model of today: nothing is general, nothing is worded. */

export type Definition = Entity | Picklist;

/** Definitions by their path below the environment, such as `entities/con_Project.json`. */
export type Definitions = ReadonlyMap<string, Definition>;

export const folders = ["entities", "picklists"] as const;

export function isEntity(definition: Definition): definition is Entity {
  return "fields" in definition;
}

export function pathOf(definition: Definition): string {
  return `${isEntity(definition) ? "entities" : "picklists"}/${definition.name}.json`;
}

export function parse(text: string, path: string): Definition {
  const value: unknown = JSON.parse(text);
  const isValid = path.startsWith("entities/") ? isValidEntity(value) : isValidPicklist(value);
  const definition = value as Definition;
  if (!isValid || pathOf(definition) !== path) {
    throw new Error(`${path} is not valid`);
  }
  return definition;
}

/** The paths of an environment's definition files, in the order in which packages list them. */
export function listPaths(environment: string): string[] {
  return folders.flatMap((folder) => {
    const names = fs.readdirSync(`${environment}/${folder}`).filter((name) => name.endsWith(".json"));
    // By name, not by file name: "A1.json" comes before "A.json".
    return names
      .map((name) => name.slice(0, -5))
      .sort()
      .map((name) => `${folder}/${name}.json`);
  });
}

export function loadDefinitions(environment: string): Definitions {
  const definitions = new Map<string, Definition>();
  for (const path of listPaths(environment)) {
    definitions.set(path, parse(fs.readFileSync(`${environment}/${path}`, "utf8"), path));
  }
  return definitions;
}

export function canonical(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}

export function referencesOf(definition: Definition): string[] {
  const found: string[] = [];
  if (isEntity(definition)) {
    for (const { picklist, targets } of definition.fields) {
      if (picklist !== undefined) {
        found.push(`picklists/${picklist}.json`);
      }
      for (const target of targets ?? []) {
        found.push(`entities/${target}.json`);
      }
    }
  }
  return found;
}

/** How many references lead nowhere, and how many primary fields, keys and defaults don't fit. */
export function countProblems(definitions: Definitions): number {
  let problems = 0;
  for (const definition of definitions.values()) {
    if (!isEntity(definition)) {
      continue;
    }
    for (const path of referencesOf(definition)) {
      problems += definitions.has(path) ? 0 : 1;
    }
    const fields = new Map(definition.fields.map((field) => [field.name, field]));
    const primary = fields.get(definition.primaryField ?? "");
    problems += definition.primaryField === undefined || (primary && isText(primary)) ? 0 : 1;
    for (const key of definition.keys ?? []) {
      problems += key.fields.every((name) => fields.has(name)) ? 0 : 1;
    }
    for (const field of definition.fields) {
      problems += field.default === undefined || isPossibleDefault(field, definitions) ? 0 : 1;
    }
  }
  return problems;
}

function isText({ type }: Field): boolean {
  return textTypes.has(type);
}

function isPossibleDefault(field: Field, definitions: Definitions): boolean {
  const { type, default: value, minimum = -Infinity, maximum = Infinity } = field;
  if (type === "picklist" || type === "multiSelectPicklist") {
    const shared = definitions.get(`picklists/${field.picklist}.json`) as Picklist | undefined;
    const entries = field.entries ?? shared?.entries ?? [];
    const chosen: unknown[] = Array.isArray(value) ? value : [value];
    return chosen.every((each) => entries.some((entry) => entry.value === each));
  }
  if (numberTypes.has(type)) {
    const isWhole = type === "integer" || type === "bigInteger";
    return typeof value === "number" && value >= minimum && value <= maximum && (!isWhole || value % 1 === 0);
  }
  if (type === "boolean") {
    return typeof value === "boolean";
  }
  return !textTypes.has(type) || (typeof value === "string" && value.length <= (field.maxLength ?? Infinity));
}

const textTypes = new Set<unknown>(["text", "multilineText", "email", "phone", "url", "autonumber"]);
const numberTypes = new Set<unknown>(["integer", "bigInteger", "decimal", "number", "currency", "quantity"]);
const otherTypes = ["boolean", "date", "dateTime", "picklist", "multiSelectPicklist", "lookup", "guid"];
const fieldTypes = new Set([...textTypes, ...numberTypes, ...otherTypes, "image", "file", "address"]);
const namePattern = /^[A-Za-z][A-Za-z0-9_]{0,99}$/;
const colorPattern = /^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/;

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isName(value: unknown): boolean {
  return typeof value === "string" && namePattern.test(value);
}

function isLabel(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function isColor(value: unknown): boolean {
  return typeof value === "string" && colorPattern.test(value);
}

function isOptional(value: unknown, type: "string" | "boolean" | "number"): boolean {
  return value === undefined || typeof value === type;
}

function isOptionalInteger(value: unknown, minimum: number, maximum: number): boolean {
  return (
    value === undefined || (Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum)
  );
}

function isOptionalMap(value: unknown, isItem: (item: JsonObject) => boolean): boolean {
  return (
    value === undefined || (isObject(value) && Object.values(value).every((v) => isObject(v) && isItem(v)))
  );
}

function areDistinctNames(items: readonly { readonly name: string }[]): boolean {
  return new Set(items.map(({ name }) => name.toLowerCase())).size === items.length;
}

function isValidEntity(entity: unknown): boolean {
  return (
    isObject(entity) &&
    isName(entity["name"]) &&
    isLabel(entity["displayName"]) &&
    (entity["pluralName"] === undefined || isLabel(entity["pluralName"])) &&
    isOptional(entity["description"], "string") &&
    (entity["kind"] === "custom" || entity["kind"] === "standard") &&
    (entity["primaryField"] === undefined || isName(entity["primaryField"])) &&
    Array.isArray(entity["fields"]) &&
    entity["fields"].every(isValidField) &&
    areDistinctNames(entity["fields"] as Field[]) &&
    (entity["keys"] === undefined || areValidKeys(entity["keys"])) &&
    isOptionalMap(
      entity["translations"],
      ({ displayName, pluralName, description, fields, keys }) =>
        isOptional(displayName, "string") &&
        isOptional(pluralName, "string") &&
        isOptional(description, "string") &&
        isOptionalMap(keys, (key) => isOptional(key["displayName"], "string")) &&
        isOptionalMap(
          fields,
          (field) =>
            isOptional(field["displayName"], "string") &&
            isOptional(field["description"], "string") &&
            areEntryTranslations(field["entries"]),
        ),
    )
  );
}

function isValidField(value: unknown): boolean {
  if (!isObject(value)) {
    return false;
  }
  // All at once: looking up a property once and naming it is cheaper than asking for it twice.
  const { name, displayName, description, type, origin, required, unique, searchable, maxLength } = value;
  const { minimum, maximum, precision, picklist, entries, targets, format } = value;
  const isChoice = type === "picklist" || type === "multiSelectPicklist";
  return (
    isName(name) &&
    isLabel(displayName) &&
    isOptional(description, "string") &&
    fieldTypes.has(type) &&
    (origin === undefined || origin === "standard" || origin === "custom") &&
    isOptional(required, "boolean") &&
    isOptional(unique, "boolean") &&
    isOptional(searchable, "boolean") &&
    isOptionalInteger(maxLength, 1, Number.MAX_SAFE_INTEGER) &&
    isOptional(minimum, "number") &&
    isOptional(maximum, "number") &&
    (minimum === undefined || maximum === undefined || Number(minimum) <= Number(maximum)) &&
    isOptionalInteger(precision, 0, 20) &&
    (picklist === undefined || isName(picklist)) &&
    (entries === undefined || areValidEntries(entries)) &&
    (!isChoice || (picklist === undefined) !== (entries === undefined)) &&
    (targets === undefined ? type !== "lookup" : areNames(targets)) &&
    isOptional(format, "string")
  );
}

function areNames(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isName);
}

function areValidKeys(keys: unknown): boolean {
  return (
    Array.isArray(keys) &&
    keys.every(
      (key) =>
        isObject(key) &&
        isName(key["name"]) &&
        (key["displayName"] === undefined || isLabel(key["displayName"])) &&
        (key["origin"] === undefined || key["origin"] === "standard" || key["origin"] === "custom") &&
        areNames(key["fields"]),
    ) &&
    areDistinctNames(keys as { name: string }[])
  );
}

function areValidEntries(entries: unknown): boolean {
  return (
    Array.isArray(entries) &&
    entries.every(
      (entry) =>
        isObject(entry) &&
        Number.isInteger(entry["value"]) &&
        entry["value"] === (Number(entry["value"]) | 0) &&
        isLabel(entry["label"]) &&
        isOptional(entry["description"], "string") &&
        (entry["color"] === undefined || isColor(entry["color"])),
    ) &&
    new Set((entries as Entry[]).map((entry) => entry.value)).size === entries.length
  );
}

function areEntryTranslations(value: unknown): boolean {
  return isOptionalMap(
    value,
    ({ label, description }) => isOptional(label, "string") && isOptional(description, "string"),
  );
}

function isValidPicklist(picklist: unknown): boolean {
  return (
    isObject(picklist) &&
    isName(picklist["name"]) &&
    isLabel(picklist["displayName"]) &&
    isOptional(picklist["description"], "string") &&
    (picklist["kind"] === "custom" || picklist["kind"] === "standard") &&
    areValidEntries(picklist["entries"]) &&
    isOptionalMap(
      picklist["translations"],
      ({ displayName, description, entries }) =>
        isOptional(displayName, "string") &&
        isOptional(description, "string") &&
        areEntryTranslations(entries),
    )
  );
}
