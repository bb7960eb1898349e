import { sorted } from "../schema/canonicalOrder";

/** The value of each leaf as JSON, by its path: `fields/a/maxLength`. A path that ends with {@link partMark} says that a part is there. */
export type Leaves = ReadonlyMap<string, string>;

type Json = Readonly<Record<string, unknown>>;

export const partMark = "(part)";
const lists: Readonly<Record<string, string>> = { fields: "name", keys: "name", entries: "value" };
const maps = new Set(["fields", "keys", "entries"]);

/**
 * A definition taken apart, the slow and plain way and without any code of `src`: every part (a field, an entry, the
 * texts of a language …) and every plain property. A list or map without parts has no leaf.
 */
export function leavesOf(definition: unknown): Leaves {
  const leaves = new Map<string, string>();
  addObject(definition as Json, "", leaves);
  return leaves;
}

function addObject(object: Json, path: string, leaves: Map<string, string>): void {
  for (const [property, value] of Object.entries(object)) {
    const at = `${path}${property}`;
    const id = Object.hasOwn(lists, property) ? lists[property] : undefined;
    // A key's own fields are names, not parts.
    if (id !== undefined && Array.isArray(value) && !path.startsWith("keys/")) {
      for (const item of value as Json[]) {
        addPart(item, `${at}/${String(item[id])}/`, leaves, addObject);
      }
    } else if (property === "translations" && path === "") {
      for (const [locale, texts] of Object.entries(value as Json)) {
        addPart(texts as Json, `${at}/${locale}/`, leaves, addTexts);
      }
    } else {
      leaves.set(at, sorted(value));
    }
  }
}

function addTexts(texts: Json, path: string, leaves: Map<string, string>): void {
  for (const [property, value] of Object.entries(texts)) {
    if (maps.has(property)) {
      for (const [id, part] of Object.entries(value as Json)) {
        addPart(part as Json, `${path}${property}/${id}/`, leaves, addTexts);
      }
    } else {
      leaves.set(`${path}${property}`, sorted(value));
    }
  }
}

function addPart(
  part: Json,
  path: string,
  leaves: Map<string, string>,
  addInside: (part: Json, path: string, leaves: Map<string, string>) => void,
): void {
  leaves.set(`${path}${partMark}`, "");
  addInside(part, path, leaves);
}

/** Path of the part that a leaf belongs to, `""` for the definition itself; of a part's mark, the part around it. */
export function ownerOf(path: string): string {
  const steps = path.split("/");
  const inside = steps.slice(0, steps[steps.length - 1] === partMark ? -3 : -1);
  return inside.join("/");
}

/** The lists and maps of parts that are there, by path, and whether each has none. */
export function containersOf(definition: unknown): ReadonlyMap<string, boolean> {
  const containers = new Map<string, boolean>();
  addContainers(definition as Json, "", containers);
  return containers;
}

function addContainers(object: Json, path: string, containers: Map<string, boolean>): void {
  const isTranslation = path.startsWith("translations/");
  for (const [property, value] of Object.entries(object)) {
    const isList = Array.isArray(value) && Object.hasOwn(lists, property) && !path.startsWith("keys/");
    const isMap = isTranslation ? maps.has(property) : property === "translations" && path === "";
    if ((isTranslation ? isMap : isList) || isMap) {
      const parts = Object.entries(value as Json).map(([key, part]): [string, Json] => {
        const id = isList ? (part as Json)[lists[property]!] : key;
        return [String(id), part as Json];
      });
      containers.set(`${path}${property}`, parts.length === 0);
      parts.forEach(([id, part]) => addContainers(part, `${path}${property}/${id}/`, containers));
    }
  }
}

const flags = /^fields\/[^/]+\/(?:required|unique|searchable)$/;
const texts = /^(?:(?:fields\/[^/]+\/)?(?:entries\/[^/]+\/)?)description$/;
const colors = /^(?:fields\/[^/]+\/)?entries\/[^/]+\/color$/;
const sets = /^(?:fields\/[^/]+\/(?:targets|default)|keys\/[^/]+\/fields)$/;

/** Leaves without those that mean nothing, and the others spelled in one way. */
export function inMeaning(leaves: Leaves): Leaves {
  const meaning = new Map<string, string>();
  for (const [path, leaf] of leaves) {
    if ((flags.test(path) && leaf === "false") || (texts.test(path) && leaf === '""')) {
      continue;
    }
    meaning.set(path, colors.test(path) ? colorOf(leaf) : sets.test(path) ? setOf(leaf) : leaf);
  }
  return meaning;
}

function colorOf(leaf: string): string {
  const digits = leaf.toLowerCase().replace(/[^0-9a-f]/g, "");
  return digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits;
}

function setOf(leaf: string): string {
  const value = JSON.parse(leaf) as unknown;
  return Array.isArray(value) ? JSON.stringify([...new Set<unknown>(value)].sort()) : leaf;
}

/** The order of everything that has one, as text. */
export function orderOf(definition: unknown): string {
  const orders: string[] = [];
  const add = (path: string, list: unknown): void => {
    if (Array.isArray(list) && list.length > 0) {
      const ids = list.map((item: unknown) =>
        typeof item === "object" && item !== null
          ? ((item as Json)["name"] ?? (item as Json)["value"])
          : item,
      );
      orders.push(`${path}: ${JSON.stringify([...new Set<unknown>(ids)])}`);
    }
  };
  const { fields, keys, entries } = definition as Record<string, Json[] | undefined>;
  add("fields", fields);
  add("keys", keys);
  add("entries", entries);
  for (const { name, targets, default: value, entries: own } of fields ?? []) {
    add(`targets ${String(name)}`, targets);
    add(`default ${String(name)}`, value);
    add(`entries ${String(name)}`, own);
  }
  for (const { name, fields: names } of keys ?? []) {
    add(`key ${String(name)}`, names);
  }
  return orders.sort().join("\n");
}
