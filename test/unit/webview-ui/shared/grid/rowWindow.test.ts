import assert from "node:assert/strict";
import fc from "fast-check";

import { rowHeight } from "../../../../../webview-ui/shared/grid/metrics";
import {
  isInView,
  rowsInView,
  rowsPerPage,
  scrollTopToShow,
} from "../../../../../webview-ui/shared/grid/rowWindow";

describe("The rows that a grid draws", () => {
  it("are those in view and a few more, never over a hundred", () => {
    fc.assert(
      fc.property(
        fc.nat(20_000),
        fc.integer({ min: -50, max: 1800 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (count, height, share) => {
          const top = share * Math.max(0, count * rowHeight - height);
          const { first, end } = rowsInView({ top, height }, count);
          assert.ok(first >= 0 && end <= count && end - first <= 100, `${first} to ${end}`);
          for (const y of height > 0 && count > 0 ? [top, top + height - 1] : []) {
            const row = Math.min(Math.floor(y / rowHeight), count - 1);
            assert.ok(row >= first && row < end, `row ${row} isn't among ${first} to ${end}`);
          }
        },
      ),
    );
  });

  it("are none where there are none", () => {
    assert.deepEqual(rowsInView({ top: 0, height: 500 }, 0), { first: 0, end: 0 });
  });

  it("are the last ones where the list has become shorter than the scroll position", () => {
    const { first, end } = rowsInView({ top: 100_000, height: 240 }, 50);
    assert.equal(end, 50);
    assert.ok(first < 40);
  });

  it("are few where nothing gives the grid a height yet, and not all where nothing limits it", () => {
    assert.ok(rowsInView({ top: 0, height: 0 }, 10_000).end < 30);
    assert.ok(rowsInView({ top: 0, height: 240_000 }, 10_000).end <= 100);
  });
});

describe("Scrolling to a row", () => {
  const viewport = { top: 10 * rowHeight, height: 5 * rowHeight };

  it("doesn't move for a row in view", () => {
    assert.equal(scrollTopToShow(10, viewport), viewport.top);
    assert.equal(scrollTopToShow(14, viewport), viewport.top);
  });

  it("moves as little as needed", () => {
    assert.equal(scrollTopToShow(9, viewport), 9 * rowHeight);
    assert.equal(scrollTopToShow(15, viewport), 11 * rowHeight);
  });

  it("shows the start of a row where there is no room for all of it", () => {
    assert.equal(scrollTopToShow(20, { top: 0, height: 10 }), 20 * rowHeight);
  });

  it("knows which rows can be seen in part", () => {
    const cut = { top: 10 * rowHeight + 5, height: 5 * rowHeight };
    assert.deepEqual(
      [9, 10, 15, 16].map((row) => isInView(row, cut)),
      [false, true, true, false],
    );
    assert.equal(isInView(-1, { top: 0, height: 100 }), false);
  });
});

describe("A page", () => {
  it("leaves one row of the page before, and is never nothing", () => {
    assert.equal(rowsPerPage({ top: 0, height: 10 * rowHeight + 3 }), 9);
    assert.equal(rowsPerPage({ top: 0, height: 5 }), 1);
  });
});
