/** What keys mean in a grid, apart from the page: from a key to what the user wants, and where that leads. */

export interface Keystroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

export type RowMove = "up" | "down" | "pageUp" | "pageDown" | "first" | "last";
export type ColumnMove = "previous" | "next" | "first" | "last";

export type Intent =
  | {
      readonly kind: "moveRow";
      readonly to: RowMove;
      readonly isExtending: boolean;
      /** Where rows are selected as in lists: the selection stays as it is. */
      readonly isFocusOnly: boolean;
    }
  | { readonly kind: "moveColumn"; readonly to: ColumnMove }
  | { readonly kind: "toggle"; readonly isRange: boolean }
  /** Selects this row and no other. */
  | { readonly kind: "selectOnly" }
  | { readonly kind: "selectNone" }
  | { readonly kind: "selectAll" }
  /** Opens a row, or does what a header cell or a cell does. */
  | { readonly kind: "activate" }
  | { readonly kind: "leaveHeader" };

const rowMoves = new Map<string, RowMove>([
  ["ArrowUp", "up"],
  ["ArrowDown", "down"],
  ["PageUp", "pageUp"],
  ["PageDown", "pageDown"],
  ["Home", "first"],
  ["End", "last"],
]);

const columnMoves = new Map<string, ColumnMove>([
  ["ArrowLeft", "previous"],
  ["ArrowRight", "next"],
]);

const headerMoves = new Map<string, ColumnMove>([...columnMoves, ["Home", "first"], ["End", "last"]]);

/** What a key means while a row or a cell has the focus, where rows have checkboxes or can't be selected. */
export function intentInRows(stroke: Keystroke): Intent | undefined {
  const { key, shiftKey } = stroke;
  if (stroke.altKey) {
    return undefined;
  }
  if (hasCommandKey(stroke)) {
    if (key === "Home" || key === "End") {
      return moveRow(key === "Home" ? "first" : "last", shiftKey);
    }
    return isSelectAll(stroke) ? { kind: "selectAll" } : undefined;
  }
  const to = rowMoves.get(key);
  if (to) {
    return moveRow(to, shiftKey);
  }
  if (key === " ") {
    return { kind: "toggle", isRange: shiftKey };
  }
  return shiftKey ? undefined : moveColumnOrActivate(key, columnMoves);
}

/** What a key means while a row or a cell has the focus, where rows are selected as in VS Code's lists. */
export function intentInList(stroke: Keystroke): Intent | undefined {
  const { key, shiftKey } = stroke;
  const isCommand = hasCommandKey(stroke);
  if (stroke.altKey) {
    return undefined;
  }
  if (key === "Escape") {
    return { kind: "selectNone" };
  }
  const to = rowMoves.get(key);
  if (to) {
    return moveRow(to, shiftKey, isCommand && !shiftKey);
  }
  if (key === " ") {
    return isCommand || shiftKey ? { kind: "toggle", isRange: shiftKey } : { kind: "selectOnly" };
  }
  return isCommand || shiftKey ? intentInRows(stroke) : moveColumnOrActivate(key, columnMoves);
}

function moveRow(to: RowMove, isExtending: boolean, isFocusOnly = false): Intent {
  return { kind: "moveRow", to, isExtending, isFocusOnly };
}

/** What a key means while a cell of the header has the focus. */
export function intentInHeader(stroke: Keystroke): Intent | undefined {
  const { key } = stroke;
  if (stroke.altKey || stroke.shiftKey) {
    return undefined;
  }
  if (hasCommandKey(stroke)) {
    if (key === "Home" || key === "End") {
      return moveRow(key === "Home" ? "first" : "last", false);
    }
    return isSelectAll(stroke) ? { kind: "selectAll" } : undefined;
  }
  if (key === "ArrowDown" || key === "PageDown") {
    return { kind: "leaveHeader" };
  }
  return key === " " ? { kind: "activate" } : moveColumnOrActivate(key, headerMoves);
}

/** The row that a move leads to; -1 is the header. */
export function rowAfter(move: RowMove, index: number, count: number, page: number): number {
  const last = count - 1;
  switch (move) {
    case "up":
      return index - 1;
    case "down":
      return Math.min(index + 1, last);
    case "pageUp":
      return Math.max(index - page, 0);
    case "pageDown":
      return Math.min(index + page, last);
    case "first":
      return 0;
    case "last":
      return last;
  }
}

/** The one of `count` cells that a move leads to; at either end it stays. */
export function columnAfter(move: ColumnMove, index: number, count: number): number {
  switch (move) {
    case "previous":
      return Math.max(index - 1, 0);
    case "next":
      return Math.min(index + 1, count - 1);
    case "first":
      return 0;
    case "last":
      return count - 1;
  }
}

function moveColumnOrActivate(key: string, moves: ReadonlyMap<string, ColumnMove>): Intent | undefined {
  const to = moves.get(key);
  if (to) {
    return { kind: "moveColumn", to };
  }
  return key === "Enter" ? { kind: "activate" } : undefined;
}

function hasCommandKey({ ctrlKey, metaKey }: Keystroke): boolean {
  return ctrlKey || metaKey;
}

function isSelectAll({ key, shiftKey }: Keystroke): boolean {
  return key.toLowerCase() === "a" && !shiftKey;
}
