import assert from "node:assert/strict";

import {
  columnAfter,
  intentInHeader,
  intentInList,
  intentInRows,
  rowAfter,
  type Keystroke,
} from "../../../../../webview-ui/shared/grid/keys";

/** "Control+Shift+a" as a keystroke. */
function stroke(text: string): Keystroke {
  const parts = text.split("+");
  return {
    key: parts.at(-1)!,
    ctrlKey: parts.includes("Control"),
    metaKey: parts.includes("Meta"),
    shiftKey: parts.includes("Shift"),
    altKey: parts.includes("Alt"),
  };
}

describe("Keys in a grid's rows", () => {
  const intent = (text: string): unknown => intentInRows(stroke(text));

  it("move the focus, and with Shift a range", () => {
    assert.deepEqual(intent("ArrowDown"), {
      kind: "moveRow",
      to: "down",
      isExtending: false,
      isFocusOnly: false,
    });
    assert.deepEqual(intent("Shift+ArrowUp"), {
      kind: "moveRow",
      to: "up",
      isExtending: true,
      isFocusOnly: false,
    });
    assert.deepEqual(intent("Shift+PageDown"), {
      kind: "moveRow",
      to: "pageDown",
      isExtending: true,
      isFocusOnly: false,
    });
    assert.deepEqual(intent("Home"), {
      kind: "moveRow",
      to: "first",
      isExtending: false,
      isFocusOnly: false,
    });
    assert.deepEqual(intent("Control+End"), {
      kind: "moveRow",
      to: "last",
      isExtending: false,
      isFocusOnly: false,
    });
    assert.deepEqual(intent("ArrowRight"), { kind: "moveColumn", to: "next" });
  });

  it("toggle, select all and open", () => {
    assert.deepEqual(intent(" "), { kind: "toggle", isRange: false });
    assert.deepEqual(intent("Shift+ "), { kind: "toggle", isRange: true });
    assert.deepEqual(intent("Control+a"), { kind: "selectAll" });
    assert.deepEqual(intent("Meta+A"), { kind: "selectAll" });
    assert.deepEqual(intent("Enter"), { kind: "activate" });
  });

  it("leave to others what isn't the grid's", () => {
    for (const other of ["Tab", "Escape", "x", "a", "Alt+ArrowDown", "Control+ArrowDown", "Control+Enter"]) {
      assert.equal(intent(other), undefined, other);
    }
    assert.equal(intent("Control+Shift+a"), undefined);
    assert.equal(intent("Shift+Enter"), undefined);
  });
});

describe("Keys in a grid whose rows are selected as in lists", () => {
  const intent = (text: string): unknown => intentInList(stroke(text));

  it("move the selection, with Shift a range, and with Control the focus alone", () => {
    const down = { kind: "moveRow", to: "down", isExtending: false, isFocusOnly: false };
    assert.deepEqual(intent("ArrowDown"), down);
    assert.deepEqual(intent("Shift+ArrowDown"), { ...down, isExtending: true });
    assert.deepEqual(intent("Control+ArrowDown"), { ...down, isFocusOnly: true });
    assert.deepEqual(intent("Meta+Home"), { ...down, to: "first", isFocusOnly: true });
    assert.deepEqual(intent("Control+Shift+End"), { ...down, to: "last", isExtending: true });
  });

  it("select one row, toggle one, select all and none", () => {
    assert.deepEqual(intent(" "), { kind: "selectOnly" });
    assert.deepEqual(intent("Control+ "), { kind: "toggle", isRange: false });
    assert.deepEqual(intent("Shift+ "), { kind: "toggle", isRange: true });
    assert.deepEqual(intent("Control+a"), { kind: "selectAll" });
    assert.deepEqual(intent("Escape"), { kind: "selectNone" });
    assert.deepEqual(intent("Enter"), { kind: "activate" });
    assert.deepEqual(intent("ArrowLeft"), { kind: "moveColumn", to: "previous" });
  });

  it("leave to others what isn't the grid's", () => {
    for (const other of ["Tab", "x", "a", "Alt+ArrowDown", "Control+Enter", "Shift+F10", "ContextMenu"]) {
      assert.equal(intent(other), undefined, other);
    }
  });
});

describe("Keys in a grid's header", () => {
  const intent = (text: string): unknown => intentInHeader(stroke(text));

  it("move between titles and back to the rows", () => {
    assert.deepEqual(intent("ArrowLeft"), { kind: "moveColumn", to: "previous" });
    assert.deepEqual(intent("End"), { kind: "moveColumn", to: "last" });
    assert.deepEqual(intent("ArrowDown"), { kind: "leaveHeader" });
    assert.deepEqual(intent("Control+Home"), {
      kind: "moveRow",
      to: "first",
      isExtending: false,
      isFocusOnly: false,
    });
    assert.equal(intent("ArrowUp"), undefined);
  });

  it("do what a title does", () => {
    assert.deepEqual(intent(" "), { kind: "activate" });
    assert.deepEqual(intent("Enter"), { kind: "activate" });
    assert.deepEqual(intent("Control+a"), { kind: "selectAll" });
  });
});

describe("Moves in a grid", () => {
  it("end at the last row, and lead from the first one to the header", () => {
    assert.equal(rowAfter("down", 9, 10, 4), 9);
    assert.equal(rowAfter("up", 0, 10, 4), -1);
    assert.equal(rowAfter("pageUp", 2, 10, 4), 0);
    assert.equal(rowAfter("pageDown", 7, 10, 4), 9);
    assert.equal(rowAfter("pageDown", 2, 10, 4), 6);
    assert.equal(rowAfter("first", 5, 10, 4), 0);
    assert.equal(rowAfter("last", 5, 10, 4), 9);
  });

  it("end at the first and the last cell", () => {
    assert.equal(columnAfter("previous", 0, 3), 0);
    assert.equal(columnAfter("next", 1, 3), 2);
    assert.equal(columnAfter("next", 2, 3), 2);
    assert.equal(columnAfter("last", 0, 3), 2);
  });
});
