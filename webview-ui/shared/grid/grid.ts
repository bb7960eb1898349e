import { element } from "../dom";
import { createColumnRoom } from "./columnRoom";
import { createEmptyPlace } from "./emptyPlace";
import type { Grid, GridColumn, GridOptions, GridState } from "./gridApi";
import { checkboxColumn, createHeaderRow } from "./headerRow";
import {
  columnAfter,
  intentInHeader,
  intentInList,
  intentInRows,
  rowAfter,
  type ColumnMove,
  type Intent,
} from "./keys";
import { checkboxWidth, columnGap, headerHeight, rowHeight, rowPadding } from "./metrics";
import { createRangeSelection } from "./rangeSelection";
import { indexRows, nearestRemaining, type RowIndex } from "./rowIndex";
import { createRowLayer } from "./rowLayer";
import { isInView, rowsInView, rowsPerPage, scrollTopToShow, type Viewport } from "./rowWindow";
import { selectionOf } from "./selection";
import { showTooltipsOfCutCells } from "./tooltips";
import { withIds } from "../withIds";

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
  const { idOf } = options;
  const hasCheckboxes = options.selection === "checkboxes";
  const isList = options.selection === "rows";
  const header = createHeaderRow(options, selectAll);
  const layer = createRowLayer(options);
  const table = element(
    "div",
    {
      role: "grid",
      class: isList ? "grid grid-list" : "grid",
      "aria-label": options.label,
      "aria-multiselectable": options.selection && "true",
      "aria-colcount": options.columns.length + (hasCheckboxes ? 1 : 0),
      // Scrolling boxes are tab stops of their own in some browsers.
      tabindex: -1,
    },
    header.element,
    layer.element,
  );
  const emptyPlace = createEmptyPlace(options.empty);
  const room = createColumnRoom(options.columns, hasCheckboxes);
  const frame = element("div", { class: "grid-frame" }, table, emptyPlace.element, room.ruler);
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
  let fit = room.unmeasured;
  /** Of the columns whose texts are never cut off. */
  let longest: ReadonlyMap<string, string> = new Map();
  /** The row with the focus, or that had it last. */
  let current: string | undefined;
  let place: Place = { area: "rows" };
  /** The one element that the Tab key leads to. */
  let stop: HTMLElement | undefined;
  let frameRequest = 0;
  /** Where the rows are scrolled to: a browser forgets it when the grid is taken out of the page for a while. */
  let scrolledTo = 0;
  let isInPage = false;
  const range = createRangeSelection({ index: () => index, selected: () => state.selected, select });

  applyFit();
  const resizes = new ResizeObserver(fitToRoom);
  resizes.observe(table);
  table.addEventListener("scroll", onScroll, { passive: true });
  table.addEventListener("keydown", onKey);
  table.addEventListener("focusin", onFocusIn);
  layer.element.addEventListener("mousedown", onMouseDown);
  layer.element.addEventListener("click", onClick);
  layer.element.addEventListener("dblclick", onDoubleClick);
  layer.element.addEventListener("contextmenu", onContextMenu);
  if (options.menuSection !== undefined) {
    // VS Code's own items, for texts, do nothing with rows.
    const menu = { webviewSection: options.menuSection, preventDefaultContextMenuItems: true };
    layer.element.dataset["vscodeContext"] = JSON.stringify(menu);
  }
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
    const wasInEmptyPlace = emptyPlace.element.contains(document.activeElement);
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
      fitTexts(next.rows);
    }
    const isEmpty = next.rows.length === 0;
    emptyPlace.show(isEmpty);
    frame.classList.toggle("grid-is-empty", isEmpty);
    showSelection();
    draw();
    if (wasInEmptyPlace && !isEmpty) {
      goToRow(currentIndex(), undefined);
    } else if (hadFocus && !frame.contains(document.activeElement)) {
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
    scrolledTo = top;
  }

  function onScroll(): void {
    scrolledTo = table.scrollTop;
    frameRequest ||= requestAnimationFrame(draw);
  }

  /** Scrolls back to where the rows were when the grid was seen last. */
  function comeBack(): void {
    const wasInPage = isInPage;
    isInPage = table.clientHeight > 0;
    if (isInPage && !wasInPage) {
      setScrollTop(scrolledTo);
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
  }

  function fitToRoom(): void {
    comeBack();
    const hadFocus = table.contains(document.activeElement);
    fit = room.fitInto(table.clientWidth, longest) ?? fit;
    applyFit();
    draw();
    if (hadFocus && document.activeElement !== stop) {
      // Its column has given way.
      stop?.focus({ preventScroll: true });
    }
  }

  function applyFit(): void {
    frame.style.setProperty("--grid-columns", fit.tracks);
    header.setShown(fit.shown);
    const gone = options.columns.filter(({ id }) => !fit.shown.has(id)).map(({ id }) => id);
    // Stylesheets show elsewhere what must not go with its column.
    frame.dataset["columnsGone"] = gone.join(" ");
  }

  /** Gives the columns room that must show their texts whole. */
  function fitTexts(rows: readonly R[]): void {
    const before = longest;
    longest = longestTexts(options.columns, rows);
    if ([...longest].some(([id, text]) => before.get(id) !== text)) {
      fit = room.fitInto(table.clientWidth, longest) ?? fit;
      applyFit();
    }
  }

  /** Asks for it, and shows what has become of it: a checkbox that was clicked is toggled by the browser in any case. */
  function select(ids: readonly string[], isSelected: boolean): void {
    if (isList) {
      selectOnly([...withIds(state.selected, ids, isSelected)]);
      return;
    }
    if (hasCheckboxes && ids.length > 0) {
      options.onSelect?.(ids, isSelected);
    }
    showSelection();
    draw();
  }

  /** Where rows are selected as in lists: these, and no others. */
  function selectOnly(ids: readonly string[]): void {
    const isSame = ids.length === state.selected.size && ids.every((id) => state.selected.has(id));
    if (isList && !isSame) {
      options.onSelectOnly?.(ids);
    }
    draw();
  }

  function selectAll(isSelected: boolean): void {
    const ids = state.rows.map(idOf);
    if (isList) {
      selectOnly(ids);
    } else {
      select(ids, isSelected);
    }
  }

  /** Selects a row, and no other; the next range begins with it. */
  function choose(id: string): void {
    range.beginWith(id);
    selectOnly([id]);
  }

  /** Gives the focus to a row or one of its cells, and shows it; where there are no rows, to the header. */
  function goToRow(at: number, column: string | undefined, keepsAnchor = false): void {
    const id = index.idAt(at);
    if (id === undefined) {
      goToHeader(header.stops[0] ?? checkboxColumn);
      return;
    }
    comeBack();
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
    if (!keepsAnchor) {
      range.anchorAt(id);
    }
  }

  /** Follows a focus that came by other ways than the keys: the Tab key, the mouse, a screen reader. */
  function onFocusIn({ target }: FocusEvent): void {
    if (target === table) {
      stop?.focus();
      return;
    }
    const line = layer.rowAround(target);
    const column = columnAround(target);
    if (line) {
      if (line.id !== current || place.area !== "rows" || place.column !== column) {
        makeCurrent(line.id, column, line.id === current);
      }
    } else if (column !== undefined) {
      place = { area: "header", column };
    }
    settleStop();
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
    const intent =
      place.area === "header" ? intentInHeader(event) : isList ? intentInList(event) : intentInRows(event);
    // Escape without a selection is for others.
    if (intent && !(intent.kind === "selectNone" && state.selected.size === 0)) {
      event.preventDefault();
      if (intent.kind === "selectAll" || intent.kind === "selectNone") {
        // VS Code would have the webview select its text as well, or close something of its own.
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
          goToRow(to, place.area === "rows" ? place.column : undefined, intent.isFocusOnly);
          if (isList && !intent.isFocusOnly) {
            chooseCurrent();
          }
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
        selectAll(true);
        return;
      case "toggle":
        toggleCurrent(intent.isRange);
        return;
      case "selectOnly":
        chooseCurrent();
        return;
      case "selectNone":
        selectOnly([]);
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
    if (id === undefined) {
      return;
    }
    if (isRange) {
      range.spreadTo(id);
    } else {
      toggle(id);
    }
  }

  function toggle(id: string): void {
    const isSelected = state.selected.has(id);
    if (isSelected) {
      range.anchorAt(id);
    } else {
      range.beginWith(id);
    }
    select([id], !isSelected);
  }

  function chooseCurrent(): void {
    const id = index.idAt(currentIndex());
    if (id !== undefined) {
      choose(id);
    }
  }

  function extendRange(to: number): void {
    const start = index.idAt(currentIndex());
    const end = index.idAt(to);
    if (start !== undefined && end !== undefined) {
      goToRow(to, place.area === "rows" ? place.column : undefined, true);
      range.extendTo(end, start);
    }
  }

  function onMouseDown(event: MouseEvent): void {
    const line = layer.rowAround(event.target);
    if (!line) {
      return;
    }
    // The focus goes to the row, not to what was hit; nothing is scrolled, or the click would hit another row.
    event.preventDefault();
    makeCurrent(line.id, actionColumn(event.target), event.shiftKey || isList);
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
    } else if (isList) {
      clickInList(id, event);
    } else if (!hasCheckboxes) {
      return;
    } else if (event.shiftKey) {
      range.spreadTo(id);
    } else {
      makeCurrent(id, undefined, false);
      settleStop();
      toggle(id);
    }
  }

  /** As in VS Code's lists. */
  function clickInList(id: string, { shiftKey, ctrlKey, metaKey }: MouseEvent): void {
    if (shiftKey) {
      range.extendTo(id, id);
    } else if (ctrlKey || metaKey) {
      toggle(id);
    } else {
      choose(id);
    }
  }

  /** What a menu does, it does to the selection: a row outside of it becomes the selection. */
  function onContextMenu({ target }: MouseEvent): void {
    const line = layer.rowAround(target);
    if (isList && line && !state.selected.has(line.id)) {
      choose(line.id);
    }
  }

  function onDoubleClick({ target }: MouseEvent): void {
    const line = layer.rowAround(target);
    if (line && actionColumn(target) === undefined && !(target instanceof HTMLInputElement)) {
      options.onOpen?.(line.id, "doubleClick");
    }
  }
}

/** The longest text of each column whose texts are never cut off. */
function longestTexts<R>(columns: readonly GridColumn<R>[], rows: readonly R[]): ReadonlyMap<string, string> {
  const longest = new Map<string, string>();
  for (const { id, fits } of columns) {
    if (fits) {
      longest.set(
        id,
        rows.reduce((found, row) => {
          const text = fits(row);
          return text.length > found.length ? text : found;
        }, ""),
      );
    }
  }
  return longest;
}

/** The column of the cell that an event happened in. */
function columnAround(target: EventTarget | null): string | undefined {
  return target instanceof Element
    ? target.closest<HTMLElement>("[data-column]")?.dataset["column"]
    : undefined;
}

/** The column whose button an event happened in. */
function actionColumn(target: EventTarget | null): string | undefined {
  return target instanceof Element ? columnAround(target.closest(".grid-action")) : undefined;
}
