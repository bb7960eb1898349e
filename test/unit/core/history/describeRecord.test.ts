import assert from "node:assert/strict";
import { describeRecord } from "../../../../src/core/history/describeRecord";
import { recordedOutcomes } from "../../../../src/core/history/importRecord";
import { importRecord, recordedResource } from "../../../support/records";

/** The rows of the table, each as its cells. */
function rowsOf(markdown: string): string[][] {
  const lines = markdown.split("\n").filter((line) => line.startsWith("|"));
  return lines.slice(2).map((line) =>
    line
      .slice(2, -2)
      .split(" | ")
      .map((cell) => cell.trim()),
  );
}

describe("the report of an import", () => {
  const record = importRecord({
    package: {
      name: "Sales",
      version: "1.2.0",
      createdAt: "2026-01-30T08:00:00Z",
      source: { name: "dev", displayName: "Development" },
    },
    outcome: "partial",
    resources: [
      recordedResource(),
      recordedResource({
        name: "con_Changed",
        displayName: "Changed",
        outcome: "updated",
        detail: "3 changes",
      }),
      recordedResource({
        type: "entity",
        name: "con_Project",
        displayName: "Project",
        action: "overwrite",
        outcome: "not-imported",
        reason: "Can't write it: the disk is full.",
      }),
    ],
  });

  it("says what, when, from where and how it ended", () => {
    const report = describeRecord(record);
    assert.match(report, /^# Import of Sales 1\.2\.0\n/);
    assert.match(report, /\*\*Partial\*\*: 1 not imported, 1 created, 1 updated\./);
    assert.match(report, /2026-01-31 12:00:00 UTC/);
    assert.match(report, /Development \(`dev`\), exported on 2026-01-30 08:00:00 UTC/);
    assert.match(report, /envferry\/0\.0\.0/);
    assert.ok(report.endsWith("\n"));
  });

  it("lists every resource with what became of it and why, what failed first", () => {
    assert.deepEqual(rowsOf(describeRecord(record)), [
      [
        "Project",
        "`con_Project`",
        "entity",
        "Overwrite",
        "**not imported**",
        "Can't write it: the disk is full.",
      ],
      ["Stage", "`con_Stage`", "picklist", "Merge", "created", ""],
      ["Changed", "`con_Changed`", "picklist", "Merge", "updated", "3 changes"],
    ]);
  });

  it("knows every outcome, and every kind of record", () => {
    const resources = recordedOutcomes.map((outcome) => recordedResource({ outcome }));
    assert.equal(rowsOf(describeRecord(importRecord({ resources }))).length, recordedOutcomes.length);
    assert.match(
      describeRecord(importRecord({ kind: "undo", undoes: "0" })),
      /^# Undo of the import of Test\n/,
    );
    assert.match(
      describeRecord(importRecord({ kind: "roll-back", undoes: "0" })),
      /^# Roll-back of the import of Test\n/,
    );
    assert.match(describeRecord(importRecord({ resources: [] })), /nothing was changed[^]*None\./);
  });

  it("says when it was taken back", () => {
    const undo = importRecord({ kind: "undo", undoes: "1", at: "2026-02-01T00:00:00Z" });
    assert.match(describeRecord(record, { takenBack: undo }), /It was undone on 2026-02-01 00:00:00 UTC\./);
    assert.match(
      describeRecord(record, { takenBack: { ...undo, kind: "roll-back", outcome: "partial" } }),
      /It was rolled back in part on/,
    );
    assert.doesNotMatch(describeRecord(record), /undone|rolled back/);
  });

  it("lets no text of a package become markup", () => {
    const hostile = "<img src=x onerror=alert(1)> [a](command:x) ![b](http://c) | **d** `e`\n# f\n---";
    const report = describeRecord(
      importRecord({
        package: {
          name: hostile,
          version: hostile,
          createdAt: "2026-01-30T08:00:00Z",
          source: { name: hostile, displayName: hostile },
        },
        generator: hostile,
        resources: [recordedResource({ displayName: hostile, reason: hostile, detail: hostile })],
      }),
    );
    assert.doesNotMatch(report, /<img|\]\(|http:\/\/|\*\*d/);
    assert.equal(report.split("\n").filter((line) => line.startsWith("#")).length, 2);
    assert.deepEqual(
      rowsOf(report).map((cells) => cells.length),
      [6],
    );
  });
});
