import assert from "node:assert/strict";
import * as fc from "fast-check";
import { countProperties, tallyJson, type JsonTally } from "../../../../src/core/json/tallyJson";

const tallyOf = (text: string): JsonTally => tallyJson(new TextEncoder().encode(text));
const countOf = (text: string): number => tallyOf(text).values;

describe("tallyJson", () => {
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

  it("counts as many properties as the parsed value has", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        assert.equal(tallyOf(text).properties, countProperties(JSON.parse(text)));
      }),
    );
  });

  it("counts properties that are there twice twice, __proto__ too, and none in texts", () => {
    assert.equal(tallyOf('{ "a": 1, "\\u0061": 2, "b": "c: {:" }').properties, 3);
    assert.equal(countProperties(JSON.parse('{ "a": 1, "a": 2, "__proto__": [{ "b": null }] }')), 3);
    assert.equal(tallyOf('{ "__proto__": [{ "b": null }] }').properties, 2);
  });

  it("can't tell of what is nested too deep", () => {
    let deep: unknown = {};
    for (let level = 0; level < 200_000; level++) {
      deep = [deep];
    }
    assert.equal(countProperties(deep), undefined);
  });

  const long = ["1234567890123456", "-123456789012345", "0.12345678901234", "1e5", "[2E-7]", '{ "a":1e+400}'];
  const short = ["123456789012345", "-0.5", "true", "false", "null", '"1234567890123456e"', '["1e5", 1, 2]'];
  for (const text of [...long, ...short]) {
    it(`finds ${long.includes(text) ? "a" : "no"} long number in ${text}`, () => {
      assert.equal(tallyOf(text).hasLongNumber, long.includes(text));
    });
  }
});
