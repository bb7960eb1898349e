import assert from "node:assert/strict";
import * as fc from "fast-check";
import { findNodeAtLocation, parseTree } from "jsonc-parser";
import { locateAll } from "../../../../src/core/json/locate";
import type { JsonPath } from "../../../../src/core/schema/checked";

/** The paths of all values inside a value, its own included. */
function pathsOf(value: unknown, path: JsonPath = []): JsonPath[] {
  const children = Array.isArray(value)
    ? value.flatMap((item, index) => pathsOf(item, [...path, index]))
    : typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]))
      : [];
  return [path, ...children];
}

describe("locateAll", () => {
  it("finds the places of all values where another parser finds them", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.constantFrom(0, 1, 2), (json, indent) => {
        const value: unknown = JSON.parse(json);
        const text = JSON.stringify(value, null, indent);
        const paths = pathsOf(value);
        const root = parseTree(text)!;
        const expected = paths.map((path) => {
          const before = text.slice(0, findNodeAtLocation(root, [...path])!.offset);
          const lines = before.split("\n");
          return { line: lines.length, column: lines.at(-1)!.length + 1 };
        });
        assert.deepEqual(locateAll(new TextEncoder().encode(text), paths), expected);
      }),
    );
  });

  it("gives a place for each path, in the order of the paths, the same path twice too", () => {
    const bytes = new TextEncoder().encode('{\n"a": [1,\n2],\n"b": {}\n}');
    const paths: JsonPath[] = [["b"], ["a", 1], ["nowhere"], ["a", 1], ["a", 0], []];
    assert.deepEqual(
      locateAll(bytes, paths).map(({ line }) => line),
      [4, 3, 1, 3, 2, 1],
    );
    assert.deepEqual(locateAll(bytes, []), []);
  });

  it("takes an index for no property, and a property for no index", () => {
    const bytes = new TextEncoder().encode('{ "0": {\n"x": [\n5] } }');
    assert.deepEqual(
      locateAll(bytes, [["0", "x", 0], ["0", "x", "0"], [0]]).map(({ line }) => line),
      [3, 2, 1],
    );
  });
});
