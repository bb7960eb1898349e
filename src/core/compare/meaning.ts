import { sameJson } from "../json/sameJson";
import { isObject } from "../schema/checked";
import type { Layout } from "./layout";

/** Whether a value means the same as if there were none. */
export function meansNothing(layout: Layout, value: unknown): boolean {
  switch (layout.kind) {
    case "value":
      return sameJson(layout.meaning(value), layout.meaning(undefined));
    case "list":
      return !layout.isEmptySaid && isEmpty(value);
    case "map":
      return isEmpty(value);
    case "set":
    case "open":
    case "object":
      return value === undefined;
  }
}

/** Whether a list or map has no parts. */
export function isEmpty(container: unknown): boolean {
  return typeof container === "object" && container !== null && Object.keys(container).length === 0;
}

/**
 * - *same*: the same values in the same order, each where it is named first;
 * - *reordered*: the same values in another order;
 * - *different*: other values, or not two lists of plain values.
 */
export type SetLikeness = "same" | "reordered" | "different";

export function compareSets(one: unknown, other: unknown): SetLikeness {
  const [ours, theirs] = [plainValues(one), plainValues(other)];
  if (!ours || !theirs) {
    return sameJson(one, other) ? "same" : "different";
  }
  if (ours.size !== theirs.size || ![...ours].every((value) => theirs.has(value))) {
    return "different";
  }
  const inOrder = [...theirs];
  return [...ours].every((value, index) => value === inOrder[index]) ? "same" : "reordered";
}

function plainValues(list: unknown): ReadonlySet<unknown> | undefined {
  return Array.isArray(list) && !list.some((value) => Array.isArray(value) || isObject(value))
    ? new Set<unknown>(list)
    : undefined;
}
