import type { DefinitionLookup } from "../resources/resourceType";
import type { StopCause } from "./applyResult";
import { Dependants } from "./dependants";
import type { PlanItem } from "../import/importPlan";
import { issuesBrought } from "../import/rules/context";

/** A resource that isn't imported because another one couldn't be. */
export interface Stopped {
  readonly item: PlanItem;
  readonly cause: StopCause;
}

/** Knows which of the resources about to be written hang together. */
export class Connections {
  private readonly dependants: Dependants<PlanItem>;

  constructor(items: readonly PlanItem[]) {
    this.dependants = new Dependants(items);
  }

  /** The items that need this one, itself among them when one of its lookups points to itself. */
  dependantsOf(item: PlanItem): readonly PlanItem[] {
    return this.dependants.of(item);
  }

  /**
   * All that can't be imported without an item, so that what is imported leaves the target sound; `isOut` tells which items
   * aren't imported anyway.
   * - what needs it, and what needs that. Where the target has an older version of the item, that might do for some of
   *   them; but only a plan can tell, so they never go on. Planning again imports them.
   * - what wouldn't fit one that stays in the target as it is: a picklist that loses the entry which its default names.
   */
  stoppedBy(failed: PlanItem, target: DefinitionLookup, isOut: (item: PlanItem) => boolean): Stopped[] {
    const stopped = new Map<PlanItem, StopCause>();
    const queue = [failed];
    const isStanding = (item: PlanItem): boolean => item !== failed && !stopped.has(item) && !isOut(item);
    for (const out of queue) {
      for (const item of this.dependantsOf(out).filter(isStanding)) {
        stopped.set(item, { why: "needs", needed: out, failed });
        queue.push(item);
      }
      for (const item of [...this.neededBefore(out)].filter(isStanding)) {
        const [issue] = issuesBrought(item, { ref: out.ref, definition: out.before! }, target);
        if (issue) {
          stopped.set(item, { why: "would-break", broken: out, failed, message: issue.message });
          queue.push(item);
        }
      }
    }
    return [...stopped].map(([item, cause]) => ({ item, cause }));
  }

  /** The items that the target's version of an item needs. */
  private neededBefore({ ref, before }: PlanItem): ReadonlySet<PlanItem> {
    return before ? this.dependants.needsOf(ref, before) : new Set();
  }
}
