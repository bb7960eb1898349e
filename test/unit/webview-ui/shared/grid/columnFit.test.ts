import assert from "node:assert/strict";

import { fitColumns, minimumWidth, type FittedColumn } from "../../../../../webview-ui/shared/grid/columnFit";
import { columnGap } from "../../../../../webview-ui/shared/grid/metrics";

const columns: readonly FittedColumn[] = [
  { id: "name", width: "minmax(10ch, 2fr)", priority: 1 },
  { id: "type", width: "8ch", priority: 2 },
  { id: "note", width: "minmax(50px, 1fr)", priority: 3 },
  { id: "date", width: "60px", priority: 3 },
];
const pixelsPerCh = 10;
/** What the first so many columns need. */
const room = (count: number): number =>
  [100, 80, 50, 60].slice(0, count).reduce((sum, width) => sum + width, (count - 1) * columnGap);
const shownIn = (width: number): string[] => [...fitColumns(columns, width, pixelsPerCh).shown];

describe("The columns of a grid that fit", () => {
  it("are all where each has its minimum, to the pixel", () => {
    assert.deepEqual(shownIn(room(4)), ["name", "type", "note", "date"]);
    assert.deepEqual(shownIn(room(4) - 1), ["name", "type", "note"]);
  });

  it("give way by priority, the last of the same first", () => {
    assert.deepEqual(shownIn(room(3) - 1), ["name", "type"]);
    assert.deepEqual(shownIn(room(2) - 1), ["name"]);
  });

  it("give way by priority, wherever they stand", () => {
    const reversed = [...columns].reverse();
    assert.deepEqual([...fitColumns(reversed, room(2), pixelsPerCh).shown], ["type", "name"]);
  });

  it("leave a text its room that is never cut off, and share the rest", () => {
    const status = { id: "status", width: "minmax(5ch, 1fr)", priority: 1, needs: 130.5 } as const;
    const [name] = columns;
    assert.equal(
      fitColumns([status, name!], 1_000, pixelsPerCh).tracks,
      "minmax(131px, 1fr) minmax(100px, 2fr)",
    );
    assert.equal(fitColumns([status, name!], 150, pixelsPerCh).tracks, "131px minmax(0, 100fr)");
    assert.equal(fitColumns([{ ...status, needs: 20 }], 1_000, pixelsPerCh).tracks, "minmax(50px, 1fr)");
    assert.deepEqual(
      [...fitColumns([status, ...columns], 130 + room(2), pixelsPerCh).shown],
      ["status", "name"],
    );
  });

  it("keep those of the first priority, which share what there is", () => {
    const first = [columns[0]!, { id: "state", width: "5ch", priority: 1 } as const];
    const { shown, tracks } = fitColumns(first, 20, pixelsPerCh);
    assert.deepEqual([...shown], ["name", "state"]);
    assert.equal(tracks, "minmax(0, 100fr) minmax(0, 50fr)");
  });

  it("have tracks in pixels, as the header's font has other characters", () => {
    assert.equal(fitColumns(columns, room(2), pixelsPerCh).tracks, "minmax(100px, 2fr) 80px");
  });
});

describe("The minimum of a track", () => {
  it("is read from minmax and from fixed widths", () => {
    assert.equal(minimumWidth("minmax(14ch, 2fr)", 7), 98);
    assert.equal(minimumWidth("minmax( 1.5ch, 12ch)", 10), 15);
    assert.equal(minimumWidth("120px", 7), 120);
  });

  it("is nothing for fractions", () => {
    assert.equal(minimumWidth("1fr", 7), 0);
    assert.equal(minimumWidth("minmax(0, 1fr)", 7), 0);
  });
});
