import assert from "node:assert/strict";
import type { ImportPlan, PlanItem } from "../../../../../src/core/import/importPlan";
import { ImportHistory } from "../../../../../src/core/history/importHistory";
import { ImportPlanner } from "../../../../../src/core/import/importPlanner";
import { planImport } from "../../../../../src/core/import/planImport";
import type { Picklist } from "../../../../../src/core/model/picklist";
import type { SetupAction } from "../../../../../src/core/import/setupAction";
import {
  actionOption,
  effectsOn,
  packageRow,
  packageSummary,
  planRow,
  planSummary,
} from "../../../../../src/host/webviews/import/planRows";
import { toImportWizard } from "../../../../../src/protocol/importWizard";
import {
  entity,
  entry,
  field,
  loadTestEnvironment,
  lookupField,
  openTestPackage,
  picklist,
  picklistField,
  ref,
  type EnvironmentContent,
  type PackageContent,
} from "../../../../support/factories";
import { fakeHash, importRecord, recordedResource } from "../../../../support/records";
import { steadyPacer } from "../../../../support/testPlatform";

async function planned(
  content: PackageContent,
  target: EnvironmentContent,
  action?: SetupAction,
  only?: string,
): Promise<ImportPlan> {
  const pkg = await openTestPackage(content);
  const choice = ({ name }: { name: string }) => (only === undefined || only === name ? action : undefined);
  return planImport(pkg, await loadTestEnvironment(target), choice, steadyPacer);
}

const item = (plan: ImportPlan, name: string): PlanItem => {
  const found = plan.items.find((one) => one.ref.name === name);
  assert.ok(found);
  return found;
};

describe("a package as the import wizard shows it", () => {
  it("has its name, its source and how much of what is in it", async () => {
    const pkg = await openTestPackage({
      header: { name: "spring", version: "1.0", description: "For spring" },
      definitions: [entity({ name: "con_A" }), entity({ name: "con_B" }), picklist()],
    });
    assert.deepEqual(packageSummary(pkg, "packages/spring.zip"), {
      name: "spring",
      version: "1.0",
      description: "For spring",
      source: "Source (source)",
      createdAt: Date.UTC(2026, 0, 31, 12),
      generator: "envferry/0.0.0",
      file: "packages/spring.zip",
      counts: ["2 entities", "1 picklist"],
    });
  });

  it("shows what turns or steers a text as such, and leaves lines their ends", async () => {
    const nasty = "a\u202eb\u0007";
    const shown = "a[U+202E]b[U+0007]";
    const pkg = await openTestPackage({
      header: { name: nasty, version: nasty, description: `${nasty}\nb`, generator: nasty },
      definitions: [entity({ displayName: nasty }), picklist({ displayName: "שלב" })],
    });
    const { name, version, description, generator } = packageSummary(pkg, "a.zip");
    assert.deepEqual([name, version, description, generator], [shown, shown, `${shown}\nb`, shown]);
    const names = pkg.resources.map((resource) => packageRow(resource, "merge").displayName);
    // Its own direction is no danger to a cell, which isolates it.
    assert.deepEqual(names, [shown, "שלב"]);
  });

  it("isolates names that stand in sentences", async () => {
    const plan = await planned(
      { definitions: [picklist({ displayName: "שלב", entries: [] })], header: { name: "p" } },
      { picklists: [picklist({ displayName: "שלב", entries: [entry(1, "x")] })] },
      "overwrite",
    );
    const [line] = planSummary(plan).removals;
    assert.ok(line?.startsWith("\u2068שלב\u2069 (con_Stage) loses "), line);
  });

  it("leaves out what it hasn't", async () => {
    const summary = packageSummary(await openTestPackage({ definitions: [picklist()] }), "a.zip");
    assert.deepEqual(Object.keys(summary).sort(), [
      "counts",
      "createdAt",
      "file",
      "generator",
      "name",
      "source",
    ]);
    assert.deepEqual(summary.counts, ["1 picklist"]);
  });

  it("has rows with notes, and says who came along", async () => {
    const pkg = await openTestPackage({
      definitions: [picklist()],
      item: { note: "Mind it.", related: true },
    });
    assert.deepEqual(
      pkg.resources.map((resource) => packageRow(resource, "add")),
      [
        {
          id: "picklist:con_Stage",
          type: "picklist",
          name: "con_Stage",
          displayName: "Stage",
          kind: "custom",
          parts: 2,
          isRelated: true,
          note: "Mind it.",
          action: "add",
        },
      ],
    );
  });
});

