import assert from "node:assert/strict";

import {
  createRangeSelection,
  type RangeSelection,
} from "../../../../../webview-ui/shared/grid/rangeSelection";
import { indexRows } from "../../../../../webview-ui/shared/grid/rowIndex";
import { selectionOf } from "../../../../../webview-ui/shared/grid/selection";

const idOf = (id: string): string => id;

describe("The state of a grid's header", () => {
  const stateOf = (rows: string[], ...selected: string[]): string =>
    selectionOf(rows, idOf, new Set(selected));

  it("is about the rows shown, whatever else is selected", () => {
    assert.equal(stateOf(["a", "b"], "x"), "none");
    assert.equal(stateOf(["a", "b"], "a", "x"), "some");
    assert.equal(stateOf(["a", "b"], "b", "x"), "some");
    assert.equal(stateOf(["a", "b"], "a", "b", "x"), "all");
  });

  it("is none where no rows are shown", () => {
    assert.equal(stateOf([], "x"), "none");
  });
});

describe("Ranges of a grid's rows", () => {
  let selected: Set<string>;
  let rows: string[];
  let range: RangeSelection;

  beforeEach(() => {
    selected = new Set();
    rows = [..."abcdef"];
    range = createRangeSelection({
      index: () => indexRows(rows, idOf),
      selected: () => selected,
      select: (ids, isSelected) => ids.forEach((id) => (isSelected ? selected.add(id) : selected.delete(id))),
    });
  });

  const nowSelected = (): string => [...selected].sort().join("");

  it("select, and never deselect, whatever the anchor is", () => {
    selected.add("e");
    range.anchorAt("e");
    range.spreadTo("c");
    assert.equal(nowSelected(), "cde");
    range.anchorAt("a");
    range.spreadTo("d");
    assert.equal(nowSelected(), "abcde");
  });

  it("keep their anchor for the next one", () => {
    selected.add("c");
    range.anchorAt("c");
    range.spreadTo("d");
    range.spreadTo("a");
    assert.equal(nowSelected(), "abcd");
  });

  it("grow and shrink with the arrow keys, also beyond the anchor", () => {
    range.anchorAt("c");
    range.extendTo("d", "c");
    range.extendTo("e", "d");
    assert.equal(nowSelected(), "cde");
    range.extendTo("d", "e");
    assert.equal(nowSelected(), "cd");
    range.extendTo("b", "c");
    assert.equal(nowSelected(), "bc");
  });

  it("leave what was selected before them as they shrink", () => {
    selected.add("e");
    range.anchorAt("c");
    range.extendTo("f", "c");
    assert.equal(nowSelected(), "cdef");
    range.extendTo("c", "f");
    assert.equal(nowSelected(), "ce");
  });

  it("give up the row that they began with, when that was selected for them", () => {
    selected.add("f").add("c");
    range.beginWith("c");
    range.extendTo("e", "c");
    assert.equal(nowSelected(), "cdef");
    range.extendTo("b", "e");
    assert.equal(nowSelected(), "bcf");
  });

  it("start where the focus was when the anchor has gone", () => {
    range.anchorAt("b");
    rows = [..."acdef"];
    range.extendTo("d", "c");
    assert.equal(nowSelected(), "cd");
  });

  it("are the row alone without any anchor", () => {
    range.spreadTo("b");
    assert.equal(nowSelected(), "b");
  });
});
