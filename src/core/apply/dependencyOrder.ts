import { refKey, resourceTypeOf } from "../resources/registry";
import type { Definition, ResourceRef } from "../resources/resourceType";
import type { PlanItem } from "../import/importPlan";

/**
 * The items so that each comes after those of them that it needs. Where items need each other in a circle, the one
 * that is reached first comes last.
 */
export function inDependencyOrder(items: readonly PlanItem[]): PlanItem[] {
  const byKey = new Map(items.map((item) => [refKey(item.ref), item]));
  const ordered = new Set<PlanItem>();
  const entered = new Set<PlanItem>();
  for (const start of items) {
    // A stack of our own: chains of lookups can be longer than the engine's call stack allows.
    const stack = [start];
    while (stack.length > 0) {
      const item = stack[stack.length - 1]!;
      if (!entered.has(item)) {
        entered.add(item);
        for (const needed of item.after ? neededItems(item.ref, item.after, byKey) : []) {
          if (!entered.has(needed)) {
            stack.push(needed);
          }
        }
      } else {
        stack.pop();
        ordered.add(item);
      }
    }
  }
  return [...ordered];
}

/** Those of some items that a definition needs, once for each time that it does. */
export function neededItems<T>(ref: ResourceRef, definition: Definition, byKey: ReadonlyMap<string, T>): T[] {
  const needed: T[] = [];
  for (const { to } of resourceTypeOf(ref).references(definition)) {
    const item = byKey.get(refKey(to));
    if (item !== undefined) {
      needed.push(item);
    }
  }
  return needed;
}
