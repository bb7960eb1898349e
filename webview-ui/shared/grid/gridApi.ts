/** What the owner of a grid tells it and hears from it. */

export interface GridColumn<R> {
  readonly id: string;
  readonly title: string;
  /** A track of a CSS grid: "minmax(14ch, 2fr)". Its minimum, in `ch` or `px`, decides when columns give way. */
  readonly width: string;
  /** Where there is too little room, columns of a higher number go first; 1 always stays. */
  readonly priority: 1 | 2 | 3;
  /** What the column must have room for, whatever the others have left: the longest of these texts. Its cells are never cut off. */
  readonly fits?: (row: R) => string;
  /** What the cell shows, which depends on the row object alone: it is asked again only for another object. */
  readonly cell: (row: R) => string | readonly (Node | string)[];
  /** Without it, texts that are cut off have themselves as tooltip. */
  readonly tooltip?: (row: R) => string;
  readonly isSortable?: boolean;
  /** Makes a button of the cell, with this accessible name; undefined where a row has nothing to do. */
  readonly action?: (row: R) => { readonly label: string } | undefined;
  readonly align?: "end";
}

export interface GridOptions<R> {
  /** Accessible name of the grid. */
  readonly label: string;
  readonly columns: readonly GridColumn<R>[];
  readonly idOf: (row: R) => string;
  /** Accessible name of a row's checkbox, without the word checkbox. */
  readonly nameOf: (row: R) => string;
  readonly rowClass?: (row: R) => string;
  /**
   * How rows are selected, if they can be: by *checkboxes*, of which the header has one of three states, or as *rows* of VS Code's
   * lists are, where a click selects one row instead of those before.
   */
  readonly selection?: "checkboxes" | "rows";
  /** Accessible name of the header's checkbox. */
  readonly selectAllLabel?: string;
  /** The user wants rows (one, a range, or all that are shown) selected or not. */
  readonly onSelect?: (ids: readonly string[], isSelected: boolean) => void;
  /** Only these rows are to be selected; what is asked for where rows are selected as in lists. */
  readonly onSelectOnly?: (ids: readonly string[]) => void;
  /** What VS Code knows the rows by, in its menus: `webviewSection` of package.json. */
  readonly menuSection?: string;
  readonly onSort?: (columnId: string) => void;
  /** Enter or a double click. */
  readonly onOpen?: (id: string, how: "enter" | "doubleClick") => void;
  readonly onAction?: (id: string, columnId: string) => void;
  /** What stands in place of rows when there are none. */
  readonly empty: () => Node;
}

export interface GridState<R> {
  /** Filtered and sorted. Rows that change are other objects, and rows that come or go make another array. */
  readonly rows: readonly R[];
  /** Ids, also of rows that aren't shown. */
  readonly selected: ReadonlySet<string>;
  readonly sort?: GridSort;
}

export interface GridSort {
  readonly column: string;
  readonly direction: "ascending" | "descending";
}

export interface Grid<R> {
  /** Fills the height of its parent. */
  readonly element: HTMLElement;
  update(state: GridState<R>): void;
  /** Puts the keyboard focus on a row and shows it; without an id, on the row that had it last, else the first. */
  focus(id?: string): void;
  /** The row that has the focus, or had it last. */
  readonly focusedId: string | undefined;
  dispose(): void;
}
