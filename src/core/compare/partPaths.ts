import type { JsonPath } from "../schema/checked";
import { isObject } from "../schema/checked";
import { layoutOf, type Layout, type ObjectLayout } from "./layout";
import { indexOfPart } from "./partIndex";

/**
 * Where a definition has what a path of ids names (`["fields", "con_Stage", "maxLength"]`), as a path of properties and list
 * indexes; where it has only a parent of that, the nearest one.
 */
export function pathOfIds(layout: ObjectLayout, definition: unknown, ids: JsonPath): JsonPath {
  return walk(layout, definition, ids, (idProperty, items, id) => {
    const index = indexOfPart(items, idProperty, id);
    return index < 0 ? undefined : { step: index, child: items[index] };
  });
}

/** The opposite of {@link pathOfIds}: the ids instead of the list indexes of a path in a definition. */
export function idsOfPath(layout: ObjectLayout, definition: unknown, path: JsonPath): JsonPath {
  return walk(layout, definition, path, (idProperty, items, index) => {
    const child = items[Number(index)];
    return isObject(child) ? { step: child[idProperty] as string | number, child } : undefined;
  });
}

/** What a step into a list of parts leads to, and how it is to be written; undefined when there is no such part. */
type StepInto = (
  idProperty: string,
  items: readonly unknown[],
  step: string | number,
) => { readonly step: string | number; readonly child: unknown } | undefined;

function walk(root: Layout, definition: unknown, path: JsonPath, into: StepInto): JsonPath {
  const walked: (string | number)[] = [];
  let layout = root;
  let value = definition;
  for (const step of path) {
    if (layout.kind === "list") {
      const found = Array.isArray(value) ? into(layout.idProperty, value, step) : undefined;
      if (!found) {
        return walked;
      }
      walked.push(found.step);
      value = found.child;
      layout = layout.item;
      continue;
    }
    const child = childOf(value, step);
    if (child === undefined) {
      return walked;
    }
    walked.push(step);
    value = child;
    layout = layout.kind === "map" ? layout.item : inside(layout, step);
  }
  return walked;
}

function inside(layout: Exclude<Layout, { kind: "list" | "map" }>, step: string | number): Layout {
  return layout.kind === "object" ? layoutOf(layout, String(step)) : layout;
}

function childOf(value: unknown, step: string | number): unknown {
  if (Array.isArray(value)) {
    return (value as readonly unknown[])[Number(step)];
  }
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}
