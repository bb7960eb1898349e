/** The rows shown, and where each stands. */
export interface RowIndex<R> {
  readonly rows: readonly R[];
  readonly idAt: (index: number) => string | undefined;
  /** -1 for a row that isn't shown. */
  readonly indexOf: (id: string | undefined) => number;
  /** The ids of the rows from one index to another, both included, whichever comes first. */
  readonly idsBetween: (from: number, to: number) => string[];
}

/** Places are looked up when one is asked for first, then once for all. */
export function indexRows<R>(rows: readonly R[], idOf: (row: R) => string): RowIndex<R> {
  let places: Map<string, number> | undefined;
  return {
    rows,
    idAt(index) {
      const row = rows[index];
      return row === undefined ? undefined : idOf(row);
    },
    indexOf(id) {
      places ??= new Map(rows.map((row, index) => [idOf(row), index]));
      return id === undefined ? -1 : (places.get(id) ?? -1);
    },
    idsBetween: (from, to) => rows.slice(Math.min(from, to), Math.max(from, to) + 1).map(idOf),
  };
}

/**
 * The index that takes the place of a row that has gone: that of its nearest neighbour that is still there, the one below
 * before the one above; where none is, the row that now stands where it stood. -1 when there are no rows.
 */
export function nearestRemaining<R>(id: string, before: RowIndex<R>, after: RowIndex<R>): number {
  const at = before.indexOf(id);
  for (let distance = 1; distance < before.rows.length; distance++) {
    for (const neighbour of [before.idAt(at + distance), before.idAt(at - distance)]) {
      const index = after.indexOf(neighbour);
      if (index >= 0) {
        return index;
      }
    }
  }
  return Math.min(Math.max(at, 0), after.rows.length - 1);
}
