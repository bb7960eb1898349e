import type { Change } from "./compare";
import { idsOfList, sameMeaning } from "./compare";
import type { ObjectLayout } from "./layout";
import { layoutAt, valueAt } from "./valueAt";

/**
 * Who made two sides differ since they were last the same:
 * - *neither*: the last import left it different, as Add only does;
 * - *unknown*: nobody knows any more what the last import left.
 */
export type ChangedBy = "package" | "target" | "both" | "neither" | "unknown";

/** A change together with what the last import left in its place. */
export interface ThreeWayChange {
  readonly change: Change;
  /** What the last import left there; undefined where it left nothing, or where that isn't known. */
  readonly base: unknown;
  readonly changedBy: ChangedBy;
}

/** What the last import left. */
export interface ThreeWayBase {
  /** Undefined where it isn't known any more. */
  readonly definition: unknown;
  /** Whether the package brings another definition than the last one did. */
  readonly isChangedInPackage: boolean;
}

/**
 * Tells, for each change that an import would make, who made target and package differ. A change goes from what the target has to what
 * the package brings; what the last import left is looked up in its base. Where that import left something else than its package
 * had, the package counts as having changed it, unless it is the same package again.
 */
export function threeWay(
  layout: ObjectLayout,
  base: ThreeWayBase,
  changes: readonly Change[],
): ThreeWayChange[] {
  return changes.map((change) => {
    if (base.definition === undefined) {
      return { change, base: undefined, changedBy: "unknown" };
    }
    const left = valueAt(layout, base.definition, change.path);
    const isSame =
      change.kind === "reordered"
        ? sameOrder
        : (one: unknown, other: unknown) => sameMeaning(layoutAt(layout, change.path), one, other);
    const known = change.kind === "reordered" ? idsAt(layout, left, change) : left;
    const isTargetChanged = !isSame(known, change.before);
    const isPackageChanged = base.isChangedInPackage && !isSame(known, change.after);
    return {
      change,
      base: known,
      changedBy: isTargetChanged
        ? isPackageChanged
          ? "both"
          : "target"
        : isPackageChanged
          ? "package"
          : "neither",
    };
  });
}

/** The ids of a list of parts in their order, as a change of the order has them. */
function idsAt(layout: ObjectLayout, items: unknown, { path }: Change): unknown {
  const listLayout = layoutAt(layout, path);
  return listLayout.kind === "list" && items !== undefined ? [...idsOfList(listLayout, items).keys()] : items;
}

/** Whether the ids that both lists have stand in the same order. */
function sameOrder(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) {
    return false;
  }
  const inOne = new Set<unknown>(one);
  const inOther = new Set<unknown>(other);
  const left = one.filter((id) => inOther.has(id));
  const right = other.filter((id) => inOne.has(id));
  return left.every((id, index) => id === right[index]);
}
