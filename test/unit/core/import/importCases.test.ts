import assert from "node:assert/strict";
import { describeChange } from "../../../../src/core/compare/describeChange";
import { readHistory } from "../../../../src/core/history/historyFile";
import { describeStep } from "../../../../src/core/import/describeStep";
import type { Finding } from "../../../../src/core/import/finding";
import { decide, type ImportPlan } from "../../../../src/core/import/importPlan";
import { refKey } from "../../../../src/core/resources/registry";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";
import {
  findCases,
  targetFolder,
  type Expected,
  type ExpectedResource,
  type ImportCase,
  type Run,
} from "./importCase";
import { choose, countProblems, importInto, newProblems } from "./importing";
import { packageOf } from "./packageOf";

for (const importCase of findCases()) {
  describe(`import case ${importCase.name}`, () => {
    for (const run of importCase.runs) {
      it(run.name, () => check(importCase, run));
    }
  });
}

async function check({ before, contents, conditions: known }: ImportCase, run: Run): Promise<void> {
  const fs = new MemoryFileSystem(before);
  const conditions = { ...known, history: await readHistory(fs, targetFolder) };
  const pkg = await packageOf(contents);
  const problemsBefore = await countProblems(fs);

  const { plan, result } = await importInto(fs, pkg, choose(run.actions), conditions);
  assert.deepEqual(describePlan(plan), complete(run.expected));
  assert.deepEqual(describeSteps(plan, run.expected), expectedSteps(run.expected));
  if (run.expected.steps) {
    assert.deepEqual(stepsOf(plan.findings), run.expected.steps);
  }
  assert.equal(decide(plan, { removals: false }), run.expected.decision);

  assert.deepEqual(fs.snapshot(), { ...before, ...run.written });
  if (result === undefined) {
    assert.equal(run.expected.decision, "errors");
    return;
  }
  assert.equal(result.outcome, "applied");
  if (run.expected.decision === "removals-need-consent") {
    assert.equal(decide(plan, { removals: true }), "go");
  }
  assert.deepEqual(await newProblems(fs, problemsBefore), []);

  const again = await importInto(fs, pkg, choose(run.actions), conditions);
  const outcomes = again.plan.items.map((item) => item.outcome);
  assert.deepEqual(
    outcomes.filter((outcome) => outcome !== "skip" && outcome !== "unchanged"),
    [],
    "Importing it again changes nothing",
  );
}

/** The steps that the findings offer, by resource; of those resources of which something is expected. */
function describeSteps(plan: ImportPlan, expected: Expected): Readonly<Record<string, readonly string[]>> {
  const items = plan.items.filter(({ ref }) => expectedSteps(expected)[refKey(ref)]);
  return Object.fromEntries(items.map(({ ref, findings }) => [refKey(ref), stepsOf(findings)]));
}

/** "import-interrupted: Finish the interrupted import" */
function stepsOf(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ rule, steps = [] }) => steps.map((step) => `${rule}: ${describeStep(step)}`));
}

function expectedSteps({ resources }: Expected): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(resources).flatMap(([key, expected]) =>
      typeof expected === "object" && expected.steps ? [[key, expected.steps]] : [],
    ),
  );
}

/** Steps are compared apart. */
type DescribedResource = Required<Omit<ExpectedResource, "steps">>;

interface Described {
  readonly findings: readonly string[];
  readonly resources: Readonly<Record<string, DescribedResource>>;
}

function describePlan(plan: ImportPlan): Described {
  return {
    findings: plan.findings.map(describeFinding),
    resources: Object.fromEntries(
      plan.items.map(({ ref, outcome, findings, changes }): [string, DescribedResource] => [
        refKey(ref),
        { outcome, findings: findings.map(describeFinding), changes: changes.map(describeChange).sort() },
      ]),
    ),
  };
}

/** "error type-changed: overwrite, add, skip" */
function describeFinding({ severity, rule, resolvedBy }: Finding): string {
  return `${severity} ${rule}${resolvedBy.length > 0 ? `: ${resolvedBy.join(", ")}` : ""}`;
}

/** What is left out of an expectation is expected to be empty. */
function complete({ findings = [], resources }: Expected): Described {
  return {
    findings,
    resources: Object.fromEntries(
      Object.entries(resources).map(([key, expected]) => [
        key,
        completeResource(typeof expected === "string" ? { outcome: expected } : expected),
      ]),
    ),
  };
}

/** The lines of changes are compared in no particular order. */
function completeResource({ outcome, findings = [], changes = [] }: ExpectedResource): DescribedResource {
  return { outcome, findings, changes: [...changes].sort() };
}
