import type { Entity, Field } from "../../model/entity";
import type { Entry } from "../../model/picklist";
import type { Finding } from "../finding";
import { isSameLabel, type EntryListRule } from "./entryListRule";
import { fieldTitle } from "./fieldRule";
import { fromTo } from "./places";
import type { ResourceRule } from "./rule";

/** A field goes and one of the same type and label comes. */
export const fieldLooksRenamed: ResourceRule = {
  check: (subject) => {
    const { resource, target, after, changes } = subject;
    const isGoing = changes.some(({ kind, part }) => kind === "removed" && part === "field");
    if (resource.ref.type !== "entity" || !target || !after || !isGoing) {
      return [];
    }
    const { going, coming } = exchanged(
      fieldsByName(target.definition as Entity),
      fieldsByName(after as Entity),
    );
    const pairs = pair(going, coming, (one, other) => {
      return one.type === other.type && isSameLabel(one.displayName, other.displayName);
    });
    return pairs.map(([old, now]) =>
      renamed(
        `${fieldTitle(subject, old)} would go and ${now.name} come with the same type and label; if it was renamed, its stored values don't move along.`,
        fromTo(subject, ["fields", old.name], ["fields", now.name]),
      ),
    );
  },
};

/** An entry goes and one of the same label comes. */
export const entryLooksRenamed: EntryListRule = {
  check: ({ before, after, owner, places }) => {
    const { going, coming } = exchanged(before, after);
    const pairs = pair<Entry>(going, coming, (one, other) => isSameLabel(one.label, other.label));
    return pairs.map(([old, now]) =>
      renamed(
        `The entry ${old.label} (${old.value}) of ${owner} would go and one of the same label come with the value ${now.value}; if it is the same one, what has the old value loses it.`,
        places(old.value, now.value),
      ),
    );
  },
};

/** Nothing goes unless it is overwritten. */
function renamed(message: string, places: Finding["places"]): Finding {
  return {
    rule: "looks-renamed",
    severity: "warning",
    message,
    places,
    resolvedBy: ["merge", "add", "skip"],
  };
}

function fieldsByName({ fields }: Entity): ReadonlyMap<string, Field> {
  return new Map(fields.map((field) => [field.name, field]));
}

/** What only the state before has, and what only the state after has. */
function exchanged<K, T>(
  before: ReadonlyMap<K, T>,
  after: ReadonlyMap<K, T>,
): { readonly going: T[]; readonly coming: T[] } {
  return {
    going: [...before].filter(([id]) => !after.has(id)).map(([, part]) => part),
    coming: [...after].filter(([id]) => !before.has(id)).map(([, part]) => part),
  };
}

/** Each part that goes with one that comes in its place, if there is one. */
function pair<T>(
  going: readonly T[],
  coming: readonly T[],
  isLike: (one: T, other: T) => boolean,
): (readonly [T, T])[] {
  const left = [...coming];
  return going.flatMap((old) => {
    const index = left.findIndex((now) => isLike(old, now));
    const [now] = index < 0 ? [] : left.splice(index, 1);
    return now ? [[old, now] as const] : [];
  });
}