describe("a plan as the import wizard shows it", () => {
  const typeChange = {
    pkg: { definitions: [entity({ fields: [field({ type: "integer" })], primaryField: undefined })] },
    target: { entities: [entity({ fields: [field({ type: "text", maxLength: 5 })] })] },
  };

  it("fits the protocol", async () => {
    const plan = await planned({}, { picklists: [picklist({ entries: [entry(3)] })] }, "overwrite");
    toImportWizard.planned.parse({ number: 1, rows: plan.items.map(planRow), summary: planSummary(plan) });
    plan.items.forEach((one) =>
      toImportWizard.detailsFound.parse({ id: "a", options: [actionOption(one, [])], isComplete: true }),
    );
  });

  it("counts errors and warnings, and names what goes", async () => {
    const plan = await planned(
      { definitions: [picklist()] },
      { picklists: [picklist({ entries: [entry(1), entry(3)] })] },
      "overwrite",
    );
    const row = planRow(item(plan, "con_Stage"));
    assert.equal(row.plan?.outcome, "update");
    assert.equal(row.plan?.removes, "1 entry");
    const { removals, obstacle } = planSummary(plan);
    assert.deepEqual(removals, ["Stage (con_Stage) loses 1 entry: 3 (Entry 3)"]);
    assert.equal(obstacle, undefined);
  });

  it("names the steps that resolve a finding", async () => {
    const definitions = [entity({ fields: [picklistField()] }), picklist()];
    const plan = await planned({ definitions }, {}, "skip", "con_Stage");
    const { findings } = actionOption(item(plan, "con_Project"), []);
    assert.deepEqual(
      findings.map(({ rule, steps }) => [rule, steps]),
      [["dependency-skipped", ["Choose Merge for con_Stage"]]],
    );
  });

  it("asks for consent to what is lost without a part going, such as the values of a field", async () => {
    const plan = await planned(typeChange.pkg, typeChange.target, "overwrite");
    const row = planRow(item(plan, "con_Project"));
    assert.match(row.plan?.removes ?? "", /the values of 1 field$/);
    const { removals, findings } = planSummary(plan);
    assert.ok((findings["removal"] ?? 0) > 0);
    assert.ok(removals.some((line) => line.includes("loses the values stored in it")));
    assert.match(actionOption(item(plan, "con_Project"), []).removes ?? "", /the values of 1 field$/);
  });

  it("needs no consent where nothing goes", async () => {
    const plan = await planned(
      { definitions: [picklist()] },
      { picklists: [picklist({ entries: [entry(3)] })] },
    );
    assert.deepEqual(planSummary(plan).removals, []);
    assert.equal(planRow(item(plan, "con_Stage")).plan?.removes, undefined);
  });

  it("says why it can't be imported", async () => {
    const one = await planned(typeChange.pkg, typeChange.target);
    assert.match(planSummary(one).obstacle ?? "", /^Resolve the error first: /);
    const needing = (name: string) => entity({ name, fields: [lookupField(["con_Missing"])] });
    const two = await planned({ definitions: [needing("con_A"), needing("con_B")] }, {});
    assert.match(planSummary(two).obstacle ?? "", /^Resolve the 2 errors first: /);
    const nothing = await planned({ definitions: [picklist()] }, { picklists: [picklist()] });
    assert.match(planSummary(nothing).obstacle ?? "", /^There is nothing to import/);
    const skipped = await planned({ definitions: [picklist()] }, {}, "skip");
    assert.match(planSummary(skipped).obstacle ?? "", /^There is nothing to import/);
    assert.equal(planSummary(await planned({ definitions: [picklist()] }, {})).obstacle, undefined);
  });

  it("lists the first of what was wrong before, and counts the rest", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 25 }, (_, index) => [`picklists/a${index}.json`, "{"]),
    );
    const { preexisting, morePreexisting } = planSummary(await planned({}, { files }));
    assert.equal(preexisting.length, 20);
    assert.equal(morePreexisting, 5);
    const { mended, moreMended } = planSummary(
      await planned(
        { definitions: [picklist()] },
        {
          entities: Array.from({ length: 22 }, (_, n) =>
            entity({ name: `con_E${n}`, fields: [picklistField()] }),
          ),
        },
      ),
    );
    assert.deepEqual([mended.length, moreMended], [20, 2]);
    assert.match(preexisting[0] ?? "", /^environments\/dev\/picklists\/a\d+\.json:1: ./);
  });

  it("tells of a resource that was imported before who changed it since, and what the last import left", async () => {
    const stage = (label: string, description: string): Picklist =>
      picklist({
        displayName: label,
        ...(description !== undefined && { description }),
        entries: [entry(1)],
      });
    const left = stage("Stage", "Left");
    const target = await loadTestEnvironment({ picklists: [stage("Stage here", "Left")] });
    const pkg = await openTestPackage({ definitions: [stage("Stage there", "Packed")] });
    const record = importRecord({
      package: { ...importRecord().package, version: "1.2" },
      resources: [recordedResource({ sha256: fakeHash("left") })],
    });
    const plan = await new ImportPlanner(pkg, target).plan(() => "merge", steadyPacer, {
      history: new ImportHistory([record], []),
      findKept: async () => new Map([[fakeHash("left"), left]]),
    });
    const option = actionOption(item(plan, "con_Stage"), []);
    assert.equal(option.lastImport, "Test 1.2, imported on 2026-01-31");
    assert.deepEqual(
      option.changes.map(({ what, before, after, since }) => ({ what, before, after, since })),
      [
        {
          what: "displayName",
          before: '"Stage here"',
          after: '"Stage there"',
          since: { changedBy: "both", left: '"Stage"' },
        },
        {
          what: "description",
          before: '"Left"',
          after: '"Packed"',
          since: { changedBy: "package", left: '"Left"' },
        },
      ],
    );
  });

  it("lists the first of very many changes, and counts the rest", async () => {
    const entries = Array.from({ length: 300 }, (_, index) => entry(index + 10));
    const plan = await planned({ definitions: [picklist({ entries })] }, { picklists: [picklist()] });
    const option = actionOption(item(plan, "con_Stage"), ["Effect."]);
    assert.equal(option.changes.length, 200);
    assert.equal(option.changes.length + option.moreChanges, item(plan, "con_Stage").changes.length);
    assert.deepEqual(option.effects, ["Effect."]);
  });

  it("says what becomes of the others", async () => {
    const content = {
      definitions: [entity({ name: "con_A", fields: [lookupField(["con_B"])] }), entity({ name: "con_B" })],
    };
    const all = await planned(content, {});
    const without = await planned(content, {}, "skip", "con_B");
    assert.deepEqual(effectsOn(all, without, ref("entity", "con_B")), [
      "Blocks 1 other resource that needs it.",
    ]);
    assert.deepEqual(effectsOn(without, all, ref("entity", "con_B")), [
      "Resolves the errors of 1 other resource.",
    ]);
    assert.deepEqual(effectsOn(all, all, ref("entity", "con_B")), []);
  });
});
