import { idsOfList } from "../compare/compare";
import { layoutOf, type Layout, type ListLayout, type MapLayout, type ObjectLayout } from "../compare/layout";
import { isObject } from "../schema/checked";
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
 */
export function merge<T extends JsonObject>(
  layout: ObjectLayout,
  target: T,
  incoming: T,
  action: MergeAction,
): T {
  return mergeObject(layout, target, incoming, action) as T;
}

function mergeValue(layout: Layout, target: unknown, incoming: unknown, action: MergeAction): unknown {
  switch (layout.kind) {
    case "value":
      return action === "add" ? target : incoming;
    case "object":
      return mergeObject(layout, asObject(target), asObject(incoming), action);
    case "list":
      return mergeList(layout, target, incoming, action);
    case "map":
      return mergeMap(layout, asObject(target), asObject(incoming), action);
  }
}

function mergeObject(
  layout: ObjectLayout,
  target: JsonObject,
  incoming: JsonObject,
  action: MergeAction,
): JsonObject {
  if (action === "overwrite") {
    return incoming;
  }
  const merged: [string, unknown][] = Object.entries(target).map(([property, current]) => [
    property,
    Object.hasOwn(incoming, property)
      ? mergeValue(layoutOf(layout, property), current, incoming[property], action)
      : current,
  ]);
  for (const [property, added] of Object.entries(incoming)) {
    if (!Object.hasOwn(target, property) && !(action === "add" && layout.isUnit)) {
      merged.push([property, added]);
    }
  }
  return Object.fromEntries(merged);
}

function mergeList(layout: ListLayout, target: unknown, incoming: unknown, action: MergeAction): unknown {
  if (action === "overwrite") {
    return incoming;
  }
  const ours = idsOfList(layout, target);
  const theirs = idsOfList(layout, incoming);
  // The order belongs to whoever wins; what only the other side has keeps its place behind its own predecessor.
  const order =
    action === "merge"
      ? weave([...theirs.keys()], [...ours.keys()])
      : weave([...ours.keys()], [...theirs.keys()]);
  return order.map((id) => {
    const ourItem = ours.get(id);
    const theirItem = theirs.get(id);
    return ourItem && theirItem
      ? mergeObject(layout.item, ourItem, theirItem, action)
      : (ourItem ?? theirItem);
  });
}

function mergeMap(
  layout: MapLayout,
  target: JsonObject,
  incoming: JsonObject,
  action: MergeAction,
): JsonObject {
  if (action === "overwrite") {
    return incoming;
  }
  const ids = [...new Set([...Object.keys(target), ...Object.keys(incoming)])];
  return Object.fromEntries(
    ids.map((id) => {
      if (!Object.hasOwn(incoming, id)) {
        return [id, target[id]];
      }
      if (!Object.hasOwn(target, id)) {
        return [id, incoming[id]];
      }
      return [id, mergeObject(layout.item, asObject(target[id]), asObject(incoming[id]), action)];
    }),
  );
}

function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
