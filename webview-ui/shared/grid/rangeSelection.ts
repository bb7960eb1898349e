import type { RowIndex } from "./rowIndex";
import { stepRange } from "./selection";

/** What a range is drawn over, as it is now. */
export interface RangeGround<R> {
  readonly index: () => RowIndex<R>;
  readonly selected: () => ReadonlySet<string>;
  readonly select: (ids: readonly string[], isSelected: boolean) => void;
}

/** Ranges of rows from an anchor, which is where the user went last without Shift. */
export interface RangeSelection {
  anchorAt(id: string): void;
  /** Selects all rows from the anchor to this one; deselects none. */
  spreadTo(id: string): void;
  /**
   * Selects the rows from the anchor to this one, a step back deselects what it had selected. Where the anchor has gone, the row
   * that the step started from takes its place.
   */
  extendTo(id: string, from: string): void;
  /** Begins a range with a row that was selected: the range may take it in again. */
  beginWith(id: string): void;
}

export function createRangeSelection<R>({ index, selected, select }: RangeGround<R>): RangeSelection {
  let anchor: string | undefined;
  let addedByExtending: ReadonlySet<string> = new Set();

  /** The anchor may have gone, or never been set. */
  function anchorOr(id: string): string {
    return anchor !== undefined && index().indexOf(anchor) >= 0 ? anchor : id;
  }

  function idsTo(id: string): string[] {
    return index().idsBetween(index().indexOf(anchorOr(id)), index().indexOf(id));
  }

  return {
    beginWith(id) {
      anchor = id;
      addedByExtending = new Set([id]);
    },
    anchorAt(id) {
      anchor = id;
      addedByExtending = new Set();
    },
    spreadTo(id) {
      anchor = anchorOr(id);
      addedByExtending = new Set();
      select(idsTo(id), true);
    },
    extendTo(id, from) {
      anchor = anchorOr(from);
      const { gained, lost, added } = stepRange(idsTo(id), selected(), addedByExtending);
      addedByExtending = added;
      select(gained, true);
      select(lost, false);
    },
  };
}
