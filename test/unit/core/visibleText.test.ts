import assert from "node:assert/strict";
import fc from "fast-check";
import { foldLabel, looksSame, shapeOf, visibleText } from "../../../src/core/visibleText";
import { runs } from "./schema/propertyRuns";

describe("what can be seen of a text", () => {
  for (const [what, one, other] of [
    ["composed and decomposed accents", "Gen\u00e8ve", "Gene\u0300ve"],
    ["white space at its ends", "Open", " Open\t"],
    ["spaces that don't break", "In progress", "In\u00a0progress"],
    ["several spaces and line ends", "In progress", "In \r\n  progress"],
    ["soft hyphens and joiners", "Kenntnis", "Kennt\u00adn\u200bis"],
    ["marks of direction and of byte order", "Open", "\ufeff\u200eOpen\u200f"],
    ["joiners between a letter and its accent", "\u00e9", "e\u034f\u0301"],
    ["control characters", "Open", "Op\u0007en"],
    ["selectors of variants", "\u2764", "\u2764\ufe0f"],
  ] as const) {
    it(`leaves out ${what}`, () => {
      assert.equal(visibleText(one), visibleText(other));
      assert.ok(looksSame(one, other));
    });
  }

  it("takes Cyrillic and Greek letters for the Latin ones that they look like", () => {
    assert.ok(looksSame("Open", "\u041eр\u0435n"));
    assert.ok(looksSame("ATHEN", "\u0391\u03a4\u0397\u0395\u039d"));
    assert.notEqual(visibleText("Open"), visibleText("\u041ep\u0435n"));
  });

  it("tells apart what looks different", () => {
    for (const [one, other] of [
      ["Open", "open"],
      ["Zurich", "Z\u00fcrich"],
      ["Inprogress", "In progress"],
      ["\u0412", "\u0432"],
      ["\u{1f468}\u200d\u{1f469}\u200d\u{1f467}", "\u{1f468}\u{1f469}\u{1f467}"],
      [
        "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
      ],
    ] as const) {
      assert.ok(!looksSame(one, other), `${one} ${other}`);
    }
  });

  it("is one for each text, and the same of itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        assert.equal(visibleText(visibleText(text)), visibleText(text));
        assert.equal(shapeOf(shapeOf(text)), shapeOf(text));
        assert.ok(looksSame(text, ` ${text}\u00a0`));
      }),
      runs(300),
    );
  });

  it("is the whole text where it is made of letters that can't be anything else", () => {
    const letters = fc.string({
      unit: fc.constantFrom(..."aZ~!\u00e9\u00df\u0153\u02ff\u4e2d\ud55c\u03a9\u0439\u0451 "),
    });
    fc.assert(
      fc.property(letters, (text) => {
        const folded = text.replace(/ +/g, " ").trim();
        assert.equal(visibleText(text), folded);
        assert.equal(folded.normalize("NFC"), folded);
      }),
      runs(300),
    );
  });

  it("takes no notice of letter case in labels, and of nothing that can't be seen", () => {
    assert.equal(foldLabel("In Progress "), foldLabel("in\u00a0progress"));
    assert.notEqual(foldLabel("Open"), foldLabel("Opened"));
  });
});
