import { compare, type Change } from "../../compare/compare";
import { object } from "../../compare/layout";
import { choiceTypes, type Entity, type Field } from "../../model/entity";
import { entryShape, type Entry, type Picklist } from "../../model/picklist";
import { perObject } from "../../memoize";
import { entryProperties } from "../../resources/picklistType";
import type { DefinitionLookup } from "../../resources/resourceType";
import { foldLabel } from "../../visibleText";
import type { Draft } from "../draft";
import { groupBy } from "../groupBy";

const entryLayout = object(entryShape, entryProperties);

/** A field that stays a choice, but no longer of the same list. */
export interface ListSwitch {
  readonly before: Field;
  readonly after: Field;
  /** Whether it goes from entries of its own to a picklist, or back. */
  readonly isOwnInvolved: boolean;
}

/** The fields of the target behind which an import puts another list, in the order of its changes. */
export const listSwitches: (draft: Draft) => readonly ListSwitch[] = perObject((draft: Draft) => {
  const { ref, target, after, changes } = draft;
  const names = new Set<unknown>(
    changes
      .filter(({ path }) => path[0] === "fields" && path.length === 3 && path[2] === "picklist")
      .map(({ path }) => path[1]),
  );
  if (ref.type !== "entity" || !target || !after || names.size === 0) {
    return [];
  }
  const fields = new Map((after as Entity).fields.map((field) => [field.name, field]));
  return (target.definition as Entity).fields.flatMap((before): ListSwitch[] => {
    const now = names.has(before.name) ? fields.get(before.name) : undefined;
    return now && choiceTypes.has(before.type) && choiceTypes.has(now.type)
      ? [{ before, after: now, isOwnInvolved: !before.picklist || !now.picklist }]
      : [];
  });
});

const byPicklist: (draft: Draft) => ReadonlyMap<string | undefined, readonly ListSwitch[]> = perObject(
  (draft: Draft) => groupBy(listSwitches(draft), ({ after }) => after.picklist),
);

/** Those of them that put one picklist there; all where none is named. */
export function switchesTo(draft: Draft, picklist: string | undefined): readonly ListSwitch[] {
  return picklist === undefined ? listSwitches(draft) : (byPicklist(draft).get(picklist) ?? []);
}

/** What becomes of the values that records of a field can hold; undefined where one of the two lists isn't known. */
export function compareChoices(
  { before, after }: ListSwitch,
  target: DefinitionLookup,
  result: DefinitionLookup,
): ChoicesMoved | undefined {
  const old = entriesBehind(before, target);
  const now = entriesBehind(after, result);
  return old && now ? movedBetween(old, now) : undefined;
}

/** The entries that aren't the same in another list; none where that list has all of them. */
export interface ChoicesMoved {
  /** Values that get another meaning. */
  readonly relabelled: readonly { readonly before: Entry; readonly after: Entry }[];
  /** Labels that get another value. */
  readonly renumbered: readonly { readonly before: Entry; readonly after: Entry }[];
  /** Values that no entry has any more, nor their label another value. */
  readonly gone: readonly Entry[];
}

export function isSameChoice({ relabelled, renumbered, gone }: ChoicesMoved): boolean {
  return relabelled.length + renumbered.length + gone.length === 0;
}

function entriesBehind(
  { picklist, entries }: Field,
  lookup: DefinitionLookup,
): Picklist["entries"] | undefined {
  if (picklist === undefined) {
    return entries;
  }
  const found = lookup.find({ type: "picklist", name: picklist });
  return found && (found as Picklist).entries;
}

/** What the target's own entries of a field say, and those of the same value in the list that comes in their place don't. */
export function saidNoMore({ before, after }: ListSwitch, result: DefinitionLookup): Change[] {
  const now = before.picklist === undefined ? entriesBehind(after, result) : undefined;
  if (!now || !before.entries) {
    return [];
  }
  const { byValue } = indexOf(now);
  return before.entries.flatMap((entry) => {
    const other = byValue.get(entry.value);
    const changes = other ? compare(entryLayout, entry, other) : [];
    return changes
      .filter(({ kind }) => kind === "removed")
      .map((change) => ({
        ...change,
        path: ["fields", before.name, "entries", entry.value, ...change.path],
      }));
  });
}

interface EntryIndex {
  readonly byValue: ReadonlyMap<number, Entry>;
  readonly byLabel: ReadonlyMap<string, Entry>;
}

const indexOf: (entries: Picklist["entries"]) => EntryIndex = perObject((entries: Picklist["entries"]) => ({
  byValue: new Map(entries.map((entry) => [entry.value, entry])),
  byLabel: new Map(entries.map((entry) => [foldLabel(entry.label), entry])),
}));

/** What was compared before: many fields can go from one picklist to another. */
const comparisons: (old: Picklist["entries"]) => WeakMap<Picklist["entries"], ChoicesMoved> = perObject(
  () => new WeakMap<Picklist["entries"], ChoicesMoved>(),
);

function movedBetween(old: Picklist["entries"], now: Picklist["entries"]): ChoicesMoved {
  const known = comparisons(old).get(now);
  if (known) {
    return known;
  }
  const { byValue, byLabel } = indexOf(now);
  const moved = {
    relabelled: [] as ChoicesMoved["relabelled"][number][],
    renumbered: [] as ChoicesMoved["renumbered"][number][],
    gone: [] as Entry[],
  };
  for (const before of old) {
    const label = foldLabel(before.label);
    const sameValue = byValue.get(before.value);
    if (sameValue && foldLabel(sameValue.label) === label) {
      continue;
    }
    const sameLabel = byLabel.get(label);
    if (sameValue) {
      moved.relabelled.push({ before, after: sameValue });
    }
    if (sameLabel) {
      moved.renumbered.push({ before, after: sameLabel });
    }
    if (!sameValue && !sameLabel) {
      moved.gone.push(before);
    }
  }
  comparisons(old).set(now, moved);
  return moved;
}
