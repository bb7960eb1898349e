import { element } from "../dom";
import { fitColumns, type ColumnFit } from "./columnFit";
import type { Grid, GridOptions, GridState } from "./gridApi";
import { checkboxColumn, createHeaderRow } from "./headerRow";
import { columnAfter, intentInHeader, intentInRows, rowAfter, type ColumnMove, type Intent } from "./keys";
import { checkboxWidth, columnGap, headerHeight, rowHeight, rowPadding } from "./metrics";
import { indexRows, nearestRemaining, type RowIndex } from "./rowIndex";
import { createRowLayer } from "./rowLayer";
import { isInView, rowsInView, rowsPerPage, scrollTopToShow, type Viewport } from "./rowWindow";
import { selectionOf, stepRange } from "./selection";
import { showTooltipsOfCutCells } from "./tooltips";

export type { Grid, GridColumn, GridOptions, GridSort, GridState } from "./gridApi";

/** Where the Tab key leads, and the focus is while it is in the grid. */
type Place =
  | { readonly area: "header"; readonly column: string }
  /** The current row, or one of its cells. */
  | { readonly area: "rows"; readonly column?: string };

/**
 * A table of any number of rows, of which only those in view have elements. It neither filters nor sorts nor selects: it says
 * what the user wants, and shows what it is told next. Its stylesheet is grid.css.
 */
