import { element, icon, setAttributes } from "../dom";
import type { GridColumn, GridOptions, GridSort } from "./gridApi";
import type { Selection } from "./selection";

/** Stands for the column of checkboxes where columns are named. */
export const checkboxColumn = "";

/** The grid's first row: titles, which sort, and the checkbox for all rows shown. */
export interface HeaderRow {
  readonly element: HTMLElement;
  setSort(sort: GridSort | undefined): void;
  setShown(shown: ReadonlySet<string>): void;
  setSelection(selection: Selection): void;
  /** The columns that the arrow keys lead through. */
  readonly stops: readonly string[];
  focusTarget(columnId: string): HTMLElement;
}

interface HeaderCell {
  readonly cell: HTMLElement;
  readonly target: HTMLElement;
  setSort(direction: GridSort["direction"] | undefined): void;
}

export function createHeaderRow<R>(
  options: GridOptions<R>,
  onSelectAll: (isSelected: boolean) => void,
): HeaderRow {
  const hasCheckbox = options.selection === "checkboxes";
  const checkbox = element("input", {
    type: "checkbox",
    class: "grid-checkbox",
    tabindex: -1,
    "aria-label": options.selectAllLabel ?? "Select all shown",
  });
  checkbox.addEventListener("click", () => onSelectAll(checkbox.checked));
  const cells = new Map<string, HeaderCell>();
  if (hasCheckbox) {
    const cell = element("div", { role: "columnheader", class: "grid-check", "aria-colindex": 1 }, checkbox);
    cells.set(checkboxColumn, { cell, target: checkbox, setSort: () => undefined });
  }
  options.columns.forEach((column, index) => {
    cells.set(column.id, makeHeaderCell(column, index + (hasCheckbox ? 2 : 1), options.onSort));
  });
  for (const [id, { cell }] of cells) {
    cell.dataset["column"] = id;
  }
  let sorted: GridSort | undefined;
  const row = element(
    "div",
    { role: "row", class: "grid-header-row", "aria-rowindex": 1 },
    ...[...cells.values()].map(({ cell }) => cell),
  );

  return {
    element: element("div", { role: "rowgroup", class: "grid-header" }, row),
    setSort(sort) {
      if (sort?.column !== sorted?.column || sort?.direction !== sorted?.direction) {
        sorted = sort;
        cells.forEach((cell, id) => cell.setSort(sort?.column === id ? sort.direction : undefined));
      }
    },
    setShown(shown) {
      cells.forEach(({ cell }, id) => (cell.hidden = id !== checkboxColumn && !shown.has(id)));
    },
    setSelection(selection) {
      checkbox.checked = selection === "all";
      checkbox.indeterminate = selection === "some";
    },
    get stops() {
      return [...cells].filter(([, { cell }]) => !cell.hidden).map(([id]) => id);
    },
    focusTarget(columnId) {
      const stop = cells.get(columnId);
      const shown = stop && !stop.cell.hidden ? stop : [...cells.values()].find(({ cell }) => !cell.hidden);
      return shown?.target ?? row;
    },
  };
}

function makeHeaderCell<R>(
  column: GridColumn<R>,
  columnIndex: number,
  onSort: GridOptions<R>["onSort"],
): HeaderCell {
  const title = element("span", { class: "grid-title" }, column.title);
  const chevron = element("span", { class: "grid-sort", hidden: true });
  const content = column.isSortable
    ? element("button", { type: "button", class: "grid-sort-button", tabindex: -1 }, title, chevron)
    : title;
  if (column.isSortable) {
    content.addEventListener("click", () => onSort?.(column.id));
  }
  const alignment = column.align === "end" ? " grid-cell-end" : "";
  const cell = element(
    "div",
    { role: "columnheader", class: `grid-header-cell${alignment}`, "aria-colindex": columnIndex },
    content,
  );
  return {
    cell,
    target: column.isSortable ? content : cell,
    setSort(direction) {
      setAttributes(cell, { "aria-sort": direction });
      chevron.hidden = direction === undefined;
      chevron.replaceChildren(icon(direction === "descending" ? "chevron-down" : "chevron-up"));
    },
  };
}
