import type { Entity, Key } from "../../model/entity";
import { list } from "../../text";
import { stricter } from "./fieldRule";
import { onBothSides } from "./places";
import type { Found, ImportSubject, ResourceRule } from "./rule";

/** A key is made of other fields, or there is a new one over fields that records have already. */
export const keyChanged: ResourceRule = {
  *check(subject) {
    const { resource, target, after, changes } = subject;
    const touched = new Set(changes.filter(({ path }) => path[0] === "keys").map(({ path }) => path[1]));
    if (resource.ref.type !== "entity" || !target || !after || touched.size === 0) {
      return;
    }
    const entity = target.definition as Entity;
    const keys = new Map(entity.keys?.map((key) => [key.name, key]));
    const fields = new Set(entity.fields.map(({ name }) => name));
    for (const key of (after as Entity).keys ?? []) {
      if (touched.has(key.name)) {
        const before = keys.get(key.name);
        yield* before ? checkChanged(subject, before, key) : checkNew(subject, fields, key);
      }
      yield undefined;
    }
  },
};

function checkChanged(subject: ImportSubject, before: Key, after: Key): Found[] {
  const fields = new Set(after.fields);
  if (fields.size === new Set(before.fields).size && before.fields.every((name) => fields.has(name))) {
    // The order of its fields makes no difference to what is unique.
    return [];
  }
  return stricter("key-changed", () => ({
    message: `${keyTitle(subject, after)} would be made of ${list(after.fields)} instead of ${list(before.fields)}; existing records may not be unique by it, and what finds records by it has to give other fields.`,
    places: onBothSides(subject, ["keys", after.name, "fields"]),
  }));
}

function checkNew(subject: ImportSubject, fields: ReadonlySet<string>, key: Key): Found[] {
  if (!key.fields.every((name) => fields.has(name))) {
    // No record has a value for a field that comes new.
    return [];
  }
  return [
    {
      rule: "key-changed",
      severity: "warning",
      resolvedBy: ["skip"],
      tell: () => ({
        message: `${keyTitle(subject, key)} comes new over ${list(key.fields)}; existing records may not be unique by it.`,
        places: onBothSides(subject, ["keys", key.name, "fields"]),
      }),
    },
  ];
}

/** "The key By code (con_ByCode) of Project" */
function keyTitle({ resource }: ImportSubject, { name, displayName }: Key): string {
  return `The key ${displayName === undefined ? name : `${displayName} (${name})`} of ${resource.displayName}`;
}
