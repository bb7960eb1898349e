import { idsOfList, sameMeaning } from "../compare/compare";
import { compareSets, meansNothing } from "../compare/meaning";
import { layoutOf, type Layout, type ListLayout, type MapLayout, type ObjectLayout } from "../compare/layout";
import { sameJson } from "../json/sameJson";
import { isObject } from "../schema/checked";
import { doAll, type Steps } from "../steps";
import type { SetupAction } from "./setupAction";
import { weave } from "./weave";

type JsonObject = Readonly<Record<string, unknown>>;
export type MergeAction = Exclude<SetupAction, "skip">;

/**
 * What becomes of the target's object when the package's is brought in:
 * - *merge*: the package's values win, what only the target has stays;
 * - *add*: the target's values stay, what only the package has comes; the plain properties of a unit that the target
 *   has (a field, a key, an entry) stay as they are, missing ones included;
 * - *overwrite*: the package's object, whole.
 *
 * Where the two mean the same, it stays as the target has it: another spelling is no reason to write a file.
 */
export function merge<T extends JsonObject>(
  layout: ObjectLayout,
  target: T,
  incoming: T,
  action: MergeAction,
): T {
  return doAll(mergeSteps(layout, target, incoming, action));
}

/** The same in steps, for definitions of hundreds of thousands of parts. */
export function* mergeSteps<T extends JsonObject>(
  layout: ObjectLayout,
  target: T,
  incoming: T,
  action: MergeAction,
): Steps<T> {
  return (yield* mergeObject(layout, target, incoming, action)) as T;
}

function* mergeValue(
  layout: Layout,
  target: unknown,
  incoming: unknown,
  action: MergeAction,
): Steps<unknown> {
  if (target === incoming) {
    return target;
  }
  switch (layout.kind) {
    case "value":
      return action === "add" || sameMeaning(layout, target, incoming) ? target : incoming;
    case "set":
      return action === "add" || compareSets(target, incoming) === "same" ? target : incoming;
    case "open":
      return mergeOpen(target, incoming, action);
    case "object":
      return yield* mergeObject(layout, asObject(target), asObject(incoming), action);
    case "list":
      return yield* mergeList(layout, target, incoming, action);
    case "map":
      return yield* mergeMap(layout, asObject(target), asObject(incoming), action);
  }
}

function* mergeObject(
  layout: ObjectLayout,
  target: JsonObject,
  incoming: JsonObject,
  action: MergeAction,
): Steps<JsonObject> {
  const merged = yield* action === "overwrite"
    ? replaced(layout, target, incoming)
    : joined(layout, target, incoming, action);
  return kept(target, merged);
}

/** The very object where it is what the target has, so that comparing the two takes no time. */
function kept(target: JsonObject, merged: readonly (readonly [string, unknown])[]): JsonObject {
  const isSame =
    merged.length === Object.keys(target).length && merged.every(([key, now]) => now === target[key]);
  return isSame ? target : Object.fromEntries(merged);
}

/** The properties of both, those of the one that wins first. */
function* joined(
  layout: ObjectLayout,
  target: JsonObject,
  incoming: JsonObject,
  action: MergeAction,
): Steps<[string, unknown][]> {
  const { alternatives } = layout;
  const isReplaced = action === "merge" && alternatives.some((property) => Object.hasOwn(incoming, property));
  const merged: [string, unknown][] = [];
  for (const [property, current] of Object.entries(target)) {
    if (Object.hasOwn(incoming, property)) {
      const now = yield* mergeValue(layoutOf(layout, property), current, incoming[property], action);
      merged.push([property, now]);
    } else if (!isReplaced || !alternatives.includes(property)) {
      merged.push([property, current]);
    }
  }
  for (const [property, added] of Object.entries(incoming)) {
    const isComing = !Object.hasOwn(target, property) && !(action === "add" && layout.isUnit);
    if (isComing && !meansNothing(layoutOf(layout, property), added)) {
      merged.push([property, added]);
    }
  }
  return merged;
}

/** The properties of the package's object, and those of the target's that say nothing. */
function* replaced(
  layout: ObjectLayout,
  target: JsonObject,
  incoming: JsonObject,
): Steps<[string, unknown][]> {
  const merged: [string, unknown][] = [];
  for (const [property, theirs] of Object.entries(incoming)) {
    if (Object.hasOwn(target, property)) {
      const now = yield* mergeValue(layoutOf(layout, property), target[property], theirs, "overwrite");
      merged.push([property, now]);
    } else if (!meansNothing(layoutOf(layout, property), theirs)) {
      merged.push([property, theirs]);
    }
  }
  for (const [property, ours] of Object.entries(target)) {
    if (!Object.hasOwn(incoming, property) && meansNothing(layoutOf(layout, property), ours)) {
      merged.push([property, ours]);
    }
  }
  return merged;
}

/** Of what no schema knows, objects are merged; anything else is the package's, with what it takes away told by comparing. */
function mergeOpen(target: unknown, incoming: unknown, action: MergeAction): unknown {
  if (action === "add") {
    return target;
  }
  if (action === "overwrite" || !isObject(target) || !isObject(incoming)) {
    return sameJson(target, incoming) ? target : incoming;
  }
  const merged = Object.entries(target).map(([property, current]): [string, unknown] => [
    property,
    Object.hasOwn(incoming, property) ? mergeOpen(current, incoming[property], action) : current,
  ]);
  const added = Object.entries(incoming).filter(([property]) => !Object.hasOwn(target, property));
  return kept(target, [...merged, ...added]);
}

function* mergeList(
  layout: ListLayout,
  target: unknown,
  incoming: unknown,
  action: MergeAction,
): Steps<unknown> {
  const ours = idsOfList(layout, target);
  const theirs = idsOfList(layout, incoming);
  const list: readonly unknown[] = Array.isArray(target) ? target : [];
  const order = orderOf([...ours.keys()], [...theirs.keys()], action);
  const merged: unknown[] = [];
  for (const id of order) {
    const ourItem = ours.get(id);
    const theirItem = theirs.get(id);
    const now =
      ourItem && theirItem
        ? yield* mergeObject(layout.item, ourItem, theirItem, action)
        : (ourItem ?? theirItem);
    merged.push(now);
    yield;
  }
  const isKept = merged.length === ours.size && merged.every((item, index) => item === list[index]);
  return isKept ? target : merged;
}

/** The order belongs to whoever wins; what only the other side has keeps its place behind its own predecessor. */
function orderOf<T>(ours: readonly T[], theirs: readonly T[], action: MergeAction): readonly T[] {
  switch (action) {
    case "merge":
      return weave(theirs, ours);
    case "add":
      return weave(ours, theirs);
    case "overwrite":
      return theirs;
  }
}

function* mergeMap(
  layout: MapLayout,
  target: JsonObject,
  incoming: JsonObject,
  action: MergeAction,
): Steps<JsonObject> {
  const ids =
    action === "overwrite"
      ? Object.keys(incoming)
      : [...new Set([...Object.keys(target), ...Object.keys(incoming)])];
  const merged: [string, unknown][] = [];
  for (const id of ids) {
    if (!Object.hasOwn(incoming, id)) {
      merged.push([id, target[id]]);
    } else if (!Object.hasOwn(target, id)) {
      merged.push([id, incoming[id]]);
    } else {
      const [ours, theirs] = [asObject(target[id]), asObject(incoming[id])];
      merged.push([id, yield* mergeObject(layout.item, ours, theirs, action)]);
    }
    yield;
  }
  return kept(target, merged);
}

function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
