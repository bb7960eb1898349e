import assert from "node:assert/strict";
import * as fc from "fast-check";
import { countValues } from "../../../../src/core/json/countValues";

const countOf = (text: string): number => countValues(new TextEncoder().encode(text));

describe("countValues", () => {
  const cases: Record<string, number> = {
    "": 0,
    "{}": 1,
    "[1, 2, 3]": 3,
    '{ "a": [], "b": {} }': 4,
    '",[{"': 0,
    '"\\",[{"': 0,
    '["\\\\",[]]': 3,
    '"never closed, [': 0,
  };
  for (const [text, count] of Object.entries(cases)) {
    it(`counts ${count} in ${text}`, () => assert.equal(countOf(text), count));
  }

  it("never counts less than half of the values there are, nor more than there are bytes", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        let values = 0;
        JSON.parse(text, () => void values++);
        assert.ok(countOf(text) * 2 + 1 >= values);
        assert.ok(countOf(text) <= text.length);
      }),
    );
  });
});
