import assert from "node:assert/strict";
import * as fc from "fast-check";
import { readJson } from "../../../../src/core/json/readJson";
import { assertSentence } from "../../../support/assertSentence";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** "3:10" for JSON that breaks off there. */
function placeOfProblem(content: string | Uint8Array): string {
  const read = readJson(typeof content === "string" ? encode(content) : content);
  assert.ok(!read.ok);
  const [problem, ...others] = read.problems;
  assert.deepEqual(others, []);
  assertSentence(problem!.message);
  return `${problem!.position.line}:${problem!.position.column}`;
}

describe("readJson", () => {
  it("reads every kind of value", () => {
    const value = { a: [1, -2.5e3, true, false, null, 'ü🚀\n"\\'], b: {} };
    assert.deepEqual(readJson(encode(JSON.stringify(value, null, 2))), { ok: true, value });
  });

  it("reads JSON with a byte order mark and with line ends of Windows", () => {
    assert.deepEqual(readJson(encode('\ufeff{\r\n"a": 1\r\n}\r\n')), { ok: true, value: { a: 1 } });
  });

  it("takes a key named __proto__ for data", () => {
    const read = readJson(encode('{"__proto__":{"a":1}}'));
    assert.ok(read.ok);
    assert.ok(Object.hasOwn(read.value as object, "__proto__"));
  });

  const broken: Record<string, [content: string | Uint8Array, place: string]> = {
    nothing: ["", "1:1"],
    "only white space": [" \n\t\r\n", "1:1"],
    "a word": ['{\n  "a": tru\n}', "2:8"],
    "single quotes": ["{ 'a': 1 }", "1:3"],
    "a key without quotes": ["{\n  a: 1\n}", "2:3"],
    "a missing comma between properties": ['{\n  "a": 1\n  "b": 2\n}', "3:3"],
    "a missing comma between items": ["[1 2]", "1:4"],
    "a missing colon": ['{ "a" 1 }', "1:7"],
    "a missing value": ['{ "a": }', "1:8"],
    "a comma after the last property": ['{\n  "a": 1,\n}', "3:1"],
    "a comma after the last item": ["[1,\n 2,\n]", "3:1"],
    "a comment to the end of the line": ['{\n  // why\n  "a": 1\n}', "2:3"],
    "a comment in between": ['{ "a": /* why */ 1 }', "1:8"],
    "a comment at the end": ["{}\n// end", "2:1"],
    "a comment that isn't closed": ["{} /* end", "1:4"],
    "a text that isn't closed": ['{\n  "a": "b\n}', "2:8"],
    "a brace that isn't closed": ['{ "a": {\n', "2:1"],
    "a bracket that isn't closed": ['{ "a": [1, 2\n', "2:1"],
    "something after the end": ["{}\n{}", "2:1"],
    "a closing brace too many": ["{}}", "1:3"],
    "a bracket closed by a brace": ['{ "a": [1 }', "1:11"],
    "a number with a leading zero": ['{ "a": 01 }', "1:9"],
    "a number with a plus": ['{ "a": +1 }', "1:8"],
    "a number that ends with a dot": ['{ "a": 1. }', "1:8"],
    "a number of no digits": ['{ "a": - }', "1:8"],
    NaN: ['{ "a": NaN }', "1:8"],
    "an escape that doesn't exist": ['{ "a": "\\x" }', "1:8"],
    "an escape that is cut off": ['{ "a": "\\u12" }', "1:8"],
    "a tab inside a text": ['{ "a": "\t" }', "1:8"],
    "a line end inside a text": ['{ "a": "b\nc" }', "1:8"],
    "a space that isn't a JSON one": ['{\u00a0"a": 1 }', "1:2"],
    "lines that end like those of Windows": ['{\r\n  "a": 1,\r\n}\r\n', "3:1"],
    "characters outside the basic plane before it": ['{ "🚀": x }', "1:9"],
    "a byte order mark before it": ["\ufeff{ x }", "1:3"],
    "a byte that isn't UTF-8": [Uint8Array.of(0x7b, 0xff, 0x7d), "1:1"],
    "Latin-1": [Buffer.from('{"a":"Größe"}', "latin1"), "1:1"],
    "UTF-16 with a byte order mark": [Buffer.from('\ufeff{"a":1}', "utf16le"), "1:1"],
    "a surrogate in UTF-8": [Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), "1:1"],
  };
  for (const [what, [content, place]] of Object.entries(broken)) {
    it(`refuses ${what} and says where`, () => {
      assert.equal(placeOfProblem(content), place);
    });
  }

  it("refuses brackets nested very deep, without an exception", () => {
    for (const opening of ["[", '{"a":']) {
      const read = readJson(encode(opening.repeat(200_000)));
      assert.equal(read.ok, false);
    }
  });

  it("refuses exactly what JSON.parse refuses, and can always say what and where", () => {
    const sound = JSON.stringify(
      { name: "con_A", fields: [{ n: -1.5, t: "a\\u00e4\n" }, null], x: {} },
      null,
      1,
    );
    const pieces = fc.constantFrom(
      ..."{}[],:\"\\/*-+.0eE \n\tufx'\u0001\u00a0",
      "//",
      "/*",
      "true",
      "\\u12",
      "🚀",
    );
    const edit = fc.tuple(fc.nat(sound.length), fc.nat(3), pieces);
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
        const edited = edits.reduce(
          (all, [at, gone, piece]) => all.slice(0, at) + piece + all.slice(at + gone),
          sound,
        );
        // An edit may have torn a surrogate pair apart, which UTF-8 can't say.
        const text = new TextDecoder().decode(encode(edited));
        let expected: unknown;
        try {
          expected = { ok: true, value: JSON.parse(text) as unknown };
        } catch {
          const read = readJson(encode(text));
          assert.ok(!read.ok);
          const { message, position } = read.problems[0]!;
          assertSentence(message);
          assert.doesNotMatch(message, /can't be read/, text);
          const lines = text.split("\n");
          assert.ok(position.line <= lines.length && position.column <= lines[position.line - 1]!.length + 1);
          return;
        }
        assert.deepEqual(readJson(encode(text)), expected);
      }),
      { numRuns: 3_000 },
    );
  });
});
