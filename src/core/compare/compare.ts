import { sameJson } from "../json/sameJson";
import { sortedJson } from "../json/sortedJson";
import type { JsonPath } from "../schema/checked";
import { isObject } from "../schema/checked";
import { doAll, type Steps } from "../steps";
import { compareSets, isEmpty, type SetLikeness } from "./meaning";
import {
  layoutOf,
  type Layout,
  type ListLayout,
  type MapLayout,
  type ObjectLayout,
  type PartKind,
} from "./layout";

/** One difference between two states of a definition. */
export interface Change {
  readonly kind: "added" | "removed" | "updated" | "reordered";
  readonly part: PartKind;
  /**
   * Where, in ids rather than list indexes, so that it reads the same on both sides:
   * `["fields", "con_Stage", "maxLength"]`, `["entries", 3]`, `["translations", "de-DE", "displayName"]`.
   */
  readonly path: JsonPath;
  /** The value before, unless added. For a reordered list what tells its items apart, in their order. */
  readonly before?: unknown;
  /** The value after, unless removed. For a reordered list what tells its items apart, in their order. */
  readonly after?: unknown;
}

/** Everything that differs in meaning or order, in the order of the definition. A part that comes or goes is one change, not one for each of its properties. */
export function compare(layout: ObjectLayout, before: unknown, after: unknown): Change[] {
  return doAll(compareSteps(layout, before, after));
}

/** The same in steps, for definitions of hundreds of thousands of parts. */
export function* compareSteps(layout: ObjectLayout, before: unknown, after: unknown): Steps<Change[]> {
  const changes: Change[] = [];
  yield* compareObject(layout, before, after, [], changes);
  return changes;
}

type JsonObject = Readonly<Record<string, unknown>>;

function* compareValue(
  layout: Layout,
  part: PartKind,
  before: unknown,
  after: unknown,
  path: JsonPath,
  changes: Change[],
): Steps<void> {
  if (layout.kind === "open") {
    compareOpen(part, before, after, path, changes);
    return;
  }
  if (layout.kind === "value" || layout.kind === "set") {
    const likeness = likenessOf(layout, before, after);
    if (likeness === "reordered") {
      changes.push({ kind: "reordered", part, path, before, after });
    } else if (likeness === "different") {
      compareWhole(part, before, after, path, changes);
    }
    return;
  }
  if (layout.kind === "list" && layout.isEmptySaid && isEmpty(before === undefined ? after : before)) {
    if (before === undefined || after === undefined) {
      // A list without items that is more than none, which no change of an item would tell of.
      changes.push(
        before === undefined
          ? { kind: "added", part: "property", path, after }
          : { kind: "removed", part: "property", path, before },
      );
      return;
    }
  }
  if (layout.kind === "object") {
    yield* compareObject(layout, before, after, path, changes);
  } else if (layout.kind === "list") {
    yield* compareParts(layout, idsOfList(layout, before), idsOfList(layout, after), path, changes);
  } else {
    yield* compareParts(layout, idsOfMap(before), idsOfMap(after), path, changes);
  }
}

/** What differs changes as a whole. */
function compareWhole(
  part: PartKind,
  before: unknown,
  after: unknown,
  path: JsonPath,
  changes: Change[],
): void {
  if (before === undefined) {
    changes.push({ kind: "added", part, path, after });
  } else if (after === undefined) {
    changes.push({ kind: "removed", part, path, before });
  } else {
    changes.push({ kind: "updated", part, path, before, after });
  }
}

/** Compares what no schema knows thing by thing, so that what is taken away inside of it is told as such. */
function compareOpen(
  part: PartKind,
  before: unknown,
  after: unknown,
  path: JsonPath,
  changes: Change[],
): void {
  if (isObject(before) && isObject(after)) {
    for (const property of new Set([...Object.keys(after), ...Object.keys(before)])) {
      const [old, now] = [ownValue(before, property), ownValue(after, property)];
      compareOpen(part, old, now, [...path, property], changes);
    }
  } else if (Array.isArray(before) && Array.isArray(after)) {
    compareItems(part, before, after, path, changes);
  } else if (before !== undefined && after !== undefined && (isContainer(before) || isContainer(after))) {
    changes.push({ kind: "removed", part, path, before }, { kind: "added", part, path, after });
  } else if (!sameJson(before, after)) {
    compareWhole(part, before, after, path, changes);
  }
}

function ownValue(object: JsonObject, property: string): unknown {
  return Object.hasOwn(object, property) ? object[property] : undefined;
}

