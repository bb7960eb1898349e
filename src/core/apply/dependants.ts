import { refKey } from "../resources/registry";
import type { Definition, ResourceRef } from "../resources/resourceType";
import { neededItems } from "./dependencyOrder";

/** Knows which of some resources need which others of them. */
export class Dependants<T extends { readonly ref: ResourceRef; readonly after: Definition | undefined }> {
  private readonly byKey: ReadonlyMap<string, T>;
  private neededBy: Map<T, T[]> | undefined;

  constructor(private readonly items: readonly T[]) {
    this.byKey = new Map(items.map((item) => [refKey(item.ref), item]));
  }

  /** The items that need this one, itself among them when one of its lookups points to itself. */
  of(item: T): readonly T[] {
    this.neededBy ??= this.index();
    return this.neededBy.get(item) ?? [];
  }

  /** The items that a definition needs, each once. */
  needsOf(ref: ResourceRef, definition: Definition): ReadonlySet<T> {
    return new Set(neededItems(ref, definition, this.byKey));
  }

  private index(): Map<T, T[]> {
    const neededBy = new Map<T, T[]>();
    for (const item of this.items) {
      for (const needed of item.after ? this.needsOf(item.ref, item.after) : []) {
        const dependants = neededBy.get(needed);
        if (dependants) {
          dependants.push(item);
        } else {
          neededBy.set(needed, [item]);
        }
      }
    }
    return neededBy;
  }
}