export function createGrid<R>(options: GridOptions<R>): Grid<R> {
  const { idOf, isSelectable } = options;
  const header = createHeaderRow(options, (isSelected) => select(idsShown(), isSelected));
  const layer = createRowLayer(options);
  const table = element(
    "div",
    {
      role: "grid",
      class: "grid",
      "aria-label": options.label,
      "aria-multiselectable": isSelectable && "true",
      "aria-colcount": options.columns.length + (isSelectable ? 1 : 0),
      // Scrolling boxes are tab stops of their own in some browsers.
      tabindex: -1,
    },
    header.element,
    layer.element,
  );
  const emptyPlace = element("div", { class: "grid-empty", hidden: true });
  const ruler = element("span", { class: "grid-ruler", "aria-hidden": "true" });
  const frame = element("div", { class: "grid-frame" }, table, emptyPlace, ruler);
  const sizes = {
    "row-height": rowHeight,
    "header-height": headerHeight,
    gap: columnGap,
    padding: rowPadding,
  };
  for (const [name, pixels] of Object.entries({ ...sizes, "checkbox-width": checkboxWidth })) {
    frame.style.setProperty(`--grid-${name}`, `${pixels}px`);
  }

  let state: GridState<R> = { rows: [], selected: new Set() };
  let index: RowIndex<R> = indexRows(state.rows, idOf);
  let fit: ColumnFit = fitColumns(options.columns, Infinity, 1);
  /** The row with the focus, or that had it last. */
  let current: string | undefined;
  let place: Place = { area: "rows" };
  /** The one element that the Tab key leads to. */
  let stop: HTMLElement | undefined;
  /** Where ranges start. */
  let anchor: string | undefined;
  /** What the range that Shift and the arrow keys are drawing has selected. */
  let rangeAdded: ReadonlySet<string> = new Set();
  let frameRequest = 0;

  applyFit();
  const resizes = new ResizeObserver(() => {
    fitToRoom();
    draw();
  });
  resizes.observe(table);
  table.addEventListener("scroll", () => (frameRequest ||= requestAnimationFrame(draw)), { passive: true });
  table.addEventListener("keydown", onKey);
  table.addEventListener("focusin", onFocusIn);
  layer.element.addEventListener("mousedown", onMouseDown);
  layer.element.addEventListener("click", onClick);
  layer.element.addEventListener("dblclick", onDoubleClick);
  showTooltipsOfCutCells(table, (cell) => {
    const row = layer.rowAround(cell)?.row;
    const column = options.columns.find(({ id }) => id === cell.dataset["column"]);
    return row === undefined ? undefined : column?.tooltip?.(row);
  });

  return {
    element: frame,
    get focusedId() {
      return index.indexOf(current) >= 0 ? current : undefined;
    },
    update,
    focus(id) {
      goToRow(Math.max(0, index.indexOf(index.indexOf(id) >= 0 ? id : current)), undefined);
    },
    dispose() {
      resizes.disconnect();
      cancelAnimationFrame(frameRequest);
      frame.remove();
    },
  };

  function update(next: GridState<R>): void {
    const hadFocus = frame.contains(document.activeElement);
    const before = index;
    const offset = offsetToKeep();
    state = next;
    header.setSort(next.sort);
    if (next.rows !== before.rows) {
      index = indexRows(next.rows, idOf);
      followCurrentRow(before);
      layer.setCount(next.rows.length);
      table.setAttribute("aria-rowcount", String(next.rows.length + 1));
      if (offset !== undefined) {
        setScrollTop(currentIndex() * rowHeight - offset);
      }
    }
    showEmpty();
    showSelection();
    draw();
    if (hadFocus && !frame.contains(document.activeElement)) {
      stop?.focus({ preventScroll: true });
    }
  }

  /** How far below the upper edge the current row is, if it has the focus and the user would lose sight of it. */
  function offsetToKeep(): number | undefined {
    const view = viewport();
    const at = index.indexOf(current);
    const isFocused = place.area === "rows" && layer.element.contains(document.activeElement);
    return isFocused && isInView(at, view) ? at * rowHeight - view.top : undefined;
  }

  /** Makes the nearest row the current one when the current one has gone. */
  function followCurrentRow(before: RowIndex<R>): void {
    if (current !== undefined && index.indexOf(current) < 0 && before.indexOf(current) >= 0) {
      // When all rows have gone, the current one may come back with them.
      current = index.idAt(nearestRemaining(current, before, index)) ?? current;
      place = place.area === "rows" ? { area: "rows" } : place;
    }
  }

  function showEmpty(): void {
    const isEmpty = state.rows.length === 0;
    if (isEmpty) {
      const shown = emptyPlace.firstChild;
      const next = options.empty();
      // What says the same stays, as something in it may have the focus.
      if (!shown?.isEqualNode(next) || !emptyPlace.contains(document.activeElement)) {
        emptyPlace.replaceChildren(next);
      }
    } else {
      emptyPlace.replaceChildren();
    }
    emptyPlace.hidden = !isEmpty;
    frame.classList.toggle("grid-is-empty", isEmpty);
  }

  function showSelection(): void {
    header.setSelection(selectionOf(state.rows, idOf, state.selected));
  }

  function viewport(): Viewport {
    return { top: table.scrollTop, height: table.clientHeight - headerHeight };
  }

  function setScrollTop(top: number): void {
    if (top !== table.scrollTop) {
      table.scrollTop = top;
    }
  }

  function currentIndex(): number {
    return index.rows.length === 0 ? -1 : Math.max(0, index.indexOf(current));
  }

  function draw(): void {
    cancelAnimationFrame(frameRequest);
    frameRequest = 0;
    const isFocusLeaving = layer.draw({
      index,
      selected: state.selected,
      shown: fit.shown,
      window: rowsInView(viewport(), index.rows.length),
      pinned: currentIndex(),
    });
    settleStop();
    if (isFocusLeaving) {
      stop?.focus({ preventScroll: true });
      layer.dropLeaving();
    }
  }

  /** Lets the Tab key lead to the place, and nowhere else. */
  function settleStop(): void {
    const line = layer.drawn(index.idAt(currentIndex()));
    const next =
      line && place.area === "rows"
        ? line.focusTarget(place.column)
        : header.focusTarget(place.column ?? header.stops[0] ?? checkboxColumn);
    if (next !== stop) {
      stop?.setAttribute("tabindex", "-1");
      next.setAttribute("tabindex", "0");
      stop = next;
    }
    layer.markCurrent(index.indexOf(current) >= 0 ? current : undefined);
  }

  function fitToRoom(): void {
    const checkbox = isSelectable ? checkboxWidth + columnGap : 0;
    // The ruler is 100 ch wide.
    const pixelsPerCh = ruler.getBoundingClientRect().width / 100;
    if (table.clientWidth > 0) {
      fit = fitColumns(options.columns, table.clientWidth - 2 * rowPadding - checkbox, pixelsPerCh);
      applyFit();
    }
  }

  function applyFit(): void {
    const checkbox = isSelectable ? `${checkboxWidth}px ` : "";
    frame.style.setProperty("--grid-columns", checkbox + fit.tracks);
    header.setShown(fit.shown);
  }

  function idsShown(): string[] {
    return state.rows.map(idOf);
  }

  function select(ids: readonly string[], isSelected: boolean): void {
    if (ids.length > 0) {
      options.onSelect?.(ids, isSelected);
    }
  }

  /** Gives the focus to a row or one of its cells, and shows it; where there are no rows, to the header. */
  function goToRow(at: number, column: string | undefined, keepsAnchor = false): void {
    const id = index.idAt(at);
    if (id === undefined) {
      goToHeader(header.stops[0] ?? checkboxColumn);
      return;
    }
    setScrollTop(scrollTopToShow(at, viewport()));
    makeCurrent(id, column, keepsAnchor);
    draw();
    stop?.focus({ preventScroll: true });
  }

  function goToHeader(column: string): void {
    place = { area: "header", column };
    settleStop();
    stop?.focus({ preventScroll: true });
  }

  function makeCurrent(id: string, column: string | undefined, keepsAnchor: boolean): void {
    current = id;
    place = { area: "rows", column };
    if (!keepsAnchor || index.indexOf(anchor) < 0) {
      anchor = id;
    }
    if (!keepsAnchor) {
      rangeAdded = new Set();
    }
  }

  /** Follows a focus that came by other ways than the keys: the Tab key, the mouse, a screen reader. */
  function onFocusIn({ target }: FocusEvent): void {
    if (target === table) {
      stop?.focus();
      return;
    }
    const line = layer.rowAround(target);
    const column = header.columnAround(target);
    if (line && (line.id !== current || place.area !== "rows")) {
      const cell = target instanceof Element ? target.closest<HTMLElement>("[data-column]") : null;
      makeCurrent(line.id, cell?.dataset["column"], false);
      settleStop();
    } else if (column !== undefined && (place.area !== "header" || place.column !== column)) {
      place = { area: "header", column };
      settleStop();
    }
  }

  function onKey(event: KeyboardEvent): void {
    const { target, key } = event;
    if (event.defaultPrevented) {
      return;
    }
    const isButton = target instanceof HTMLButtonElement;
    const isNative = isButton || target instanceof HTMLInputElement;
    if ((key === " " && isNative) || (key === "Enter" && isButton)) {
      // The browser makes a click of it; once only, while the key is held down.
      if (event.repeat) {
        event.preventDefault();
      }
      return;
    }
    const intent = place.area === "header" ? intentInHeader(event) : intentInRows(event);
    if (intent) {
      event.preventDefault();
      if (intent.kind === "selectAll") {
        // VS Code would have the webview select its text as well.
        event.stopPropagation();
      }
      if (!event.repeat || intent.kind === "moveRow" || intent.kind === "moveColumn") {
        follow(intent);
      }
    }
  }

  function follow(intent: Intent): void {
    switch (intent.kind) {
      case "moveRow": {
        const from = place.area === "header" ? 0 : currentIndex();
        const to = rowAfter(intent.to, from, index.rows.length, rowsPerPage(viewport()));
        if (intent.isExtending) {
          extendRange(Math.max(0, to));
        } else if (to < 0) {
          goToHeader(place.column ?? header.stops[0] ?? checkboxColumn);
        } else {
          goToRow(to, place.area === "rows" ? place.column : undefined);
        }
        return;
      }
      case "moveColumn":
        moveColumn(intent.to);
        return;
      case "leaveHeader":
        goToRow(0, undefined);
        return;
      case "selectAll":
        if (isSelectable) {
          select(idsShown(), true);
        }
        return;
      case "toggle":
        toggleCurrent(intent.isRange);
        return;
      case "activate":
        if (place.area === "header") {
          header.focusTarget(place.column).click();
        } else if (current !== undefined) {
          options.onOpen?.(current, "enter");
        }
        return;
    }
  }

  function moveColumn(to: ColumnMove): void {
    if (place.area === "header") {
      const { stops } = header;
      goToHeader(stops[columnAfter(to, stops.indexOf(place.column), stops.length)] ?? checkboxColumn);
      return;
    }
    // The row itself comes before its cells.
    const stops = [undefined, ...header.stops.filter((id) => id !== checkboxColumn)];
    goToRow(currentIndex(), stops[columnAfter(to, stops.indexOf(place.column), stops.length)]);
  }

  function toggleCurrent(isRange: boolean): void {
    const id = index.idAt(currentIndex());
    if (!isSelectable || id === undefined) {
      return;
    }
    if (isRange) {
      selectFromAnchor(id);
    } else {
      makeCurrent(id, place.column, false);
      select([id], !state.selected.has(id));
    }
  }

  /** Gives all rows from the anchor to this one the state of the anchor. */
  function selectFromAnchor(id: string): void {
    const from = index.indexOf(anchor);
    const start = from < 0 ? index.indexOf(id) : from;
    rangeAdded = new Set();
    select(index.idsBetween(start, index.indexOf(id)), state.selected.has(index.idAt(start) ?? id));
  }

  function extendRange(to: number): void {
    goToRow(to, place.area === "rows" ? place.column : undefined, true);
    const from = index.indexOf(anchor);
    if (!isSelectable || from < 0) {
      return;
    }
    const step = stepRange(index.idsBetween(from, to), state.selected, rangeAdded);
    rangeAdded = step.added;
    select(step.gained, true);
    select(step.lost, false);
  }

  function onMouseDown(event: MouseEvent): void {
    const line = layer.rowAround(event.target);
    if (!line) {
      return;
    }
    // The focus goes to the row, not to what was hit; nothing is scrolled, or the click would hit another row.
    event.preventDefault();
    makeCurrent(line.id, actionColumn(event.target), event.shiftKey);
    settleStop();
    stop?.focus({ preventScroll: true });
  }

  function onClick(event: MouseEvent): void {
    const line = layer.rowAround(event.target);
    if (!line) {
      return;
    }
    const { id } = line;
    const column = actionColumn(event.target);
    if (column !== undefined) {
      options.onAction?.(id, column);
    } else if (event.shiftKey && isSelectable) {
      selectFromAnchor(id);
      // The browser has toggled a checkbox that was hit, whatever the anchor says.
      draw();
    } else if (event.target instanceof HTMLInputElement) {
      makeCurrent(id, undefined, false);
      settleStop();
      select([id], event.target.checked);
    }
  }

  function onDoubleClick({ target }: MouseEvent): void {
    const line = layer.rowAround(target);
    if (line && actionColumn(target) === undefined && !(target instanceof HTMLInputElement)) {
      options.onOpen?.(line.id, "doubleClick");
    }
  }

  /** The column whose button an event happened in. */
  function actionColumn(target: EventTarget | null): string | undefined {
    const button = target instanceof Element ? target.closest(".grid-action") : null;
    return button?.closest<HTMLElement>("[data-column]")?.dataset["column"];
  }
}