function isContainer(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

/** Items that nothing tells apart but what they are: each is there as often as before, comes, or goes. */
function compareItems(
  part: PartKind,
  before: readonly unknown[],
  after: readonly unknown[],
  path: JsonPath,
  changes: Change[],
): void {
  const gone = unmatched(before, after);
  const come = unmatched(after, before);
  for (const index of gone) {
    changes.push({ kind: "removed", part, path: [...path, index], before: before[index] });
  }
  for (const index of come) {
    changes.push({ kind: "added", part, path: [...path, index], after: after[index] });
  }
  if (gone.length + come.length === 0 && !sameJson(before, after)) {
    // Only the order differs, and nobody knows what it means.
    compareWhole(part, before, after, path, changes);
  }
}

/** Indexes of the items that a list has more often than another one. */
function unmatched(items: readonly unknown[], others: readonly unknown[]): number[] {
  const left = new Map<string, number>();
  for (const other of others) {
    const text = sortedJson(other);
    left.set(text, (left.get(text) ?? 0) + 1);
  }
  return items.flatMap((item, index) => {
    const text = sortedJson(item);
    const matches = left.get(text) ?? 0;
    left.set(text, matches - 1);
    return matches > 0 ? [] : [index];
  });
}

function* compareObject(
  layout: ObjectLayout,
  before: unknown,
  after: unknown,
  path: JsonPath,
  changes: Change[],
): Steps<void> {
  const old: JsonObject = isObject(before) ? before : {};
  const now: JsonObject = isObject(after) ? after : {};
  for (const property of propertiesOf(now, old)) {
    const [theirs, ours] = [ownValue(old, property), ownValue(now, property)];
    // Shared parts of the two states are the same object: most of a merge result is, so this saves nearly all the work.
    if (theirs !== ours) {
      yield* compareValue(
        layoutOf(layout, property),
        layout.part,
        theirs,
        ours,
        [...path, property],
        changes,
      );
    }
  }
}

/** The properties of the one, and those that only the other has. */
function propertiesOf(one: JsonObject, other: JsonObject): readonly string[] {
  return [...Object.keys(one), ...Object.keys(other).filter((property) => !Object.hasOwn(one, property))];
}

type SimpleLayout = Extract<Layout, { kind: "value" | "set" }>;

function likenessOf(layout: SimpleLayout, before: unknown, after: unknown): SetLikeness {
  if (layout.kind === "set") {
    return compareSets(before, after);
  }
  return sameJson(layout.meaning(before), layout.meaning(after)) ? "same" : "different";
}

/** Whether two values mean the same; the order of what has parts, and of lists in which order means nothing, doesn't count. */
export function sameMeaning(layout: Layout, one: unknown, other: unknown): boolean {
  if (one === other) {
    return true;
  }
  if (layout.kind === "value" || layout.kind === "set") {
    return likenessOf(layout, one, other) !== "different";
  }
  const changes: Change[] = [];
  doAll(compareValue(layout, "property", one, other, [], changes));
  return changes.every(({ kind }) => kind === "reordered");
}

type PartId = string | number;

function* compareParts(
  layout: ListLayout | MapLayout,
  before: ReadonlyMap<PartId, unknown>,
  after: ReadonlyMap<PartId, unknown>,
  path: JsonPath,
  changes: Change[],
): Steps<void> {
  for (const [id, item] of after) {
    if (!before.has(id)) {
      changes.push({ kind: "added", part: layout.part, path: [...path, id], after: item });
    } else if (before.get(id) !== item) {
      yield* compareObject(layout.item, before.get(id), item, [...path, id], changes);
    }
    yield;
  }
  for (const [id, item] of before) {
    if (!after.has(id)) {
      changes.push({ kind: "removed", part: layout.part, path: [...path, id], before: item });
    }
    yield;
  }
  if (layout.kind === "list") {
    const oldOrder = [...before.keys()].filter((id) => after.has(id));
    const newOrder = [...after.keys()].filter((id) => before.has(id));
    if (oldOrder.some((id, index) => id !== newOrder[index])) {
      changes.push({ kind: "reordered", part: layout.part, path, before: oldOrder, after: newOrder });
    }
  }
}

/** The items of a list by their id, in order. Undefined gives none. */
export function idsOfList(layout: ListLayout, items: unknown): Map<PartId, JsonObject> {
  const list = Array.isArray(items) ? (items as readonly JsonObject[]) : [];
  return new Map(list.map((item) => [item[layout.idProperty] as PartId, item]));
}

function idsOfMap(map: unknown): Map<PartId, unknown> {
  return new Map(isObject(map) ? Object.entries(map) : []);
}
