import type { AppliedItem } from "../../core/apply/applyResult";
import type { PlanItem, PlannedOutcome } from "../../core/import/importPlan";
import { refKey } from "../../core/resources/registry";
import type { Ended } from "../describeApplied";

/** What became of each resource that was to be written, by `refKey`; empty when writing didn't begin. */
export function fatesOf({ items = [] }: Ended): ReadonlyMap<string, AppliedItem> {
  return new Map(items.map((fate) => [refKey(fate.item.ref), fate]));
}

const plannedWords: Readonly<Record<PlannedOutcome, string>> = {
  create: "would be created",
  update: "would be updated",
  unchanged: "unchanged",
  skip: "skipped",
  blocked: "blocked",
};

const fateWords: Readonly<Record<Exclude<AppliedItem["state"], "written">, string>> = {
  failed: "failed",
  "not-attempted": "not imported",
  "put-back": "not imported",
  "left-changed": "left changed",
};

/** What would become of a resource, or what became of it once that was tried, in a word or two. */
export function outcomeWords({ outcome }: PlanItem, fate: AppliedItem | undefined): string {
  if (!fate) {
    return plannedWords[outcome];
  }
  return fate.state === "written" ? (outcome === "create" ? "created" : "updated") : fateWords[fate.state];
}
