import { element, icon, isolate } from "../shared/dom";
import { createGrid } from "../shared/grid/grid";
import { memoize } from "../shared/memoize";
import { nextSort, sortRows, type Sort } from "../shared/rows";
import { button, textArea, textField } from "../shared/toolkit";
import { count } from "../shared/words";
import { packageRows, sortOf, type Event, type Model, type PackageRow } from "./model";
import { displayNameColumn, sortKeys, technicalNameColumn, typeColumn } from "./resourceColumns";
import { openSetupDialog } from "./setupDialog";
import type { StepView } from "./stepView";

/** The grid of this step has this name in the model. */
const listId = "package";

/** The last step: the package's name, and the import setup of what goes into it. */
export function packageStep(model: Model, send: (event: Event) => void): StepView {
  const { types = [], actions = [] } = model.environment ?? {};
  let latest = model;
  const rowsFrom = memoize(
    (
      environment: Model["environment"],
      selected: Model["selected"],
      leftOut: Model["leftOut"],
      related: Model["related"],
      setups: Model["setups"],
    ) => packageRows({ environment, selected, leftOut, related, setups }),
  );
  const allRows = (of: Model): readonly PackageRow[] =>
    rowsFrom(of.environment, of.selected, of.leftOut, of.related, of.setups);
  /** Of the package only: others may be marked still from before the selection changed. */
  const markedIds = (of: Model): string[] =>
    allRows(of)
      .map(({ id }) => id)
      .filter((id) => of.marked.has(id));
  const actionLabel = (row: PackageRow): string =>
    actions.find(({ id }) => id === row.setup.action)?.label ?? row.setup.action;
  const name = textField({ label: "Name", onInput: (value) => send({ kind: "named", name: value }) });
  const version = textField({
    label: "Version (optional)",
    placeholder: "For example: 1.2.0",
    onInput: (value) => send({ kind: "versioned", version: value }),
  });
  const description = textArea({
    label: "Description (optional)",
    onInput: (value) => send({ kind: "described", description: value }),
  });
  [name, version].forEach((field) =>
    field.element.addEventListener("keydown", ({ key }) => {
      if (key === "Enter") {
        send({ kind: "exportRequested" });
      }
    }),
  );
  const setUp = (ids: readonly string[]): void => {
    const wanted = new Set(ids);
    const rows = allRows(latest).filter(({ id }) => wanted.has(id));
    const [first] = rows;
    if (first) {
      openSetupDialog({
        rows,
        actions,
        onChoose: (setup) => {
          send({ kind: "setUp", ids, setup });
          if (ids.length > 1) {
            // They must not go along with the next that are selected.
            send({ kind: "marked", ids: [] });
          }
        },
      });
    }
  };
  const setUpMarked = (): void => setUp(markedIds(latest));
  const setUpButton = button({
    label: "Set import setup…",
    icon: "settings-gear",
    onClick: setUpMarked,
  });
  const status = element("p", { class: "status" });
  const grid = createGrid<PackageRow>({
    label: "Resources of the package",
    columns: [
      displayNameColumn(types),
      { ...technicalNameColumn<PackageRow>(), priority: 3 },
      typeColumn(types),
      {
        id: "related",
        title: "Comes along",
        width: "minmax(12ch, 1fr)",
        priority: 3,
        isSortable: true,
        cell: ({ isRelated }) => (isRelated ? "Related" : "Selected"),
      },
      {
        id: "setup",
        title: "Import setup",
        width: "minmax(14ch, 1.2fr)",
        priority: 1,
        isSortable: true,
        cell: (row) => [actionLabel(row), icon("edit")],
        action: (row) => ({ label: `Import setup of ${row.displayName}: ${actionLabel(row)}` }),
      },
      {
        id: "note",
        title: "Note",
        width: "minmax(10ch, 2fr)",
        priority: 3,
        cell: ({ setup }) => [isolate(setup.note)],
      },
    ],
    idOf: ({ id }) => id,
    nameOf: ({ displayName }) => displayName,
    // A checkbox would seem to say what goes into the package; all of this does.
    selection: "rows",
    menuSection: "packageRow",
    onSelectOnly: (ids) => send({ kind: "marked", ids }),
    onSort: (column) =>
      send({ kind: "sorted", list: listId, sort: nextSort(sortOf(latest, listId), column) }),
    onOpen: (id) => setUp([id]),
    onAction: (id) => setUp([id]),
    empty: () => element("p", {}, "Nothing is selected."),
  });
  const sorted = memoize((rows: readonly PackageRow[], sort: Sort) =>
    sortRows(rows, sort, {
      ...sortKeys,
      related: ({ isRelated }) => Number(isRelated),
      setup: ({ setup }) => actions.findIndex(({ id }) => id === setup.action),
    }),
  );
  return {
    element: element(
      "div",
      { class: "step" },
      element(
        "div",
        { class: "form" },
        element("div", { class: "form-row" }, name.element, version.element),
        description.element,
      ),
      element("div", { class: "toolbar" }, status, setUpButton.element),
      grid.element,
    ),
    update: (next) => {
      latest = next;
      const rows = allRows(next);
      const marked = markedIds(next).length;
      name.setValue(next.name);
      name.setProblem(next.name.trim() === "" ? "Give the package a name." : next.nameProblem);
      version.setValue(next.packageVersion);
      description.setValue(next.description);
      grid.update({
        rows: sorted(rows, sortOf(next, listId)),
        selected: next.marked,
        sort: sortOf(next, listId),
      });
      setUpButton.setEnabled(marked > 0);
      status.textContent =
        marked > 1
          ? `${count(rows.length, "resource")} in the package · ${count(marked, "row")} selected`
          : `${count(rows.length, "resource")} in the package. Select rows to set them up together.`;
    },
    setUpSelected: setUpMarked,
    status: () => status.textContent,
    focus: () => name.focus(),
    dispose: () => grid.dispose(),
  };
}
