/** Finding and ordering the rows of a table; the same for 10 rows and for 10,000. */

export interface Sort {
  readonly column: string;
  readonly direction: "ascending" | "descending";
}

/** What people search for in a row. */
export interface Searchable {
  readonly name: string;
  readonly displayName: string;
}

const searchKeys = new WeakMap<Searchable, string>();

/** The rows in whose name or display name all words of the text occur, in whatever letter case. */
export function filterRows<R extends Searchable>(rows: readonly R[], text: string): readonly R[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    return rows;
  }
  return rows.filter((row) => {
    const key = searchKey(row);
    return words.every((word) => key.includes(word));
  });
}

function searchKey(row: Searchable): string {
  const known = searchKeys.get(row);
  if (known !== undefined) {
    return known;
  }
  const key = `${row.displayName}\n${row.name}`.toLowerCase();
  searchKeys.set(row, key);
  return key;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** What a column orders by; rows without a value come last in both directions. */
export type SortKeys<R> = Readonly<Record<string, (row: R) => string | number | undefined>>;

/** The rows in order of one column; where that is the same for two, they keep the order they had. */
export function sortRows<R>(rows: readonly R[], sort: Sort, keys: SortKeys<R>): readonly R[] {
  const keyOf = Object.hasOwn(keys, sort.column) ? keys[sort.column] : undefined;
  if (!keyOf) {
    return rows;
  }
  const factor = sort.direction === "ascending" ? 1 : -1;
  return rows
    .map((row) => ({ row, key: keyOf(row) }))
    .sort((a, b) => {
      if (a.key === undefined || b.key === undefined) {
        return Number(a.key === undefined) - Number(b.key === undefined);
      }
      return factor * compareKeys(a.key, b.key);
    })
    .map(({ row }) => row);
}

function compareKeys(a: string | number, b: string | number): number {
  return typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
}

/** Sorting by a column again turns it round. */
export function nextSort(sort: Sort, column: string): Sort {
  const isAgain = sort.column === column && sort.direction === "ascending";
  return { column, direction: isAgain ? "descending" : "ascending" };
}
