import assert from "node:assert/strict";
import { markdownBlock, markdownCode, markdownTable, markdownText } from "../../../src/core/markdown";

describe("texts in Markdown", () => {
  it("stay readable where they mean nothing", () => {
    for (const text of [
      "Project (con_Project) is new.",
      "1 to create, 2 to update; 0 errors",
      "Straße „x“ → 日本",
    ]) {
      assert.equal(markdownText(text), text);
    }
  });

  const dangerous: [what: string, text: string, gone: RegExp][] = [
    ["emphasis", "**bold** and *slanted* and _under_ and __more__", /\*|(?<!\w)_|_(?!\w)/],
    ["code", "`x`", /`/],
    ["links and images", "[x](http://evil.example) ![x](https://evil.example)", /[[\]!]|:\/\//],
    ["bare addresses", "see https://evil.example or www.evil.example", /:\/\/|www\./],
    ["HTML", '<img src=x onerror="x"> <!-- --> </details>', /[<>]/],
    ["references", "&lt;script&gt;", /&lt;|&gt;/],
    ["cells", "a | b", /\|/],
    ["strikes", "~~x~~", /~/],
    ["formulas", "$x$", /\$/],
    ["mentions of people", "thanks @octocat", /@|&#64;\w/],
    ["mentions of issues", "fixes #12", /(?<!&)#|&#35;\w/],
    ["escapes", "\\<x>", /\\/],
    ["lines", "a\n\n# Title\r\n- item\u2028- x", /[\r\n\u2028]/],
    ["directions and controls", "a\u202eb\u0007c\u2066", /[\u202e\u2066]|\p{Cc}/u],
    ["lists at the start", "- item", /^-/],
    ["other lists at the start", "+ item", /^\+/],
    ["underlines at the start", "===", /^=/],
    ["numbered lists at the start", "1. item", /^1\./],
    ["headings at the start", "# Title", /^#/],
    ["code by indentation", "    code", /^\s/],
  ];
  for (const [what, text, gone] of dangerous) {
    it(`bring no ${what}`, () => assert.doesNotMatch(markdownText(text), gone));
  }

  it("are code only where they are plain names", () => {
    assert.equal(markdownCode("con_Project"), "`con_Project`");
    assert.equal(markdownCode("a`b"), "a&#96;b");
  });

  it("can't end the block that they are in, nor begin a line in it", () => {
    const [start, ...lines] = markdownBlock(["+ ```", "a\n````", "x"], "diff");
    assert.equal(start, "`````diff");
    assert.deepEqual(lines, ["+ ```", "a ````", "x", "`````"]);
    assert.deepEqual(markdownBlock(["x"], ""), ["```", "x", "```"]);
  });

  it("make a table", () => {
    assert.deepEqual(markdownTable(["A", "B"], [["1", "2"]]), ["| A | B |", "| --- | --- |", "| 1 | 2 |"]);
    assert.deepEqual(markdownTable(["A"], []), []);
  });
});
