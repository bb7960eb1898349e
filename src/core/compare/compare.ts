import { sameJson } from "../json/sameJson";
import type { JsonPath } from "../schema/checked";
import { isObject } from "../schema/checked";
import { layoutOf, type Layout, type ListLayout, type ObjectLayout, type PartKind } from "./layout";

/** One difference between two states of a definition. */
export interface Change {
  readonly kind: "added" | "removed" | "updated" | "reordered";
  readonly part: PartKind;
  /**
   * Where, in ids rather than list indexes, so that it reads the same on both sides:
   * `["fields", "con_Stage", "maxLength"]`, `["entries", 3]`, `["translations", "de-DE", "displayName"]`.
   */
  readonly path: JsonPath;
  /** The value before, unless added. Ids in their order for a reordered list. */
  readonly before?: unknown;
  /** The value after, unless removed. Ids in their order for a reordered list. */
  readonly after?: unknown;
}

/** Everything that differs, in the order of the definition. A part that comes or goes is one change, not one for each of its properties. */
export function compare(layout: ObjectLayout, before: unknown, after: unknown): Change[] {
  const changes: Change[] = [];
  compareObject(layout, before, after, [], changes);
  return changes;
}

type JsonObject = Readonly<Record<string, unknown>>;

function compareValue(
  layout: Layout,
  part: PartKind,
  before: unknown,
  after: unknown,
  path: JsonPath,
  changes: Change[],
): void {
  // Shared parts of the two states are the same object: most of a merge result is, so this saves nearly all the work.
  if (before === after) {
    return;
  }
  if (layout.kind === "value") {
    if (before === undefined) {
      changes.push({ kind: "added", part, path, after });
    } else if (after === undefined) {
      changes.push({ kind: "removed", part, path, before });
    } else if (!sameJson(before, after)) {
      changes.push({ kind: "updated", part, path, before, after });
    }
    return;
  }
  if ((before === undefined && isEmpty(after)) || (after === undefined && isEmpty(before))) {
    // A container without parts, which no change of a part would tell of.
    changes.push(
      before === undefined
        ? { kind: "added", part: "property", path, after }
        : { kind: "removed", part: "property", path, before },
    );
    return;
  }
  if (layout.kind === "object") {
    compareObject(layout, before, after, path, changes);
    return;
  }
  if (layout.kind === "list") {
    compareParts(layout, idsOfList(layout, before), idsOfList(layout, after), path, changes);
    return;
  }
  compareParts(layout, idsOfMap(before), idsOfMap(after), path, changes);
}

function compareObject(
  layout: ObjectLayout,
  before: unknown,
  after: unknown,
  path: JsonPath,
  changes: Change[],
): void {
  const old: JsonObject = isObject(before) ? before : {};
  const now: JsonObject = isObject(after) ? after : {};
  for (const property of new Set([...Object.keys(now), ...Object.keys(old)])) {
    compareValue(
      layoutOf(layout, property),
      layout.part,
      Object.hasOwn(old, property) ? old[property] : undefined,
      Object.hasOwn(now, property) ? now[property] : undefined,
      [...path, property],
      changes,
    );
  }
}

function isEmpty(container: unknown): boolean {
  return typeof container === "object" && container !== null && Object.keys(container).length === 0;
}

type PartId = string | number;

function compareParts(
  layout: Exclude<Layout, ObjectLayout | { kind: "value" }>,
  before: ReadonlyMap<PartId, unknown>,
  after: ReadonlyMap<PartId, unknown>,
  path: JsonPath,
  changes: Change[],
): void {
  for (const [id, item] of after) {
    if (!before.has(id)) {
      changes.push({ kind: "added", part: layout.part, path: [...path, id], after: item });
    } else if (before.get(id) !== item) {
      compareObject(layout.item, before.get(id), item, [...path, id], changes);
    }
  }
  for (const [id, item] of before) {
    if (!after.has(id)) {
      changes.push({ kind: "removed", part: layout.part, path: [...path, id], before: item });
    }
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
