import { perObject } from "../memoize";
import { isObject } from "../schema/checked";

/** How long a list is at least for which an index is worth its making. */
const indexedFrom = 16;

/** Indexes of a list, by the property that tells its parts apart. */
const indexesOf = perObject<readonly unknown[], Map<string, ReadonlyMap<unknown, number>>>(() => new Map());

/** Where in a list the part is that one of its properties tells; -1 where there is none. Looking up all parts of a list is linear. */
export function indexOfPart(items: readonly unknown[], idProperty: string, id: unknown): number {
  if (items.length < indexedFrom) {
    return items.findIndex((item) => isObject(item) && item[idProperty] === id);
  }
  return indexOf(items, idProperty).get(id) ?? -1;
}

function indexOf(items: readonly unknown[], idProperty: string): ReadonlyMap<unknown, number> {
  const known = indexesOf(items);
  const index = known.get(idProperty) ?? makeIndex(items, idProperty);
  known.set(idProperty, index);
  return index;
}

function makeIndex(items: readonly unknown[], idProperty: string): ReadonlyMap<unknown, number> {
  const index = new Map<unknown, number>();
  items.forEach((item, place) => {
    const id = isObject(item) ? item[idProperty] : undefined;
    if (!index.has(id)) {
      index.set(id, place);
    }
  });
  return index;
}
