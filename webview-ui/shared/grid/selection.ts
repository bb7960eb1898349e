/** The three states of the header's checkbox. */
export type Selection = "none" | "some" | "all";

/** How many of the rows shown are selected. */
export function selectionOf<R>(
  rows: readonly R[],
  idOf: (row: R) => string,
  selected: ReadonlySet<string>,
): Selection {
  const first = rows[0];
  if (first === undefined || selected.size === 0) {
    return "none";
  }
  const isFirstSelected = selected.has(idOf(first));
  if (rows.some((row) => selected.has(idOf(row)) !== isFirstSelected)) {
    return "some";
  }
  return isFirstSelected ? "all" : "none";
}

/** What one step of drawing a range with Shift and the arrow keys changes. */
export interface RangeStep {
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  /** What the range has selected so far, for the next step. */
  readonly added: ReadonlySet<string>;
}

/** Selects what the range covers now. Rows that it has left are deselected if it was the range that selected them. */
export function stepRange(
  range: readonly string[],
  selected: ReadonlySet<string>,
  addedBefore: ReadonlySet<string>,
): RangeStep {
  const covered = new Set(range);
  const gained = range.filter((id) => !selected.has(id));
  const lost = [...addedBefore].filter((id) => !covered.has(id));
  const added = new Set([...addedBefore, ...gained].filter((id) => covered.has(id)));
  return { gained, lost: lost.filter((id) => selected.has(id)), added };
}
