import type { ImportPlan, PlanItem } from "../../../../../src/core/import/importPlan";
import type { Package } from "../../../../../src/core/package/package";
import { applyPlan } from "../../../../../src/core/apply/applyPlan";
import { planImport } from "../../../../../src/core/import/planImport";
import { refKey } from "../../../../../src/core/resources/registry";
import type { MemoryFileSystem } from "../../../../support/memoryFileSystem";
import { steadyPacer, testPlatform } from "../../../../support/testPlatform";
import { choose } from "../importing";
import { load, type Actions } from "./worlds";

export interface Settled {
  readonly plan: ImportPlan;
  /** The actions that were left standing. */
  readonly actions: Actions;
}

export async function plan(fs: MemoryFileSystem, pkg: Package, actions: Actions): Promise<ImportPlan> {
  return planImport(pkg, await load(fs), choose(actions), steadyPacer);
}

/** Plans, and skips what has errors until none is left, as a user in a hurry would. */
export async function planWithoutErrors(
  fs: MemoryFileSystem,
  pkg: Package,
  actions: Actions,
): Promise<Settled> {
  let current = actions;
  // Each round skips at least one more resource.
  for (let round = 0; round <= pkg.resources.length; round++) {
    const planned = await plan(fs, pkg, current);
    const wrong = planned.items.filter(hasErrors);
    if (wrong.length === 0) {
      return { plan: planned, actions: current };
    }
    current = { ...current, ...Object.fromEntries(wrong.map(({ ref }) => [refKey(ref), "skip"])) };
  }
  throw new Error("Skipping everything leaves errors");
}

/** Applies a plan to what it was made from. */
export async function apply(fs: MemoryFileSystem, planned: ImportPlan): Promise<void> {
  const result = await applyPlan(fs, await load(fs), planned, testPlatform);
  if (result.outcome !== "applied") {
    throw new Error(`The plan was not applied: ${result.outcome}`);
  }
}

export function hasErrors(item: PlanItem): boolean {
  return item.findings.some((finding) => finding.severity === "error");
}

/** What is said to go of what the changes tell; what a list in place of another one doesn't say has cases of its own. */
export function removalRules(item: PlanItem): string[] {
  return item.findings
    .filter(({ severity, removes }) => severity === "removal" && removes === undefined)
    .map(({ rule }) => rule);
}
