import assert from "node:assert/strict";
import fc from "fast-check";
import { beginningOf, characterStart, excerpts } from "../../../src/core/excerpts";
import { printable } from "../../../src/core/text";
import { runs } from "./schema/propertyRuns";

const family = "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}";
const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
const charactersOf = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment);

/** Texts of letters, accents, emoji of one and of several code points. */
const texts = fc
  .array(fc.constantFrom("a", "b", " ", "e\u0301", "\u{1f600}", family, "\u{1f1e9}\u{1f1ea}"), {
    maxLength: 150,
  })
  .map((parts) => parts.join(""));

describe("excerpts", () => {
  it("are the whole texts as long as they are short", () => {
    assert.deepEqual(excerpts(["one", "two"]), ["one", "two"]);
    const sixty = family.repeat(60);
    assert.deepEqual(excerpts([sixty, ""]), [sixty, ""]);
  });

  it("have what differs, in the middle where there is room", () => {
    const [left, right] = excerpts(
      [`${"a".repeat(100)}old${"z".repeat(100)}`, `${"a".repeat(100)}new${"z".repeat(100)}`],
      20,
    );
    assert.match(left ?? "", /^…a{7,12}oldz+…$/);
    assert.match(right ?? "", /^…a{7,12}newz+…$/);
  });

  it("have the beginning of what differs, where that is long", () => {
    const [left, right] = excerpts(
      [`${"a".repeat(100)}${"1".repeat(100)}`, `${"a".repeat(100)}${"2".repeat(90)}`],
      40,
    );
    assert.match(left ?? "", /^…a{12}1+…$/);
    assert.match(right ?? "", /^…a{12}2+…$/);
  });

  it("differ where the texts do, cut no character, and are no longer than allowed", () => {
    fc.assert(
      fc.property(texts, texts, texts, fc.integer({ min: 20, max: 60 }), (start, middle, end, most) => {
        const whole = [`${start}${middle}${end}`, `${start}x${end}`];
        const cut = excerpts(whole, most);
        assert.equal(cut[0] === cut[1], whole[0] === whole[1]);
        cut.forEach((excerpt, index) => {
          const shown = excerpt.replace(/^…|…$/g, "");
          const characters = charactersOf(whole[index] ?? "");
          assert.ok(
            `\n${characters.join("\n")}\n`.includes(`\n${charactersOf(shown).join("\n")}\n`) || shown === "",
            excerpt,
          );
          assert.ok(charactersOf(excerpt).length <= most);
        });
      }),
      runs(400),
    );
  });

  it("begin with a whole character, however many code units each has", () => {
    const colored =
      "\u{1f468}\u{1f3fd}\u200d\u{1f469}\u{1f3fd}\u200d\u{1f467}\u{1f3fd}\u200d\u{1f466}\u{1f3fd}";
    const long = colored.repeat(300);
    for (const excerpt of excerpts([`${long}1${long}`, `${long}2${long}`])) {
      const others = charactersOf(excerpt).filter((character) => character !== colored);
      assert.match(others.join(""), /^…[12]…$/);
    }
  });

  it("take no time for very long texts", () => {
    const long = "abc ".repeat(2_000_000);
    const [left, right] = excerpts([`${long}1`, `${long}2`]);
    assert.ok(left?.endsWith("abc 1") && right?.endsWith("abc 2"));
  });

  it("stay short for a character that is longer than anything", () => {
    const marks = `a${"\u0301".repeat(5_000)}`;
    for (const excerpt of excerpts([marks, `b${marks}`])) {
      assert.ok(excerpt.length <= 1_100, String(excerpt.length));
    }
  });
});

describe("the beginning of a text", () => {
  it("ends between two characters", () => {
    const text = `${"a".repeat(55)}${family.repeat(5)}`;
    assert.equal(beginningOf(text), text);
    assert.equal(beginningOf(family.repeat(100)), `${family.repeat(58)}…`);
  });
});

describe("what is shortened in its middle", () => {
  it("has no halves of characters", () => {
    for (let length = 50; length < 80; length++) {
      const short = printable(`${"x".repeat(length)}${family.repeat(20)}e\u0301${"y".repeat(length)}`, 100);
      assert.ok(short.length <= 100);
      assert.deepEqual(
        charactersOf(short).filter((character) => !["x", "y", "…", family, "e\u0301"].includes(character)),
        [],
      );
    }
    assert.equal(characterStart(family, 3), 0);
    assert.equal(characterStart(family, family.length), family.length);
  });
});
