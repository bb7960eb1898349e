import assert from "node:assert/strict";
import { describeRecord } from "../../../../../src/core/history/describeRecord";
import { readHistory } from "../../../../../src/core/history/historyFile";
import { ImportHistory } from "../../../../../src/core/history/importHistory";
import { markdownText } from "../../../../../src/core/markdown";
import { performImport, type Imported } from "../../../../../src/core/apply/performImport";
import { undoImport, type Undone } from "../../../../../src/core/apply/undo";
import type { ImportPlan } from "../../../../../src/core/import/importPlan";
import { planImport } from "../../../../../src/core/import/planImport";
import type { SetupAction } from "../../../../../src/core/import/setupAction";
import {
  followedResult,
  movedItems,
  reportText,
  resultOf,
  rolledBackResult,
} from "../../../../../src/host/webviews/import/resultRows";
import { toImportWizard } from "../../../../../src/protocol/importWizard";
import {
  entity,
  entry,
  environmentFiles,
  loadTestEnvironment,
  lookupField,
  openTestPackage,
  picklist,
} from "../../../../support/factories";
import { FaultyFileSystem } from "../../../../support/faultyFileSystem";
import { MemoryFileSystem } from "../../../../support/memoryFileSystem";
import { testHost } from "../../../../support/testAgent";
import { steadyPacer } from "../../../../support/testPlatform";

const definitions = [
  entity({ name: "con_Needing", fields: [lookupField(["con_New"])] }),
  entity({ name: "con_New" }),
  picklist({ name: "con_Changed" }),
  picklist({ name: "con_Same" }),
  picklist({ name: "con_Skipped" }),
];

interface Run {
  readonly fs: FaultyFileSystem;
  readonly plan: ImportPlan;
  readonly applied: Imported;
}

/** Imports the definitions above, with a fault in the writing of one file if wanted. */
async function run(failing?: string, choices: Readonly<Record<string, SetupAction>> = {}): Promise<Run> {
  const fs = new FaultyFileSystem(
    new MemoryFileSystem(
      environmentFiles({
        picklists: [picklist({ name: "con_Changed", entries: [entry(1)] }), picklist({ name: "con_Same" })],
      }),
    ),
  );
  const target = await loadTestEnvironment(fs);
  const pkg = await openTestPackage({ header: { name: "spring", version: "1.0" }, definitions });
  const plan = await planImport(
    pkg,
    target,
    ({ name }) => choices[name] ?? (name === "con_Skipped" ? "skip" : undefined),
    steadyPacer,
  );
  if (failing !== undefined) {
    fs.failOn({ operation: "write", path: `environments/dev/${failing}`, code: "no-space" });
  }
  const applied = await performImport(fs, target, plan, testHost());
  assert.ok("items" in applied);
  return { fs, plan, applied };
}

/** Rolls back what was imported, as far as nobody has changed it since. */
async function rollBack({ fs, applied }: Run): Promise<Undone> {
  const undone = await undoImport(fs, await loadTestEnvironment(fs), testHost(), {
    id: applied.record?.id ?? "",
    whenChanged: "leave",
  });
  assert.ok("items" in undone);
  return undone;
}

const statesOf = ({ rows }: ReturnType<typeof resultOf>): Record<string, string> =>
  Object.fromEntries(rows.map(({ name, state }) => [name.replace("con_", ""), state]));

