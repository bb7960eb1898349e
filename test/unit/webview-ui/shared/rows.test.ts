import assert from "node:assert/strict";
import { filterRows, nextSort, sortRows, type SortKeys } from "../../../../webview-ui/shared/rows";

interface Row {
  readonly name: string;
  readonly displayName: string;
  readonly parts?: number;
}

const row = (name: string, displayName: string, parts?: number): Row => ({ name, displayName, parts });
const names = (rows: readonly Row[]): string[] => rows.map(({ name }) => name);

describe("filterRows", () => {
  const rows = [row("con_Project", "Project"), row("con_Stage", "Project stage"), row("Account", "Company")];

  it("gives the very rows where there is nothing to look for", () => {
    assert.equal(filterRows(rows, ""), rows);
    assert.equal(filterRows(rows, "  \t "), rows);
  });

  it("finds by name and by display name, in whatever letter case", () => {
    assert.deepEqual(names(filterRows(rows, "ACC")), ["Account"]);
    assert.deepEqual(names(filterRows(rows, "company")), ["Account"]);
    assert.deepEqual(names(filterRows(rows, "con_")), ["con_Project", "con_Stage"]);
  });

  it("finds only where all words occur, in whatever order", () => {
    assert.deepEqual(names(filterRows(rows, "stage con_")), ["con_Stage"]);
    assert.deepEqual(names(filterRows(rows, "project company")), []);
  });

  it("doesn't find what begins in the one name and ends in the other", () => {
    assert.deepEqual(names(filterRows([row("b", "a")], "ab")), []);
    assert.deepEqual(names(filterRows([row("ct", "proje")], "project")), []);
  });

  it("finds a text as it stands, not as a pattern", () => {
    assert.deepEqual(names(filterRows([row("a.b", "x"), row("a+b", "x")], "a.b")), ["a.b"]);
  });
});

describe("sortRows", () => {
  const keys: SortKeys<Row> = { displayName: (one) => one.displayName, parts: (one) => one.parts };
  const rows = [row("1", "item 10", 3), row("2", "Item 9"), row("3", "ärger", 20), row("4", "Zoo", 3)];
  const sorted = (column: string, direction: "ascending" | "descending" = "ascending"): string[] =>
    names(sortRows(rows, { column, direction }, keys));

  it("orders texts as people do: letter case doesn't count, numbers do", () => {
    assert.deepEqual(sorted("displayName"), ["3", "2", "1", "4"]);
    assert.deepEqual(sorted("displayName", "descending"), ["4", "1", "2", "3"]);
  });

  it("orders numbers by value, and puts rows without one last in both directions", () => {
    assert.deepEqual(sorted("parts"), ["1", "4", "3", "2"]);
    assert.deepEqual(sorted("parts", "descending"), ["3", "1", "4", "2"]);
  });

  it("leaves rows alone for a column that orders by nothing", () => {
    assert.equal(sortRows(rows, { column: "other", direction: "ascending" }, keys), rows);
    assert.equal(sortRows(rows, { column: "constructor", direction: "ascending" }, keys), rows);
  });

  it("changes no list that it is given", () => {
    sorted("displayName");
    assert.deepEqual(names(rows), ["1", "2", "3", "4"]);
  });
});

describe("nextSort", () => {
  it("turns a column round, and begins each other one ascending", () => {
    const first = nextSort({ column: "a", direction: "descending" }, "b");
    const second = nextSort(first, "b");
    const third = nextSort(second, "b");
    assert.deepEqual(
      [first, second, third].map(({ column, direction }) => `${column} ${direction}`),
      ["b ascending", "b descending", "b ascending"],
    );
  });
});
