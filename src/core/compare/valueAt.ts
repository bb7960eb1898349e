import { isObject, type JsonPath } from "../schema/checked";
import { layoutOf, type Layout, type ObjectLayout } from "./layout";
import { indexOfPart } from "./partIndex";

/** What stands at the path of a change, which goes by ids instead of indexes; undefined where there is nothing. */
export function valueAt(layout: ObjectLayout, whole: unknown, path: JsonPath): unknown {
  let value = whole;
  let known: Layout = layout;
  for (const step of path) {
    if (known.kind === "list") {
      value = Array.isArray(value) ? value[indexOfPart(value, known.idProperty, step)] : undefined;
      known = known.item;
      continue;
    }
    value = Array.isArray(value)
      ? (value as readonly unknown[])[Number(step)]
      : isObject(value) && Object.hasOwn(value, step)
        ? value[step]
        : undefined;
    known =
      known.kind === "map" ? known.item : known.kind === "object" ? layoutOf(known, String(step)) : known;
  }
  return value;
}

/** The layout at the path of a change. */
export function layoutAt(layout: ObjectLayout, path: JsonPath): Layout {
  return path.reduce<Layout>(
    (known, step) =>
      known.kind === "list" || known.kind === "map"
        ? known.item
        : known.kind === "object"
          ? layoutOf(known, String(step))
          : known,
    layout,
  );
}
