import assert from "node:assert/strict";
import { indexOfPart } from "../../../../src/core/compare/partIndex";

/** Parts that count how often their id is read. */
function countingParts(n: number): { readonly parts: readonly object[]; readonly reads: () => number } {
  let reads = 0;
  const parts = Array.from({ length: n }, (_, value) => ({
    get value() {
      reads++;
      return value;
    },
  }));
  return { parts, reads: () => reads };
}

describe("finding parts by their id", () => {
  for (const length of [3, 1_000]) {
    it(`finds each of ${length}, and none where there is none`, () => {
      const { parts } = countingParts(length);
      parts.forEach((_, index) => assert.equal(indexOfPart(parts, "value", index), index));
      assert.equal(indexOfPart(parts, "value", length), -1);
      assert.equal(indexOfPart(parts, "name", 0), -1);
    });

    it(`finds the first of several among ${length}, beside what is no part`, () => {
      const parts = [...Array.from({ length }, () => null), { value: 7 }, { value: 7 }];
      assert.equal(indexOfPart(parts, "value", 7), length);
    });
  }

  it("looks at each part of a long list once, however many are asked for", () => {
    const { parts, reads } = countingParts(10_000);
    for (let id = 0; id < 10_000; id++) {
      indexOfPart(parts, "value", id);
    }
    assert.equal(reads(), 10_000);
  });
});
