import type { Environment } from "../environment/environment";
import type { Package } from "../package/package";
import type { Pacer } from "../ports";
import { ImportPlanner, type SetupChoice } from "./importPlanner";
import type { ImportPlan } from "./importPlan";
import type { TargetConditions } from "./targetConditions";

/**
 * Works out what importing a package would do, with every finding in one pass. Writes nothing: the same package,
 * environment and choices give the same plan. Rejects only when the pacer's job is cancelled.
 */
export function planImport(
  pkg: Package,
  target: Environment,
  choice: SetupChoice,
  pacer: Pacer,
  conditions?: Partial<TargetConditions>,
): Promise<ImportPlan> {
  return new ImportPlanner(pkg, target).plan(choice, pacer, conditions);
}
