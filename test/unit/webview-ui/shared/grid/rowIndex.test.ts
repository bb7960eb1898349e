import assert from "node:assert/strict";

import { indexRows, nearestRemaining, type RowIndex } from "../../../../../webview-ui/shared/grid/rowIndex";

const indexOf = (...ids: string[]): RowIndex<string> => indexRows(ids, (id) => id);

describe("The index of a grid's rows", () => {
  it("knows where rows stand, and which aren't there", () => {
    const index = indexOf("a", "b", "c");
    assert.equal(index.indexOf("c"), 2);
    assert.equal(index.indexOf("d"), -1);
    assert.equal(index.indexOf(undefined), -1);
    assert.equal(index.idAt(1), "b");
    assert.equal(index.idAt(3), undefined);
    assert.equal(index.idAt(-1), undefined);
  });

  it("names the rows between two, in the list's order", () => {
    const index = indexOf("a", "b", "c", "d");
    assert.deepEqual(index.idsBetween(2, 1), ["b", "c"]);
    assert.deepEqual(index.idsBetween(3, 3), ["d"]);
  });
});

describe("The row that takes the place of one that has gone", () => {
  const before = indexOf("a", "b", "c", "d", "e");
  const successorOfC = (...ids: string[]): string | undefined => {
    const after = indexOf(...ids);
    return after.idAt(nearestRemaining("c", before, after));
  };

  it("is the next one below", () => {
    assert.equal(successorOfC("a", "b", "d", "e"), "d");
  });

  it("is the one above where that is nearer", () => {
    assert.equal(successorOfC("a", "b", "e"), "b");
    assert.equal(successorOfC("a", "b"), "b");
  });

  it("is found wherever it stands now", () => {
    assert.equal(successorOfC("e", "a", "x", "d"), "d");
  });

  it("is the one in its place where no row is left, or the last", () => {
    assert.equal(successorOfC("v", "w", "x", "y"), "x");
    assert.equal(successorOfC("v"), "v");
  });

  it("is none where there are no rows", () => {
    assert.equal(nearestRemaining("c", before, indexOf()), -1);
  });
});
