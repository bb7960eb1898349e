import { rowHeight } from "./metrics";

/** The stretch of the list that can be seen, in pixels from the top of the first row. */
export interface Viewport {
  readonly top: number;
  readonly height: number;
}

/** Rows from `first` up to, not including, `end`. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
}

/** Rows above and below what can be seen, so that a short scroll finds them drawn. */
const margin = 8;

/** Also a grid whose parent gives it no height draws no more than these. */
const most = 96;

/** Which of `count` rows are drawn. */
export function rowsInView({ top, height }: Viewport, count: number): RowWindow {
  const visible = Math.min(Math.ceil(Math.max(height, 0) / rowHeight) + 1 + 2 * margin, most, count);
  const wanted = Math.floor(top / rowHeight) - margin;
  const first = Math.max(0, Math.min(wanted, count - visible));
  return { first, end: first + visible };
}

/** The scroll position nearest to the present one from which a row is seen whole. */
export function scrollTopToShow(index: number, { top, height }: Viewport): number {
  const start = index * rowHeight;
  const end = start + rowHeight;
  return start < top || height < rowHeight ? start : Math.max(top, end - height);
}

/** Whether any part of a row can be seen. */
export function isInView(index: number, { top, height }: Viewport): boolean {
  return index >= 0 && (index + 1) * rowHeight > top && index * rowHeight < top + height;
}

/** By how many rows the page keys move: the last row of a page is the first of the next. */
export function rowsPerPage({ height }: Viewport): number {
  return Math.max(1, Math.floor(height / rowHeight) - 1);
}
