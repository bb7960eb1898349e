import { isDeepStrictEqual } from "node:util";
import * as fs from "node:fs";
import type { Field } from "../../../src/core/model/entity";
import type { Entry } from "../../../src/core/model/picklist";
import { targetName } from "../generate";
import { digestOfFolder, measure } from "../measure";
import {
  canonical,
  countProblems,
  isEntity,
  listPaths,
  parse,
  pathOf,
  referencesOf,
  type Definition,
} from "./definitions";
import { openPackage, sha256 } from "./package";

measure(
  ({ workspace, packageFile }) => {
    const environment = `${workspace}/environments/${targetName}`;
    const opened = openPackage(packageFile);
    const { target, hashes } = loadTarget(environment, opened.resources);
    const preexisting = countProblems(target);

    const result = new Map(target);
    const writes = new Map<string, Definition>();
    const counts = { create: 0, update: 0, unchanged: 0, changes: 0 };
    for (const { listed, definition } of opened.resources) {
      const current = target.get(listed.path);
      const after = current ? merge(current, definition) : definition;
      if (after === current) {
        counts.unchanged++;
        continue;
      }
      counts.changes += current ? countChanges(current, after) : 0;
      counts[current ? "update" : "create"]++;
      result.set(listed.path, after);
      writes.set(listed.path, after);
    }
    if (countProblems(result) > preexisting) {
      throw new Error("The import would break the target");
    }
    for (const path of writes.keys()) {
      const file = `${environment}/${path}`;
      const now = fs.existsSync(file) ? sha256(fs.readFileSync(file)) : undefined;
      if (now !== hashes.get(path)) {
        throw new Error(`${path} was changed meanwhile`);
      }
    }
    for (const definition of neededFirst(writes)) {
      fs.writeFileSync(`${environment}/${pathOf(definition)}`, canonical(definition));
    }
    return counts;
  },
  (counts, { workspace }) => ({ ...counts, written: digestOfFolder(workspace) }),
);

/** Files that hold what the package brings aren't parsed again. */
function loadTarget(
  environment: string,
  resources: ReturnType<typeof openPackage>["resources"],
): { target: Map<string, Definition>; hashes: Map<string, string> } {
  const packed = new Map(resources.map((resource) => [resource.listed.path, resource]));
  const target = new Map<string, Definition>();
  const hashes = new Map<string, string>();
  for (const path of listPaths(environment)) {
    const bytes = fs.readFileSync(`${environment}/${path}`);
    const hash = sha256(bytes);
    const same = packed.get(path);
    hashes.set(path, hash);
    target.set(path, same?.listed.sha256 === hash ? same.definition : parse(bytes.toString("utf8"), path));
  }
  return { target, hashes };
}

/** The package's values win; fields and entries that only the target has stay behind their predecessors. */
function merge(current: Definition, incoming: Definition): Definition {
  if (current === incoming || current.kind !== incoming.kind) {
    return current;
  }
  if (isEntity(current) && isEntity(incoming)) {
    const fields = mergeParts(current.fields, incoming.fields, (field) => field.name);
    const types = new Map(current.fields.map((field) => [field.name, field.type]));
    if (fields.some(({ name, type }) => (types.get(name) ?? type) !== type)) {
      throw new Error(`A field of ${current.name} would change its type`);
    }
    return { ...current, ...incoming, fields };
  }
  if (!isEntity(current) && !isEntity(incoming)) {
    return {
      ...current,
      ...incoming,
      entries: mergeParts(current.entries, incoming.entries, (entry) => entry.value),
    };
  }
  throw new Error("An entity and a picklist can't be merged");
}

function mergeParts<P extends object>(
  current: readonly P[],
  incoming: readonly P[],
  idOf: (part: P) => string | number,
): P[] {
  const theirs = new Map(incoming.map((part) => [idOf(part), part]));
  const ours = new Map(current.map((part) => [idOf(part), part]));
  const merged = incoming.map((part) => ({ ...ours.get(idOf(part)), ...part }));
  current.forEach((part, index) => {
    if (!theirs.has(idOf(part))) {
      const predecessor = current[index - 1];
      const position = predecessor ? merged.findIndex((each) => idOf(each) === idOf(predecessor)) : -1;
      merged.splice(position + 1, 0, part);
    }
  });
  return merged;
}

function countChanges(before: Definition, after: Definition): number {
  const { parts: old, rest: oldRest } = takeApart(before);
  const { parts: now, rest } = takeApart(after);
  let changes = countProperties(oldRest, rest);
  for (const [id, part] of now) {
    const match = old.get(id);
    changes += match ? countProperties(match, part) : 1;
  }
  return changes;
}

function takeApart(definition: Definition): { parts: Map<string | number, Field | Entry>; rest: object } {
  if (isEntity(definition)) {
    const { fields, ...rest } = definition;
    return { parts: new Map(fields.map((field) => [field.name, field])), rest };
  }
  const { entries, ...rest } = definition;
  return { parts: new Map(entries.map((entry) => [entry.value, entry])), rest };
}

function countProperties(before: object, after: object): number {
  const old = before as Readonly<Record<string, unknown>>;
  return Object.entries(after).filter(([key, value]) => {
    const match = old[key];
    return match !== value && !(typeof value === "object" && isDeepStrictEqual(match, value));
  }).length;
}

/** Each definition after those of them that it needs, as far as there is no circle. */
function neededFirst(writes: ReadonlyMap<string, Definition>): Set<Definition> {
  const ordered = new Set<Definition>();
  const entered = new Set<string>();
  for (const start of writes.keys()) {
    const stack = [start];
    for (let path = stack.at(-1); path !== undefined; path = stack.at(-1)) {
      const definition = writes.get(path)!;
      if (entered.has(path)) {
        ordered.add(definition);
        stack.pop();
      } else {
        entered.add(path);
        stack.push(
          ...referencesOf(definition).filter((needed) => writes.has(needed) && !entered.has(needed)),
        );
      }
    }
  }
  return ordered;
}
