import assert from "node:assert/strict";
import { readHistory } from "../../../../src/core/history/historyFile";
import type { Finding, Step } from "../../../../src/core/import/finding";
import type { ImportPlan } from "../../../../src/core/import/importPlan";
import { ImportPlanner } from "../../../../src/core/import/importPlanner";
import type { SetupAction } from "../../../../src/core/import/setupAction";
import { noConditions, type TargetConditions } from "../../../../src/core/import/targetConditions";
import { refKey } from "../../../../src/core/resources/registry";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";
import { steadyPacer } from "../../../support/testPlatform";
import { findCases, targetFolder, type ImportCase, type Run } from "./importCase";
import { choose, loadTarget } from "./importing";
import { packageOf } from "./packageOf";

/** One import of a case, which can be planned again with other choices. */
interface Scene {
  readonly fs: MemoryFileSystem;
  readonly conditions: TargetConditions;
  readonly plan: ImportPlan;
  readonly planWith: (key: string, action: SetupAction) => Promise<ImportPlan>;
}

async function sceneOf({ before, contents, conditions: known }: ImportCase, run: Run): Promise<Scene> {
  const fs = new MemoryFileSystem(before);
  const conditions = { ...noConditions, ...known, history: await readHistory(fs, targetFolder) };
  const planner = new ImportPlanner(await packageOf(contents), await loadTarget(fs));
  const chosen = choose(run.actions);
  const planWith = (key: string, action: SetupAction): Promise<ImportPlan> =>
    planner.plan((ref) => (refKey(ref) === key ? action : chosen(ref)), steadyPacer, conditions);
  return { fs, conditions, plan: await planner.plan(chosen, steadyPacer, conditions), planWith };
}

const isToResolve = ({ severity }: Finding): boolean => severity === "error" || severity === "removal";

/** Whether a plan finds the very same of a resource. */
function isFound(plan: ImportPlan, key: string, { rule, severity, message }: Finding): boolean {
  const item = plan.items.find(({ ref }) => refKey(ref) === key);
  return (item?.findings ?? []).some(
    (other) => other.rule === rule && other.severity === severity && other.message === message,
  );
}

describe("ways out of what an import finds", () => {
  for (const importCase of findCases()) {
    describe(importCase.name, () => {
      for (const run of importCase.runs) {
        it(`${run.name}: each finding has one, and each action and choice resolves it`, () =>
          checkWaysOut(importCase, run));
      }
    });
  }
});

async function checkWaysOut(importCase: ImportCase, run: Run): Promise<void> {
  const scene = await sceneOf(importCase, run);
  const { plan } = scene;
  for (const finding of plan.findings.filter(isToResolve)) {
    assert.ok(finding.steps?.length, `${finding.rule} leaves nothing to do`);
    finding.steps.forEach((step) => checkStep(step, scene));
  }
  for (const { ref, action, findings } of plan.items) {
    const key = refKey(ref);
    for (const finding of findings) {
      const { rule, resolvedBy, steps = [] } = finding;
      if (isToResolve(finding)) {
        assert.ok(resolvedBy.length + steps.length > 0, `${rule} of ${key} leaves nothing to do`);
      }
      assert.ok(!resolvedBy.includes(action), `${rule} of ${key} offers the action that it is about`);
      for (const other of resolvedBy) {
        const again = await scene.planWith(key, other);
        assert.ok(!isFound(again, key, finding), `${other} doesn't resolve ${rule} of ${key}`);
      }
      for (const step of steps) {
        checkStep(step, scene);
        if (step.kind === "choose") {
          const again = await scene.planWith(refKey(step.ref), step.action);
          const chosen = again.items.find(({ ref: one }) => refKey(one) === refKey(step.ref));
          // One that can't be imported itself says so, and is the next to be resolved.
          const isNext = chosen?.outcome === "blocked";
          const what = `${step.action} for ${step.ref.name} doesn't resolve ${rule} of ${key}`;
          assert.ok(isNext || !isFound(again, key, finding), what);
        }
      }
    }
  }
}

/** What a step leads to has to be there. */
function checkStep(step: Step, { plan, fs, conditions }: Scene): void {
  const text = JSON.stringify(step);
  switch (step.kind) {
    case "choose":
    case "show": {
      const led = plan.items.find(({ ref }) => refKey(ref) === refKey(step.ref));
      assert.ok(led, text);
      assert.ok(step.kind === "choose" ? led.action !== step.action : led.outcome === "blocked", text);
      break;
    }
    case "open":
      // Of environments beside the target, cases only tell what they have.
      assert.ok(step.environment ?? fs.bytes(step.file) ?? step.file === conditions.running?.file, text);
      break;
    case "save":
    case "revert":
      assert.ok(conditions.unsavedFiles.has(step.file), text);
      break;
    case "recover":
      assert.ok(conditions.interrupted, text);
      break;
    case "trust":
      assert.ok(!conditions.isTrusted, text);
      break;
    case "export-from":
      assert.ok(step.refs.length > 0, text);
      break;
    case "import-first":
    case "check-again":
    case "compare":
      break;
  }
}
