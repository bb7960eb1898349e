import assert from "node:assert/strict";
import type { Finding, Severity } from "../../../../src/core/import/finding";
import {
  decide,
  summarizePlan,
  type ImportPlan,
  type PlannedOutcome,
} from "../../../../src/core/import/importPlan";
import { planImport } from "../../../../src/core/import/planImport";
import { loadTestEnvironment, openTestPackage, picklist } from "../../../support/factories";
import { steadyPacer } from "../../../support/testPlatform";

const finding = (severity: Severity): Finding => ({
  rule: "a-rule",
  severity,
  message: "A finding.",
  places: [],
  resolvedBy: [],
});

/** A plan with an item of each outcome given, and findings on the first item and on the whole. */
async function planOf(
  outcomes: readonly PlannedOutcome[],
  onItem: readonly Severity[] = [],
  onWhole: readonly Severity[] = [],
): Promise<ImportPlan> {
  const pkg = await openTestPackage({ definitions: [picklist()] });
  const plan = await planImport(pkg, await loadTestEnvironment(), () => undefined, steadyPacer);
  const [item] = plan.items;
  return {
    ...plan,
    items: outcomes.map((outcome, index) => ({
      ...item!,
      outcome,
      findings: index === 0 ? onItem.map(finding) : [],
    })),
    findings: onWhole.map(finding),
  };
}

describe("deciding on a plan", () => {
  const withConsent = { removals: true };
  const without = { removals: false };

  it("goes where something is created or updated and nothing is against it", async () => {
    assert.equal(decide(await planOf(["create"]), without), "go");
    assert.equal(decide(await planOf(["update", "skip"], ["warning", "information"]), without), "go");
  });

  it("has nothing to do where all stays as it is", async () => {
    assert.equal(decide(await planOf(["unchanged", "skip"]), without), "nothing-to-do");
    assert.equal(decide(await planOf([]), withConsent), "nothing-to-do");
  });

  it("stops at errors, consent or not, wherever they are", async () => {
    assert.equal(decide(await planOf(["blocked", "create"], ["error", "removal"]), withConsent), "errors");
    assert.equal(decide(await planOf(["create"], [], ["error"]), withConsent), "errors");
    assert.equal(decide(await planOf(["skip"], [], ["error"]), without), "errors");
  });

  it("asks for consent to removals, and goes with it", async () => {
    const plan = await planOf(["update"], ["removal"]);
    assert.equal(decide(plan, without), "removals-need-consent");
    assert.equal(decide(plan, withConsent), "go");
  });

  it("counts outcomes and findings, those on the whole import too", async () => {
    const plan = await planOf(["create", "create", "blocked", "skip"], ["error", "warning"], ["warning"]);
    assert.deepEqual(summarizePlan(plan), {
      outcomes: { create: 2, update: 0, unchanged: 0, skip: 1, blocked: 1 },
      findings: { error: 1, removal: 0, warning: 2, information: 0 },
    });
  });
});
