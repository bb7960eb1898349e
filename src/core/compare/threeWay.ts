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

/** What is known of the last import of a resource. */
export interface ThreeWayBase {
  /** What it left. Undefined where it isn't known any more. */
  readonly definition: unknown;
  /** What its package had. Undefined where it isn't known any more. */
  readonly packaged: unknown;
  /** Whether all that its package had was taken, as Merge and Overwrite do: then that much of what it left is known by it. */
  readonly tookPackage: boolean;
  /** Whether the package brings another definition than the last one did. */
  readonly isChangedInPackage: boolean;
}

/** What the last import left in one place. */
type Left = { readonly isKnown: true; readonly value: unknown } | { readonly isKnown: false };

/**
 * Tells, for each change that an import would make, who made target and package differ. A change goes from what the target has to what
 * the package brings. What nobody kept is told as far as the package of the last import tells it. Where that isn't known either, the
 * package counts as having changed what it brings otherwise than it was left, unless it is the same package again.
 */
export function threeWay(
  layout: ObjectLayout,
  base: ThreeWayBase,
  changes: readonly Change[],
): ThreeWayChange[] {
  return changes.map((change) => judge(layout, base, change));
}

function judge(layout: ObjectLayout, base: ThreeWayBase, change: Change): ThreeWayChange {
  const left = leftAt(layout, base, change);
  if (!left.isKnown) {
    const changedBy = isFirstInPackage(layout, base, change) ? "package" : "unknown";
    return { change, base: undefined, changedBy };
  }
  const isTargetChanged = !isSame(layout, change, left.value, change.before);
  const isPackageChanged = isChangedInPackage(layout, base, change, left.value);
  return {
    change,
    base: left.value,
    changedBy: isTargetChanged
      ? isPackageChanged
        ? "both"
        : "target"
      : isPackageChanged
        ? "package"
        : "neither",
  };
}

function leftAt(layout: ObjectLayout, base: ThreeWayBase, change: Change): Left {
  if (base.definition !== undefined) {
    return { isKnown: true, value: comparable(layout, change, base.definition) };
  }
  // What goes is told by its own: the target may have had more of it.
  const isTold = base.packaged !== undefined && base.tookPackage && change.kind !== "removed";
  const value = isTold ? comparable(layout, change, base.packaged) : undefined;
  return value === undefined ? { isKnown: false } : { isKnown: true, value };
}

/** Whether a part that the target lacks comes with this package for the first time. */
function isFirstInPackage(layout: ObjectLayout, { packaged }: ThreeWayBase, { kind, path }: Change): boolean {
  return kind === "added" && packaged !== undefined && valueAt(layout, packaged, path) === undefined;
}

function isChangedInPackage(
  layout: ObjectLayout,
  base: ThreeWayBase,
  change: Change,
  left: unknown,
): boolean {
  return base.packaged === undefined
    ? base.isChangedInPackage && !isSame(layout, change, left, change.after)
    : !isSame(layout, change, comparable(layout, change, base.packaged), change.after);
}

function isSame(layout: ObjectLayout, { kind, path }: Change, one: unknown, other: unknown): boolean {
  return kind === "reordered" ? sameOrder(one, other) : sameMeaning(layoutAt(layout, path), one, other);
}

/** What a definition has in the place of a change: of one of the order the ids of the parts in their order. */
function comparable(layout: ObjectLayout, { kind, path }: Change, definition: unknown): unknown {
  const value = valueAt(layout, definition, path);
  const listLayout = kind === "reordered" ? layoutAt(layout, path) : undefined;
  return listLayout?.kind === "list" && value !== undefined
    ? [...idsOfList(listLayout, value).keys()]
    : value;
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
