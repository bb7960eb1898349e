import assert from "node:assert/strict";
import { ImportHistory } from "../../../../src/core/history/importHistory";
import type { ImportRecord } from "../../../../src/core/history/importRecord";
import { fakeHash, importRecord, recordedResource } from "../../../support/records";

const stage = { type: "picklist", name: "con_Stage" } as const;

function lastId(records: readonly ImportRecord[]): string | undefined {
  return new ImportHistory(records, []).lastImportOf(stage)?.record.id;
}

function undo(undoes: string, overrides: Partial<ImportRecord> = {}): ImportRecord {
  return importRecord({
    id: `undo-of-${undoes}`,
    kind: "undo",
    undoes,
    resources: [recordedResource({ outcome: "restored", sha256: undefined })],
    ...overrides,
  });
}

describe("what the last import left", () => {
  it("is told by the last line that knows it, whatever the times say", () => {
    const records = [
      importRecord({ id: "a", at: "2030-01-01T00:00:00Z" }),
      importRecord({ id: "b", at: "2020-01-01T00:00:00Z" }),
    ];
    assert.equal(lastId(records), "b");
  });

  const left = (id: string, at: string): ImportRecord =>
    importRecord({ id, at, resources: [recordedResource({ sha256: fakeHash(id) })] });
  const lastNow = (now: string, ...records: ImportRecord[]): string | undefined =>
    new ImportHistory(records, []).lastImportOf(stage, (hash) => hash === fakeHash(now))?.record.id;
  const [early, late] = ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00.000Z"];

  it("is told by what the resource is now where times and lines contradict each other", () => {
    assert.equal(lastNow("a", left("a", late), left("b", early)), "a");
    assert.equal(lastNow("b", left("a", late), left("b", early)), "b");
    assert.equal(lastNow("a", left("a", early), left("b", early)), "a");
    assert.equal(lastNow("a", left("a", late), left("c", late), left("b", early)), "a");
  });

  it("is what the last line tells where it was put back since, or changed", () => {
    assert.equal(lastNow("a", left("a", early), left("b", late)), "b");
    assert.equal(lastNow("other", left("a", late), left("b", early)), "b");
  });

  it("isn't told by imports that left nothing of it", () => {
    const without = recordedResource({ outcome: "skipped", sha256: undefined });
    const other = recordedResource({ name: "con_Other" });
    const entity = recordedResource({ type: "entity" });
    assert.equal(
      lastId([importRecord({ id: "a" }), importRecord({ id: "b", resources: [without, other, entity] })]),
      "a",
    );
    assert.equal(lastId([]), undefined);
  });

  it("is what the import before left, once one is taken back", () => {
    const two = [importRecord({ id: "a" }), importRecord({ id: "b" })];
    assert.equal(lastId([...two, undo("b")]), "a");
    assert.equal(lastId([...two, undo("b"), undo("a")]), undefined);
    assert.equal(lastId([...two, undo("b", { kind: "roll-back", resources: [] })]), "a");
    assert.equal(lastId([...two, undo("b"), importRecord({ id: "c" })]), "c");
  });

  it("is still there where taking the import back left it", () => {
    const two = [importRecord({ id: "a" }), importRecord({ id: "b" })];
    const left = recordedResource({ outcome: "left-changed", sha256: undefined, reason: "Changed." });
    const partly = undo("b", { outcome: "partial", resources: [left] });
    assert.equal(lastId([...two, partly]), "b");
    const rest = undo("b", { outcome: "partial" });
    assert.equal(lastId([...two, partly, rest]), "a");
  });

  it("tells the resource as the record has it", () => {
    const resource = recordedResource({ sha256: fakeHash("left") });
    const record = importRecord({ resources: [resource] });
    assert.deepEqual(new ImportHistory([record], []).lastImportOf(stage), { record, resource });
  });
});

describe("the imports as people read them", () => {
  it("are in the order of their times, and each once", () => {
    const [first, second, third] = [
      importRecord({ id: "a", at: "2026-01-01T00:00:00Z" }),
      importRecord({ id: "b", at: "2026-01-01T00:00:00.500Z" }),
      importRecord({ id: "c", at: "2026-01-02T00:00:00Z" }),
    ];
    const history = new ImportHistory([third, first, second, third, undo("a")], []);
    assert.deepEqual(
      history.byTime.map(({ id }) => id),
      ["a", "b", "c"],
    );
  });

  it("are taken back as a whole when one of several tries did so, whatever the order of the lines", () => {
    const record = importRecord({ id: "a" });
    const tries = [undo("a", { id: "whole" }), undo("a", { id: "part", outcome: "partial" })];
    for (const order of [tries, tries.toReversed()]) {
      assert.equal(new ImportHistory([record, ...order], []).takenBackBy("a")?.id, "whole");
    }
  });
});

describe("the imports that stand", () => {
  it("are those that weren't taken back, in the order of the lines", () => {
    const records = [
      importRecord({ id: "a" }),
      importRecord({ id: "b" }),
      undo("a"),
      importRecord({ id: "c" }),
    ];
    const history = new ImportHistory(records, []);
    assert.deepEqual(
      history.standing.map(({ id }) => id),
      ["b", "c"],
    );
    assert.deepEqual(
      new ImportHistory([...records, ...records], []).records.map(({ id }) => id),
      records.map(({ id }) => id),
    );
    assert.equal(history.takenBackBy("a")?.id, "undo-of-a");
    assert.equal(history.takenBackBy("b"), undefined);
  });
});
