import assert from "node:assert/strict";
import fc from "fast-check";
import { weave } from "../../../../src/core/import/weave";
import { runs } from "../schema/propertyRuns";

const items = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e", "f", "g"));

describe("weave", () => {
  it("puts what only the second has behind what precedes it there", () => {
    assert.deepEqual(weave(["a", "b"], ["a", "x", "y", "b", "z"]), ["a", "x", "y", "b", "z"]);
    assert.deepEqual(weave(["b", "a"], ["a", "x", "b", "y"]), ["b", "y", "a", "x"]);
  });

  it("puts what precedes everything at the start", () => {
    assert.deepEqual(weave(["a"], ["x", "y", "a"]), ["x", "y", "a"]);
    assert.deepEqual(weave([0, 1], [-1, 1, 2]), [-1, 0, 1, 2]);
  });

  it("keeps either side as it is where the other is empty", () => {
    assert.deepEqual(weave(["a", "b"], []), ["a", "b"]);
    assert.deepEqual(weave([], ["a", "b"]), ["a", "b"]);
  });

  it("keeps the order of the first, and each item of both once", () => {
    fc.assert(
      fc.property(items, items, (leading, following) => {
        const woven = weave(leading, following);
        assert.deepEqual(
          woven.filter((item) => leading.includes(item)),
          leading,
        );
        assert.deepEqual([...woven].sort(), [...new Set([...leading, ...following])].sort());
      }),
      runs(500),
    );
  });

  it("changes nothing when its result is woven again", () => {
    fc.assert(
      fc.property(items, items, (leading, following) => {
        const woven = weave(leading, following);
        assert.deepEqual(weave(leading, woven), woven);
        assert.deepEqual(weave(woven, following), woven);
        assert.deepEqual(weave(woven, leading), woven);
      }),
      runs(500),
    );
  });
});
