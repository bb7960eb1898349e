import type { ExportRow, RelatedRow } from "../../src/protocol/exportWizard";
import { element, hiddenText, icon } from "../shared/dom";
import { filterField, noMatch } from "../shared/filterField";
import { createGrid } from "../shared/grid/grid";
import { memoize } from "../shared/memoize";
import { filterRows, nextSort, sortRows, type Sort } from "../shared/rows";
import { progressRing } from "../shared/toolkit";
import { count } from "../shared/words";
import { sortOf, takenAlong, type Event, type Model } from "./model";
import { displayNameColumn, sortKeys, technicalNameColumn, typeColumn } from "./resourceColumns";
import type { StepView } from "./stepView";

const listId = "related";

const consequence = "The target must have it already";

interface Row extends ExportRow {
  readonly why: string;
  readonly isTaken: boolean;
}

/** The second step: what the selection needs, taken along unless the user leaves it out. */
export function relatedStep(
  model: Model,
  send: (event: Event) => void,
  onOpen: (id: string) => void,
): StepView {
  const { types = [] } = model.environment ?? {};
  let latest = model;
  let isFocusDue = false;
  const intro = element("p", { class: "intro" });
  const status = element("p", { class: "status" });
  const waiting = element("div", { class: "waiting" }, progressRing("Looking for related resources"));
  const filter = filterField({
    label: "Filter related resources by name",
    onFilter: (text) => send({ kind: "filtered", list: listId, text }),
  });
  const nameColumn = displayNameColumn<Row>(types);
  const grid = createGrid<Row>({
    label: "Related resources",
    columns: [
      {
        ...nameColumn,
        // First, as the end of a name may be cut off.
        cell: (row) => [...(row.isTaken ? [] : [leftOutMark()]), ...nameColumn.cell(row)],
      },
      { ...technicalNameColumn<Row>(), priority: 3 },
      typeColumn(types),
      { id: "why", title: "Needed by", width: "minmax(22ch, 4fr)", priority: 1, cell: ({ why }) => why },
      {
        id: "consequence",
        title: "If left out",
        width: "minmax(18ch, 3fr)",
        priority: 2,
        cell: ({ isTaken }) => (isTaken ? "" : [icon("warning", "warning"), consequence]),
        // Also where nothing is left out: columns don't jump when something is.
        fits: () => consequence,
        tooltip: ({ isTaken }) =>
          isTaken ? "" : "It doesn't travel: the import is refused where the target doesn't have it already",
      },
    ],
    idOf: ({ id }) => id,
    nameOf: ({ displayName }) => displayName,
    selection: "checkboxes",
    onSelect: (ids, isTaken) => send({ kind: "takenAlong", ids, isTaken }),
    onSort: (column) =>
      send({ kind: "sorted", list: listId, sort: nextSort(sortOf(latest, listId), column) }),
    onOpen: (id, how) => (how === "enter" ? send({ kind: "next" }) : onOpen(id)),
    empty: () =>
      noMatch("related resources", latest.filters[listId] ?? "", () =>
        send({ kind: "filtered", list: listId, text: "" }),
      ),
  });
  const rowsFrom = memoize(relatedRows);
  const filtered = memoize(filterRows<Row>);
  const sorted = memoize((rows: readonly Row[], sort: Sort) => sortRows(rows, sort, sortKeys));
  const taken = memoize(
    (related: Model["related"], leftOut: Model["leftOut"], selected: Model["selected"]) =>
      new Set(takenAlong({ related, leftOut, selected })),
  );
  return {
    element: element(
      "div",
      { class: "step" },
      intro,
      element("div", { class: "toolbar" }, filter.element),
      waiting,
      grid.element,
      status,
    ),
    update: (next) => {
      latest = next;
      const { rows: related } = next.related;
      waiting.hidden = related !== undefined;
      grid.element.hidden = related === undefined;
      if (!related) {
        intro.textContent = "Looking for what the selection needs…";
        status.textContent = "";
        return;
      }
      const along = taken(next.related, next.leftOut, next.selected);
      const rows = rowsFrom(next.environment?.rows ?? noRows, related, along);
      const text = next.filters[listId] ?? "";
      const shown = sorted(filtered(rows, text), sortOf(next, listId));
      intro.textContent = `The selection needs ${count(related.length, "more resource")}. What you leave out, the target must have already.`;
      grid.update({ rows: shown, selected: along, sort: sortOf(next, listId) });
      filter.update({ text, shown: shown.length, total: rows.length });
      const hidden = along.size - shown.filter(({ id }) => along.has(id)).length;
      if (isFocusDue) {
        isFocusDue = false;
        grid.focus();
      }
      status.textContent =
        `${along.size.toLocaleString("en")} of ${count(related.length, "related resource")} taken along` +
        (hidden > 0 ? `, ${hidden.toLocaleString("en")} of them hidden by the filter` : "");
    },
    status: () => [filter.hits(), status.textContent].filter(Boolean).join(". "),
    focus: () => {
      // Rows to put it on come with the answer.
      isFocusDue = latest.related.rows === undefined;
      if (!isFocusDue) {
        grid.focus();
      }
    },
    focusFilter: () => filter.focus(),
    dispose: () => grid.dispose(),
  };
}

/** Beside the name, where the column that says what follows from leaving out has given way. */
function leftOutMark(): HTMLElement {
  return element(
    "span",
    { class: "left-out-mark", title: "Left out: the target must have it already" },
    icon("warning", "warning"),
    hiddenText(" left out"),
  );
}

const noRows: readonly ExportRow[] = [];

function relatedRows(
  rows: readonly ExportRow[],
  related: readonly RelatedRow[],
  along: ReadonlySet<string>,
): readonly Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return related.flatMap(({ id, needs, moreNeeds }): Row[] => {
    const row = byId.get(id);
    const more = moreNeeds > 0 ? ` and ${count(moreNeeds, "more", "more")}` : "";
    return row ? [{ ...row, why: needs.join(", ") + more, isTaken: along.has(id) }] : [];
  });
}