describe("the result of an import", () => {
  it("tells of every resource of the package once", async () => {
    const { plan, applied } = await run();
    const result = resultOf(plan, applied);
    toImportWizard.imported.parse(result);
    assert.equal(result.outcome, "imported");
    assert.equal(result.message, "3 resources were imported into Dev.");
    assert.deepEqual(statesOf(result), {
      Needing: "imported",
      New: "imported",
      Changed: "imported",
      Same: "unchanged",
      Skipped: "skipped",
    });
    assert.deepEqual([result.canRetry, result.canRollBack], [false, true]);
    assert.deepEqual(
      result.rows.map(({ detail }) => detail),
      ["Created.", "Created.", "Updated: 1 change.", "The target had it already.", "Left alone, as chosen."],
    );
  });

  it("is partly imported when a file can't be written, and says why and who else isn't", async () => {
    const { plan, applied } = await run("entities/con_New.json");
    const result = resultOf(plan, applied);
    assert.equal(result.outcome, "partly");
    assert.match(result.message, /^Only 1 of 3 resources was imported into Dev\./);
    assert.deepEqual(statesOf(result), {
      Needing: "not-attempted",
      New: "failed",
      Changed: "imported",
      Same: "unchanged",
      Skipped: "skipped",
    });
    assert.match(
      result.rows[1]?.detail ?? "",
      /^Can't write environments\/dev\/entities\/con_New\.json: the disk is full\.$/,
    );
    assert.match(
      result.rows[0]?.detail ?? "",
      /needs the entity New \(con_New\), which couldn't be imported\.$/,
    );
    assert.deepEqual([result.canRetry, result.canRollBack], [true, true]);
  });

  it("is not imported when nothing could be written", async () => {
    const { plan, applied } = await run("entities/con_New.json", { con_Changed: "skip" });
    const result = resultOf(plan, applied);
    assert.equal(result.outcome, "not");
    assert.match(result.message, /^Nothing was imported into Dev, which is as it was before\./);
    assert.deepEqual([result.canRetry, result.canRollBack], [true, false]);
    const cancelled = resultOf(plan, { ...applied, cancelled: true });
    assert.match(cancelled.message, /^The import was cancelled\. Dev is as it was before\.$/);
  });

  it("reads differently once it is rolled back", async () => {
    const imported = await run("entities/con_New.json");
    const { plan, applied } = imported;
    const result = rolledBackResult(resultOf(plan, applied), await rollBack(imported));
    toImportWizard.imported.parse(result);
    assert.equal(result.outcome, "undone");
    assert.equal(result.message, "The import was rolled back. Dev is as it was before.");
    assert.equal(statesOf(result)["Changed"], "not-attempted");
    assert.equal(result.canRollBack, false);
  });

  it("says which files can't be rolled back", async () => {
    const imported = await run("entities/con_New.json");
    const { fs, plan, applied } = imported;
    await fs.writeFile("environments/dev/picklists/con_Changed.json", new TextEncoder().encode("{}"));
    const result = rolledBackResult(resultOf(plan, applied), await rollBack(imported));
    assert.equal(result.outcome, "partly");
    assert.match(result.message, /but for 1 file/);
    assert.equal(statesOf(result)["Changed"], "left-changed");
    assert.equal(result.canRollBack, false);
  });

  it("can be rolled back again where a file couldn't be written", async () => {
    const imported = await run("entities/con_New.json");
    const { fs, plan, applied } = imported;
    fs.failOn({
      operation: "write",
      path: "environments/dev/picklists/con_Changed.json",
      code: "no-permission",
    });
    const result = rolledBackResult(resultOf(plan, applied), await rollBack(imported));
    assert.equal(statesOf(result)["Changed"], "left-changed");
    assert.ok(result.canRollBack);
  });

  it("says that a complete import was undone", async () => {
    const imported = await run();
    const result = rolledBackResult(resultOf(imported.plan, imported.applied), await rollBack(imported));
    assert.equal(result.message, "The import was undone. Dev is as it was before.");
    assert.deepEqual([result.outcome, result.canRetry, result.canRollBack], ["undone", false, false]);
  });

  it("says that the history doesn't tell of it", async () => {
    const { plan, applied } = await run();
    const historyProblem = "The history can't tell of this.";
    assert.match(
      resultOf(plan, { ...applied, historyProblem }).message,
      /imported into Dev\. The history can't/,
    );
    const items: Undone["items"] = [];
    assert.match(
      rolledBackResult(resultOf(plan, applied), { items, historyProblem }).message,
      /The history can't/,
    );
  });
});

