import type { ExportRow } from "../../src/protocol/exportWizard";
import { element, icon } from "../shared/dom";
import { filterField, noMatch } from "../shared/filterField";
import { createGrid, type Grid } from "../shared/grid/grid";
import { memoize } from "../shared/memoize";
import { filterRows, nextSort, sortRows, type Sort } from "../shared/rows";
import { button, tabs } from "../shared/toolkit";
import { capitalized, count } from "../shared/words";
import { sortOf, type Event, type Model } from "./model";
import { displayNameColumn, kindColumn, sortKeys, technicalNameColumn } from "./resourceColumns";
import type { StepView } from "./stepView";

/** The filter and the grid of this step have this name in the model. */
const listId = "select";

const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** The first step: a tab for each type of resource, from which the user selects. */
export function selectStep(
  model: Model,
  send: (event: Event) => void,
  onOpen: (id: string) => void,
): StepView {
  const { types = [] } = model.environment ?? {};
  const filter = filterField({
    label: "Filter resources by name",
    onFilter: (text) => send({ kind: "filtered", list: listId, text }),
  });
  const selectAll = button({
    label: "Select all resources",
    icon: "check-all",
    onClick: () => send({ kind: "allSelected" }),
  });
  const status = element("p", { class: "status" });
  const broken = brokenFiles();
  let latest = model;
  const lists = types.map((type) => {
    const grid = createGrid<ExportRow>({
      label: capitalized(type.plural),
      columns: [
        displayNameColumn(types),
        technicalNameColumn(),
        kindColumn(),
        {
          id: "parts",
          title: capitalized(type.parts),
          width: "minmax(8ch, 0.7fr)",
          priority: 3,
          isSortable: true,
          align: "end",
          cell: ({ parts }) => parts.toLocaleString("en"),
        },
        {
          id: "changedAt",
          title: "Last change",
          width: "minmax(20ch, 1.5fr)",
          priority: 3,
          isSortable: true,
          cell: ({ changedAt }) => (changedAt === undefined ? "" : dayAndTime.format(changedAt)),
        },
      ],
      idOf: ({ id }) => id,
      nameOf: ({ displayName }) => displayName,
      selection: "checkboxes",
      onSelect: (ids, isSelected) => send({ kind: "selected", ids, isSelected }),
      onSort: (column) =>
        send({ kind: "sorted", list: listId, sort: nextSort(sortOf(latest, listId), column) }),
      onOpen: (id, how) => (how === "enter" ? send({ kind: "next" }) : onOpen(id)),
      empty: () => {
        const text = latest.filters[listId] ?? "";
        return text.trim() === ""
          ? element("p", {}, `This environment has no ${type.plural} that can be exported.`)
          : noMatch(type.plural, text, () => send({ kind: "filtered", list: listId, text: "" }));
      },
    });
    return { type, grid, rowsOf: rowsOfType(type.id) };
  });
  const tabStrip = tabs({
    label: "Types of resources",
    tabs: lists.map(({ type, grid }) => ({
      id: type.id,
      label: capitalized(type.plural),
      content: grid.element,
    })),
    onSelect: (tab) => send({ kind: "tabChosen", tab }),
  });
  const shownGrid = (): Grid<ExportRow> | undefined => lists.find(({ type }) => type.id === latest.tab)?.grid;
  return {
    element: element(
      "div",
      { class: "step" },
      element("div", { class: "toolbar" }, filter.element, selectAll.element),
      tabStrip.element,
      status,
      broken.element,
    ),
    update: (next) => {
      latest = next;
      const text = next.filters[listId] ?? "";
      broken.update(next.environment?.broken ?? []);
      tabStrip.select(next.tab);
      for (const { type, grid, rowsOf } of lists) {
        const rows = rowsOf(next);
        const ofType = rows.all.filter(({ id }) => next.selected.has(id)).length;
        tabStrip.setLabel(
          type.id,
          `${capitalized(type.plural)} ${rows.all.length.toLocaleString("en")}${ofType > 0 ? ` (${ofType.toLocaleString("en")} selected)` : ""}`,
        );
        if (type.id === next.tab) {
          grid.update({ rows: rows.shown, selected: next.selected, sort: sortOf(next, listId) });
          filter.update({ text, shown: rows.shown.length, total: rows.all.length });
          status.textContent = selectionText(next, ofType, rows.shown);
        }
      }
    },
    status: () => [filter.hits(), status.textContent].filter(Boolean).join(". "),
    focus: () => shownGrid()?.focus(),
    focusFilter: () => filter.focus(),
    dispose: () => lists.forEach(({ grid }) => grid.dispose()),
  };
}

interface RowsOfType {
  readonly all: readonly ExportRow[];
  readonly shown: readonly ExportRow[];
}

/** The rows of one type: all of them with the time of their last change, and those that the filter shows, in order. */
function rowsOfType(type: string): (model: Model) => RowsOfType {
  const all = memoize((rows: readonly ExportRow[], changeTimes: Model["changeTimes"]): readonly ExportRow[] =>
    rows.filter((row) => row.type === type).map((row) => ({ ...row, changedAt: changeTimes[row.id] })),
  );
  const filtered = memoize(filterRows<ExportRow>);
  const sorted = memoize((rows: readonly ExportRow[], sort: Sort) =>
    sortRows(rows, sort, { ...sortKeys, changedAt: ({ changedAt }) => changedAt }),
  );
  return (model) => {
    const rows = all(model.environment?.rows ?? noRows, model.changeTimes);
    return { all: rows, shown: sorted(filtered(rows, model.filters[listId] ?? ""), sortOf(model, listId)) };
  };
}

const noRows: readonly ExportRow[] = [];

function selectionText(model: Model, ofType: number, shown: readonly ExportRow[]): string {
  const total = model.environment?.rows.length ?? 0;
  const hidden = ofType - shown.filter(({ id }) => model.selected.has(id)).length;
  const text = `${model.selected.size.toLocaleString("en")} of ${count(total, "resource")} selected`;
  return hidden > 0 ? `${text}, ${hidden.toLocaleString("en")} of them hidden by the filter` : text;
}

/** The files that can't be exported because they are broken, folded up. */
function brokenFiles(): { readonly element: HTMLElement; update(sentences: readonly string[]): void } {
  const summary = element("summary", {});
  const list = element("ul", {});
  const details = element("details", { class: "broken", hidden: true }, summary, list);
  const show = memoize((sentences: readonly string[]) => {
    details.hidden = sentences.length === 0;
    const text = `${count(sentences.length, "broken file")} can't be exported`;
    summary.replaceChildren(icon("warning", "warning"), ` ${text}`);
    list.replaceChildren(...sentences.map((text) => element("li", {}, text)));
  });
  return { element: details, update: show };
}
