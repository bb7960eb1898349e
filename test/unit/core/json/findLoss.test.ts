import assert from "node:assert/strict";
import { findLoss } from "../../../../src/core/json/findLoss";

const lossOf = (text: string): string | undefined => findLoss(new TextEncoder().encode(text));

describe("findLoss", () => {
  const kept = [
    "{}",
    '{ "a": 1, "b": { "a": 1 }, "c": [{ "a": 1 }, { "a": 1 }] }',
    "0",
    "-0",
    "0.0",
    "1.0",
    "1e5",
    "1.5E-7",
    "123456789012345",
    "-123456789012345000000",
    "9007199254740991",
    "9007199254740992",
    "1234567890123456e5",
    "0.1",
    "1e308",
    "1e-300",
    '"9007199254740993"',
    '{ "__proto__": 1 }',
    "\ufeff[1]",
  ];
  for (const text of kept) {
    it(`finds none in ${text}`, () => {
      assert.equal(lossOf(text), undefined);
    });
  }

  const lost: Record<string, [text: string, ...names: string[]]> = {
    "a property twice": ['{ "a": 1,\n "a": 2 }', '"a"', "line 2"],
    "a property twice that is written differently": ['{ "a": 1, "\\u0061": 2 }', '"a"'],
    "a property twice further down": ['{ "x": [{ "y": {\n"b": 1, "b": 1 } }] }', '"b"', "line 2"],
    "__proto__ twice": ['{ "__proto__": 1, "__proto__": 1 }', '"__proto__"'],
    "a whole number of 64 bits": ['{ "maximum":\n9223372036854775807 }', "9223372036854775807", "line 2"],
    "a negative one": ["-9007199254740993", "-9007199254740993"],
    "a fraction of many digits": ["[0.12345678901234567890]", "0.12345678901234567890"],
    "a number that is too large": ["1e400", "1e400"],
    "a number that is too small": ["1e-400", "1e-400"],
  };
  for (const [what, [text, ...names]] of Object.entries(lost)) {
    it(`finds ${what}, and names it`, () => {
      const loss = lossOf(text);
      names.forEach((name) => assert.ok(loss?.includes(name), `${loss} doesn't name ${name}`));
    });
  }

  it("looks as deep as definitions may be nested, and deeper", () => {
    const deep = (depth: number): string => `${"[".repeat(depth)}${"]".repeat(depth)}`;
    assert.equal(lossOf(deep(1_000)), undefined);
    assert.ok(lossOf(`{"a":${deep(1_000)},"a":1}`));
  });
});