describe("a result that is followed", () => {
  it("is undone when the history says so, whoever did it, and offers no undo any more", async () => {
    const { fs, plan, applied } = await run();
    const result = resultOf(plan, applied);
    const parts = applied.record ? [applied.record] : [];
    assert.equal(followedResult(result, parts, await readHistory(fs, "environments/dev")), undefined);
    await undoImport(fs, await loadTestEnvironment(fs), testHost());
    const followed = followedResult(result, parts, await readHistory(fs, "environments/dev"));
    assert.ok(followed);
    toImportWizard.imported.parse(followed);
    assert.deepEqual([followed.outcome, followed.canRollBack], ["undone", false]);
    assert.equal(followed.message, "The import was undone. Dev is as it was before.");
    assert.equal(statesOf(followed)["New"], "not-attempted");
    assert.equal(followedResult(followed, parts, await readHistory(fs, "environments/dev")), undefined);
  });

  it("offers no undo when the history doesn't tell of it any more", async () => {
    const { plan, applied } = await run();
    const followed = followedResult(
      resultOf(plan, applied),
      applied.record ? [applied.record] : [],
      ImportHistory.none,
    );
    assert.deepEqual([followed?.outcome, followed?.canRollBack], ["imported", false]);
    assert.match(followed?.message ?? "", /doesn't tell of it any more/);
  });

  it("tells what was imported before as a part of the same import", async () => {
    const { plan, applied } = await run();
    const before = {
      ...applied.record!,
      resources: applied.record!.resources.map((one) => ({
        ...one,
        outcome: one.name === "con_Same" ? ("created" as const) : ("not-imported" as const),
      })),
    };
    const result = resultOf(plan, applied, [before]);
    assert.equal(statesOf(result)["Same"], "imported");
    assert.match(result.message, /1 resource was imported before, as a part of the same import\.$/);
  });
});

describe("what an import takes away", () => {
  it("is told by the result, the report and the history alike", async () => {
    const fs = new MemoryFileSystem(
      environmentFiles({
        picklists: [picklist({ name: "con_Stage", entries: [entry(1), entry(2), entry(3)] })],
      }),
    );
    const target = await loadTestEnvironment(fs);
    const pkg = await openTestPackage({
      definitions: [picklist({ name: "con_Stage", entries: [entry(1)] })],
    });
    const plan = await planImport(pkg, target, () => "overwrite", steadyPacer);
    const applied = await performImport(fs, target, plan, testHost());
    assert.ok("items" in applied && applied.record);
    const result = resultOf(plan, applied);
    const words = "2 changes, removed 2 entries (2, 3)";
    assert.equal(result.rows[0]?.detail, `Updated: ${words}.`);
    const report = reportText(plan, result, { at: applied.record.at, localTime: (at) => at });
    assert.match(report, /\| Overwrite \| Imported \| Updated: 2 changes, removed 2 entries \(2, 3\)\. \|/);
    assert.match(report, /## Removed\n\n- \*\*.*\*\* \(`con_Stage`\): 2 entries \(2, 3\)/);
    assert.match(report, /<details>/);
    const history = describeRecord(applied.record, { target: "Dev" });
    assert.ok(history.includes(words));
    assert.match(history, /## Removed\n\n- .*: 2 entries \(2, 3\)/);
  });
});

describe("the report of an import", () => {
  const time = { at: "2026-02-01T00:00:00.000Z", localTime: () => "1 Feb 2026, 01:00" };

  it("is a Markdown text that tells all of it", async () => {
    const { plan, applied } = await run("entities/con_New.json");
    const text = reportText(plan, resultOf(plan, applied), time);
    assert.deepEqual(text.split("\n").slice(0, 11), [
      "# Partly imported: spring 1.0 into Dev",
      "",
      "Only 1 of 3 resources was imported into Dev. The others are listed below with the reason.",
      "",
      "- Package: spring 1.0, from Source (source)",
      "- Target: Dev (dev)",
      "- When: 1 Feb 2026, 01:00 (2026-02-01 00:00:00 UTC)",
      "",
      "| Resource | Name | Type | Import setup | Result | Detail |",
      "| --- | --- | --- | --- | --- | --- |",
      "| Needing | `con_Needing` | entity | Merge | Not imported | Needing (con_Needing) needs the entity New (con_New), which couldn't be imported. |",
    ]);
    assert.match(
      text,
      /\| Same \| `con_Same` \| picklist \| Merge \| Unchanged \| The target had it already\. \|\n/,
    );
  });

  it("lets no text of the package become markup, a link, an image or a row", async () => {
    const nasty = "![x](http://evil.example) [y](z) <img> @octocat | `c`\n# T \u202e";
    const { plan, applied } = await run();
    const result = resultOf(plan, applied);
    const [first] = result.rows;
    assert.ok(first);
    const { manifest } = plan.package;
    const source = { ...manifest.source, displayName: nasty };
    const renamed = {
      ...plan,
      package: { ...plan.package, manifest: { ...manifest, name: nasty, source } },
      environment: { ...plan.environment, displayName: nasty },
    };
    const rows = [{ ...first, displayName: nasty, detail: nasty }];
    const text = reportText(renamed, { ...result, message: nasty, rows }, time);
    assert.doesNotMatch(text.replaceAll(/\| --- /g, ""), /!\[|\]\(|<img|@octocat|:\/\/|`c`|\n# T|\u202e/);
    assert.ok(text.includes(markdownText(nasty)));
    assert.equal(text.split("\n").filter((line) => line.startsWith("|")).length, 3);
  });
});

describe("what moved between two plans", () => {
  it("is nothing when they do the same", async () => {
    const [one, two] = [await run(), await run()];
    assert.deepEqual(movedItems(one.plan, two.plan), []);
  });

  it("is what would be done differently", async () => {
    const [one, two] = [await run(), await run(undefined, { con_Changed: "add", con_Same: "skip" })];
    assert.deepEqual(movedItems(one.plan, two.plan), ["Changed (con_Changed)", "Same (con_Same)"]);
  });
});
