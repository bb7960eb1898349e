import { element } from "../dom";
import { arrange } from "./arrange";
import { drawRow, type DrawnRow } from "./drawnRow";
import type { GridOptions } from "./gridApi";
import { rowHeight } from "./metrics";
import type { RowIndex } from "./rowIndex";
import type { RowWindow } from "./rowWindow";

/** What of the rows is drawn. */
export interface RowLayerState<R> {
  readonly index: RowIndex<R>;
  readonly selected: ReadonlySet<string>;
  readonly shown: ReadonlySet<string>;
  readonly window: RowWindow;
  /** A row that stays drawn outside the window too: the one that the Tab key leads to. */
  readonly pinned: number;
}

/** The elements of the rows in view, in a box as high as all rows. */
export interface RowLayer<R> {
  readonly element: HTMLElement;
  setCount(count: number): void;
  /** Returns whether the element with the focus shows a row that is gone: it is kept until `dropLeaving`. */
  draw(state: RowLayerState<R>): boolean;
  dropLeaving(): void;
  drawn(id: string | undefined): DrawnRow<R> | undefined;
  /** The row that an event happened in. */
  rowAround(target: EventTarget | null): DrawnRow<R> | undefined;
}

/** Elements of rows that leave the window show those that enter it. */
export function createRowLayer<R>(options: GridOptions<R>): RowLayer<R> {
  const box = element("div", { role: "rowgroup", class: "grid-rows" });
  let drawn = new Map<string, DrawnRow<R>>();
  const leaving: DrawnRow<R>[] = [];

  return {
    element: box,
    setCount(count) {
      box.style.height = `${count * rowHeight}px`;
    },
    draw({ index, selected, shown, window, pinned }) {
      const wanted = indexesToDraw(window, pinned).map((at) => ({ at, row: index.rows[at]! }));
      const ids = new Set(wanted.map(({ row }) => options.idOf(row)));
      const free = [...drawn.values()].filter((row) => !ids.has(row.id));
      const focused = document.activeElement;
      const left = free.findIndex((row) => row.element.contains(focused));
      if (left >= 0) {
        leaving.push(...free.splice(left, 1));
      }
      const next = new Map<string, DrawnRow<R>>();
      for (const { at, row } of wanted) {
        const id = options.idOf(row);
        const line = drawn.get(id) ?? free.pop() ?? drawRow(options, row);
        line.show(row, at, selected.has(id), shown);
        next.set(id, line);
      }
      free.forEach((row) => row.element.remove());
      drawn = next;
      const lines = [...leaving, ...next.values()].map((row) => row.element);
      const staying = lines.find((line) => line.contains(focused));
      arrange(box, lines, staying);
      return leaving.length > 0;
    },
    dropLeaving() {
      leaving.splice(0).forEach((row) => row.element.remove());
    },
    drawn: (id) => (id === undefined ? undefined : drawn.get(id)),
    rowAround(target) {
      const line = target instanceof Element ? target.closest(".grid-row") : null;
      return line ? [...drawn.values()].find((row) => row.element === line) : undefined;
    },
  };
}

/** The window's rows and the pinned one, in order. */
function indexesToDraw({ first, end }: RowWindow, pinned: number): number[] {
  const indexes = Array.from({ length: end - first }, (_, offset) => first + offset);
  if (pinned >= 0 && pinned < first) {
    indexes.unshift(pinned);
  } else if (pinned >= end) {
    indexes.push(pinned);
  }
  return indexes;
}
