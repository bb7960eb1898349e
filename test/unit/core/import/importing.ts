import type { Environment } from "../../../../src/core/environment/environment";
import { findEnvironments } from "../../../../src/core/environment/findEnvironments";
import { loadEnvironment } from "../../../../src/core/environment/loadEnvironment";
import { applyPlan } from "../../../../src/core/apply/applyPlan";
import type { ApplyResult } from "../../../../src/core/apply/applyResult";
import type { ImportPlan } from "../../../../src/core/import/importPlan";
import { ImportPlanner, type SetupChoice } from "../../../../src/core/import/importPlanner";
import type { SetupAction } from "../../../../src/core/import/setupAction";
import type { TargetConditions } from "../../../../src/core/import/targetConditions";
import type { Package } from "../../../../src/core/package/package";
import type { FileSystem } from "../../../../src/core/ports";
import { refKey } from "../../../../src/core/resources/registry";
import { steadyPacer, testPlatform } from "../../../support/testPlatform";

/** The choice that a record of actions by `type:name` makes; `*` stands for all others. */
export function choose(actions: Readonly<Record<string, SetupAction>>): SetupChoice {
  return (ref) => actions[refKey(ref)] ?? actions["*"];
}

/** The environment `target` of a workspace folder. */
export async function loadTarget(fs: FileSystem): Promise<Environment> {
  const header = (await findEnvironments(fs, "environments")).find((one) => one.name === "target");
  if (!header) {
    throw new Error("There is no environment named target");
  }
  return loadEnvironment(fs, header, steadyPacer, { codec: testPlatform.codec });
}

export interface Imported {
  readonly plan: ImportPlan;
  /** Undefined where the plan has errors, and nothing may be applied. */
  readonly result: ApplyResult | undefined;
}

/** Plans an import into the environment `target`, and applies it unless it has errors. */
export async function importInto(
  fs: FileSystem,
  pkg: Package,
  choice: SetupChoice,
  conditions: Partial<TargetConditions> = {},
): Promise<Imported> {
  const target = await loadTarget(fs);
  const plan = await new ImportPlanner(pkg, target).plan(choice, steadyPacer, conditions);
  const isBlocked = [...plan.findings, ...plan.items.flatMap((item) => item.findings)].some(
    (finding) => finding.severity === "error",
  );
  return { plan, result: isBlocked ? undefined : await applyPlan(fs, target, plan, testPlatform) };
}

/** How many errors of each sort the files of the target have: an import mustn't raise any of these. */
export async function countProblems(fs: FileSystem): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const { problems } = await loadTarget(fs);
  for (const { file, code } of problems.filter(({ severity }) => severity === "error")) {
    const sort = `${code} in ${file}`;
    counts.set(sort, (counts.get(sort) ?? 0) + 1);
  }
  return counts;
}

/** The sorts of problems that there are more of than before. */
export async function newProblems(fs: FileSystem, before: ReadonlyMap<string, number>): Promise<string[]> {
  const now = await countProblems(fs);
  return [...now].filter(([sort, count]) => count > (before.get(sort) ?? 0)).map(([sort]) => sort);
}
