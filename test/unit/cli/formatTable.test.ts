import assert from "node:assert/strict";
import { formatTable } from "../../../src/cli/style";

describe("a table of the command line", () => {
  it("has its columns as wide as their widest cell, and numbers to the right", () => {
    assert.equal(
      formatTable(
        ["Name", "Fields"],
        [
          ["Project", { number: 7 }],
          ["A", { number: 1200 }],
        ],
      ),
      ["Name     Fields", "Project       7", "A         1,200"].join("\n"),
    );
  });

  it("has the same columns all the way down, however long it is", () => {
    const rows = Array.from({ length: 650 }, (_, index) => [
      index === 649 ? "the widest of all" : `row ${index}`,
      "x",
    ]);
    const lines = formatTable(["Name", "Mark"], rows).split("\n");
    assert.equal(lines.length, 651);
    const column = "the widest of all  ".length;
    assert.equal(lines[0], `${"Name".padEnd(column)}Mark`);
    assert.deepEqual(
      lines.slice(1).filter((line) => line.indexOf("x", column) !== column),
      [],
    );
    assert.equal(lines[650], "the widest of all  x");
  });

  it("is its headline alone when it has no rows", () => {
    assert.equal(formatTable(["Name", "Mark"], []), "Name  Mark");
  });
});
