import { resourceTypeOf } from "../resources/registry";
import type { PlanItem } from "../import/importPlan";
import { printable } from "../text";

/** What came of applying a plan. */
export type ApplyResult = TargetChanged | Applied;

/** Files of the target aren't what they were when the plan was made. Nothing was written. */
export interface TargetChanged {
  readonly outcome: "target-changed";
  readonly files: readonly string[];
}

export interface Applied {
  /**
   * - *applied*: everything was written;
   * - *partial*: some was, or couldn't be put back;
   * - *failed*: nothing was, or all of it was put back; every file is as it was.
   */
  readonly outcome: "applied" | "partial" | "failed";
  /** Whether the job was cancelled on the way; then everything was put back. */
  readonly cancelled: boolean;
  /** Each resource that the plan would create or update, in the order of writing: what others need first. */
  readonly items: readonly AppliedItem[];
}

/** What became of one resource. `reason` is a whole sentence that says what, where and why. */
export type AppliedItem = { readonly item: PlanItem } & (
  | { readonly state: "written" }
  /** A file couldn't be read or written: its own or, before anything was written, one of the target that it needs. */
  | { readonly state: "failed"; readonly file: string; readonly reason: string }
  /** Nothing is wrong with it, but something else kept it from being written, or had it put back. */
  | { readonly state: "not-attempted" | "put-back"; readonly cause: StopCause; readonly reason: string }
  /** It should have been put back, but its file holds what was written. */
  | { readonly state: "left-changed"; readonly cause: StopCause; readonly reason: string }
);

/** Why a resource isn't imported that has nothing wrong with it. */
export type StopCause =
  /** It needs `needed`, which isn't imported because of `failed`: the same one, or one that it needs in turn. */
  | { readonly why: "needs"; readonly needed: PlanItem; readonly failed: PlanItem }
  /** `broken` stays as it is in the target because of `failed`, and wouldn't be valid beside it. */
  | {
      readonly why: "would-break";
      readonly broken: PlanItem;
      readonly failed: PlanItem;
      readonly message: string;
    }
  /** Everything was to be put back as soon as one fails. */
  | { readonly why: "rolled-back"; readonly failed: PlanItem }
  | { readonly why: "cancelled" };

/** "Project (con_Project)" */
export function itemName({ ref, resource }: PlanItem): string {
  return `${printable(resource.displayName)} (${ref.name})`;
}

/** The sentence that tells people why an item isn't imported. */
export function describeCause(item: PlanItem, cause: StopCause): string {
  switch (cause.why) {
    case "needs": {
      const needed = `${itemName(item)} needs the ${typeAndName(cause.needed)}`;
      return cause.needed === cause.failed
        ? `${needed}, which couldn't be imported.`
        : `${needed}, which isn't imported because the ${typeAndName(cause.failed)} couldn't be.`;
    }
    case "would-break": {
      const broken = `${itemName(item)} would break the ${typeAndName(cause.broken)}`;
      const why =
        cause.broken === cause.failed
          ? "which couldn't be imported"
          : `which isn't imported because the ${typeAndName(cause.failed)} couldn't be`;
      return `${broken}, ${why}: ${cause.message}`;
    }
    case "rolled-back":
      return `The import was rolled back because the ${typeAndName(cause.failed)} couldn't be imported.`;
    case "cancelled":
      return "The import was cancelled.";
  }
}

/** "picklist Stage (con_Stage)" */
function typeAndName(item: PlanItem): string {
  return `${resourceTypeOf(item.ref).singular} ${itemName(item)}`;
}
