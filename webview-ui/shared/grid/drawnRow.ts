import { element, setAttributes } from "../dom";
import type { GridColumn, GridOptions } from "./gridApi";
import { rowHeight } from "./metrics";

/** A row's element, which shows one row after another as the grid is scrolled. */
export interface DrawnRow<R> {
  readonly element: HTMLElement;
  readonly row: R;
  readonly id: string;
  show(row: R, index: number, isSelected: boolean, shown: ReadonlySet<string>): void;
  /** What takes the focus for a column: the button in its cell, else the cell; without a column, the row. */
  focusTarget(columnId: string | undefined): HTMLElement;
}

/** Makes the element of a row, with a cell for every column; those that have given way are hidden. */
export function drawRow<R>(options: GridOptions<R>, first: R): DrawnRow<R> {
  const { columns, selection } = options;
  const hasCheckbox = selection === "checkboxes";
  const line = element("div", { role: "row", tabindex: -1 });
  const checkbox = element("input", { type: "checkbox", class: "grid-checkbox", tabindex: -1 });
  const cells = new Map(
    columns.map((column, index) => [column.id, makeCell(column, index + (hasCheckbox ? 2 : 1))]),
  );
  if (hasCheckbox) {
    line.append(element("div", { role: "gridcell", class: "grid-check", "aria-colindex": 1 }, checkbox));
  }
  line.append(...cells.values());

  let row = first;
  let isFilled = false;
  let place = -1;
  let columnsShown: ReadonlySet<string> | undefined;

  function fill(): void {
    const added = options.rowClass?.(row) ?? "";
    line.className = `grid-row ${added}`.trimEnd();
    checkbox.setAttribute("aria-label", options.nameOf(row));
    for (const column of columns) {
      fillCell(cells.get(column.id)!, column, row);
    }
    isFilled = true;
  }

  return {
    element: line,
    get row() {
      return row;
    },
    get id() {
      return options.idOf(row);
    },
    show(next, index, isSelected, shown) {
      if (!isFilled || next !== row) {
        row = next;
        fill();
      }
      if (index !== place) {
        place = index;
        line.style.top = `${index * rowHeight}px`;
        // The header is row 1.
        line.setAttribute("aria-rowindex", String(index + 2));
      }
      if (shown !== columnsShown) {
        columnsShown = shown;
        cells.forEach((cell, id) => (cell.hidden = !shown.has(id)));
      }
      if (selection) {
        // Said twice, it would count as a change to the page.
        if (line.ariaSelected !== String(isSelected)) {
          line.ariaSelected = String(isSelected);
        }
        checkbox.checked = isSelected;
      }
    },
    focusTarget(columnId) {
      const cell = columnId === undefined ? undefined : cells.get(columnId);
      return cell && !cell.hidden ? (buttonIn(cell) ?? cell) : line;
    },
  };
}

function makeCell<R>(column: GridColumn<R>, columnIndex: number): HTMLElement {
  const alignment = column.align === "end" ? " grid-cell-end" : "";
  const cell = element("div", {
    role: "gridcell",
    class: `grid-cell${alignment}`,
    "aria-colindex": columnIndex,
  });
  cell.dataset["column"] = column.id;
  return cell;
}

/** Puts a row's content in a cell. A button that stays needed stays, as it may have the focus. */
function fillCell<R>(cell: HTMLElement, column: GridColumn<R>, row: R): void {
  const content = column.cell(row);
  const children = typeof content === "string" ? [content] : content;
  const action = column.action?.(row);
  cell.removeAttribute("title");
  if (!action) {
    cell.replaceChildren(...children);
    return;
  }
  let button = buttonIn(cell);
  if (!button) {
    button = element("button", { type: "button", class: "grid-action", tabindex: -1 });
    cell.replaceChildren(button);
  }
  setAttributes(button, { "aria-label": action.label });
  button.replaceChildren(...children);
}

function buttonIn(cell: HTMLElement): HTMLButtonElement | undefined {
  const child = cell.firstElementChild;
  return child instanceof HTMLButtonElement && child.classList.contains("grid-action") ? child : undefined;
}
