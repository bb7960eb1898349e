import assert from "node:assert/strict";
import { layOutSections, type Section } from "../../../../src/cli/reports/limitedText";

/** Blocks of one line of ten characters, its end included. */
const section = (title: string, amount: number, reserve: number): Section => ({
  head: [title.padEnd(9, "-")],
  blocks: Array.from({ length: amount }, (_, index) => ({ lines: [`${title}${index}`.padEnd(9, ".")] })),
  singular: "line",
  reserve,
});
const linesOf = (text: string, title: string): number =>
  text.match(new RegExp(`^${title}\\d+\\.`, "gm"))?.length ?? 0;

describe("layOutSections", () => {
  it("shows everything that fits, and nothing of a section without blocks", () => {
    const text = layOutSections([section("a", 2, 0), section("b", 0, 0), section("c", 1, 0)], 1_000);
    assert.equal(text, "a--------\na0.......\na1.......\nc--------\nc0.......\n");
  });

  it("gives the first all the room but what those behind it reserve and need", () => {
    const text = layOutSections(
      [section("a", 500, 100), section("b", 3, 400), section("c", 500, 300)],
      2_000,
    );
    assert.ok(text.length <= 2_000, `${text.length}`);
    assert.equal(linesOf(text, "b"), 3);
    assert.ok(linesOf(text, "a") > 100 && linesOf(text, "c") > 10);
  });

  it("counts what it leaves out, as many as it stands for", () => {
    const many = { lines: ["x".repeat(500)], amount: 70 };
    const text = layOutSections(
      [{ head: [], blocks: [{ lines: ["y"] }, many, many], singular: "line", reserve: 0 }],
      300,
    );
    assert.equal(text, "y\n\n140 more lines, for which there is no room here.\n");
  });
});
