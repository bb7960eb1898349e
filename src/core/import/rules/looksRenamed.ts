import type { Entity, Field } from "../../model/entity";
import type { Entry } from "../../model/picklist";
import { foldLabel } from "../../visibleText";
import type { EntryListRule } from "./entryListRule";
import { fieldTitle } from "./fieldRule";
import { fromTo } from "./places";
import type { ResourceRule, UntoldFinding } from "./rule";

/** A field goes and one of the same type and label comes. */
export const fieldLooksRenamed: ResourceRule = {
  *check(subject) {
    const { resource, target, after, changes } = subject;
    const isGoing = changes.some(({ kind, part }) => kind === "removed" && part === "field");
    if (resource.ref.type !== "entity" || !target || !after || !isGoing) {
      return;
    }
    const { going, coming } = exchanged(
      fieldsByName(target.definition as Entity),
      fieldsByName(after as Entity),
    );
    for (const pair of pairs(going, coming, (field) => `${field.type} ${foldLabel(field.displayName)}`)) {
      yield (
        pair &&
        renamed(() => ({
          message: `${fieldTitle(subject, pair.old)} would go and ${pair.now.name} come with the same type and label; if it was renamed, its stored values don't move along.`,
          places: fromTo(subject, ["fields", pair.old.name], ["fields", pair.now.name]),
        }))
      );
    }
  },
};

/** An entry goes and one of the same label comes. */
export const entryLooksRenamed: EntryListRule = {
  *check({ before, after, owner, places }) {
    const { going, coming } = exchanged(before, after);
    for (const pair of pairs<Entry>(going, coming, ({ label }) => foldLabel(label))) {
      yield (
        pair &&
        renamed(() => ({
          message: `The entry ${pair.old.label} (${pair.old.value}) of ${owner} would go and one of the same label come with the value ${pair.now.value}; if it is the same one, what has the old value loses it.`,
          places: places(pair.old.value, pair.now.value),
        }))
      );
    }
  },
};

/** Nothing goes unless it is overwritten. */
function renamed(tell: UntoldFinding["tell"]): UntoldFinding {
  return { rule: "looks-renamed", severity: "warning", resolvedBy: ["merge", "add", "skip"], tell };
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

interface Pair<T> {
  readonly old: T;
  readonly now: T;
}

/** Each part that goes with one of the same key that comes in its place; undefined for one that nothing takes the place of. */
function* pairs<T>(
  going: readonly T[],
  coming: readonly T[],
  keyOf: (part: T) => string,
): Iterable<Pair<T> | undefined> {
  const byKey = new Map<string, T[]>();
  // The last first, so that the first is what `pop` gives.
  for (const part of [...coming].reverse()) {
    const key = keyOf(part);
    const alike = byKey.get(key);
    if (alike) {
      alike.push(part);
    } else {
      byKey.set(key, [part]);
    }
  }
  for (const old of going) {
    const now = byKey.get(keyOf(old))?.pop();
    yield now === undefined ? undefined : { old, now };
  }
}
