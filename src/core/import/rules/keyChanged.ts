import type { Entity, Key } from "../../model/entity";
import { list } from "../../text";
import type { Finding } from "../finding";
import { stricter } from "./fieldRule";
import { onBothSides } from "./places";
import type { ImportSubject, ResourceRule } from "./rule";

/** A key is made of other fields, or there is a new one over fields that records have already. */
export const keyChanged: ResourceRule = {
  check: (subject) => {
    const { resource, target, after, changes } = subject;
    const touched = new Set(changes.filter(({ path }) => path[0] === "keys").map(({ path }) => path[1]));
    if (resource.ref.type !== "entity" || !target || !after || touched.size === 0) {
      return [];
    }
    const entity = target.definition as Entity;
    const keys = new Map(entity.keys?.map((key) => [key.name, key]));
    return ((after as Entity).keys ?? [])
      .filter(({ name }) => touched.has(name))
      .flatMap((key) => {
        const before = keys.get(key.name);
        return before ? checkChanged(subject, before, key) : checkNew(subject, entity, key);
      });
  },
};

function checkChanged(subject: ImportSubject, before: Key, after: Key): Finding[] {
  const fields = new Set(after.fields);
  if (fields.size === new Set(before.fields).size && before.fields.every((name) => fields.has(name))) {
    // The order of its fields makes no difference to what is unique.
    return [];
  }
  const message = `${keyTitle(subject, after)} would be made of ${list(after.fields)} instead of ${list(before.fields)}; existing records may not be unique by it, and what finds records by it has to give other fields.`;
  return stricter("key-changed", message, onBothSides(subject, ["keys", after.name, "fields"]));
}

function checkNew(subject: ImportSubject, { fields }: Entity, key: Key): Finding[] {
  if (!key.fields.every((name) => fields.some((field) => field.name === name))) {
    // No record has a value for a field that comes new.
    return [];
  }
  return [
    {
      rule: "key-changed",
      severity: "warning",
      message: `${keyTitle(subject, key)} comes new over ${list(key.fields)}; existing records may not be unique by it.`,
      places: onBothSides(subject, ["keys", key.name, "fields"]),
      resolvedBy: ["skip"],
    },
  ];
}

/** "The key By code (con_ByCode) of Project" */
function keyTitle({ resource }: ImportSubject, { name, displayName }: Key): string {
  return `The key ${displayName === undefined ? name : `${displayName} (${name})`} of ${resource.displayName}`;
}
