import assert from "node:assert/strict";
import { ImportHistory } from "../../../../src/core/history/importHistory";
import type { ImportRecord } from "../../../../src/core/history/importRecord";
import { environmentChildren } from "../../../../src/core/tree/buildTree";
import { historyChildren, historyNode } from "../../../../src/core/tree/historyTree";
import { loadTestEnvironment } from "../../../support/factories";

const common = {
  formatVersion: 1,
  at: "2026-01-31T12:00:00.000Z",
  generator: "envferry/0.0.0",
  package: { name: "spring", createdAt: "2026-01-30T12:00:00Z", source: { name: "dev", displayName: "Dev" } },
  resources: [],
} as const;

const imported = (id: string, outcome: ImportRecord["outcome"] = "complete"): ImportRecord => ({
  ...common,
  resources: [],
  id,
  kind: "import",
  outcome,
});
const takenBack = (
  kind: "undo" | "roll-back",
  undoes: string,
  outcome: ImportRecord["outcome"] = "complete",
): ImportRecord => ({ ...common, resources: [], id: `${kind}-${undoes}`, kind, undoes, outcome });

describe("The history in the tree of an environment", () => {
  const rowsOf = async (history: ImportHistory, limit = 50): Promise<ReturnType<typeof historyChildren>> =>
    historyChildren((await loadTestEnvironment({})).header, history, limit);
  const fates = async (...records: ImportRecord[]): Promise<unknown[]> =>
    (await rowsOf(new ImportHistory(records, []))).map((row) =>
      row.kind === "import" ? [row.record.id, row.fate, row.canUndo] : row.kind,
    );

  it("isn't there before the first import", async () => {
    const environment = await loadTestEnvironment({});
    assert.equal(historyNode(environment.header, ImportHistory.none), undefined);
    assert.deepEqual(
      environmentChildren(environment).map(({ kind }) => kind),
      ["group", "group"],
    );
  });

  it("comes after the groups, with how many imports there were", async () => {
    const environment = await loadTestEnvironment({});
    const history = new ImportHistory([imported("1"), takenBack("undo", "1"), imported("2")], []);
    const last = environmentChildren(environment, history).at(-1);
    assert.ok(last?.kind === "history");
    assert.deepEqual([last.count, last.damaged, last.canUndo], [2, 0, true]);
  });

  it("lists the newest first, each with what became of it; only the last that stands can be undone", async () => {
    assert.deepEqual(
      await fates(
        imported("1"),
        imported("2", "partial"),
        imported("3"),
        takenBack("undo", "3"),
        imported("4", "partial"),
        takenBack("roll-back", "4"),
        imported("5"),
        takenBack("undo", "5", "partial"),
        imported("6"),
        takenBack("roll-back", "6", "partial"),
      ),
      [
        ["6", "partly-rolled-back", false],
        ["5", "partly-undone", false],
        ["4", "rolled-back", false],
        ["3", "undone", false],
        ["2", "partial", true],
        ["1", "complete", false],
      ],
    );
  });

  it("shows as many as asked for, and how many it doesn't", async () => {
    const records = Array.from({ length: 7 }, (_, index) => imported(String(index)));
    const rows = await rowsOf(new ImportHistory(records, []), 5);
    const last = rows.at(-1);
    assert.equal(rows.length, 6);
    assert.ok(last?.kind === "more");
    assert.equal(last.hidden, 2);
    const { header } = await loadTestEnvironment({});
    assert.equal(last.group, historyNode(header, new ImportHistory(records, []))?.id);
    assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
  });

  it("puts damaged lines first", async () => {
    const { header } = await loadTestEnvironment({});
    const file = `${header.folder}/imports.jsonl`;
    const problem = {
      file,
      line: 2,
      column: 1,
      severity: "warning",
      code: "history-damaged",
      message: "Cut.",
    };
    const history = new ImportHistory([imported("1")], [{ ...problem, severity: "warning" }]);
    assert.deepEqual(
      historyChildren(header, history, 50).map((row) =>
        row.kind === "damagedHistory" ? [row.file, row.problem.line] : row.kind,
      ),
      [[file, 2], "import"],
    );
    assert.equal(historyNode(header, history)?.damaged, 1);
  });
});
