import type { SetupActionId } from "../../src/protocol/common";
import type { FindingInfo, ImportRow, RowMenuItem } from "../../src/protocol/importWizard";
import { element } from "../shared/dom";
import { filterField } from "../shared/filterField";
import { createGrid } from "../shared/grid/grid";
import { memoize } from "../shared/memoize";
import { filterRows, nextSort, sortRows, type Sort } from "../shared/rows";
import { selectField } from "../shared/selectField";
import { button, progressRing } from "../shared/toolkit";
import { capitalized, count } from "../shared/words";
import { openBulkSetupDialog } from "./bulkSetupDialog";
import { openDetailsDialog, type DetailsDialog } from "./detailsDialog";
import { findingList, type FindingRequests } from "./findingList";
import { nextProblem, rowsByStatus, statusFilters, type Model, type StatusFilter } from "./model";
import { packageCard } from "./packageCard";
import type { Page, PageContext } from "./page";
import { reviewColumns } from "./reviewColumns";
import { isProblem, outcomeText, statusRank } from "./rowWords";
import { selectedRows, statusText } from "./statusLine";

const statusLabels: Readonly<Record<StatusFilter, string>> = {
  all: "Every status",
  problems: "To look at",
  error: "Errors",
  removal: "Removals",
  warning: "Warnings",
  create: "Create",
  update: "Update",
  unchanged: "Unchanged",
  skip: "Skip",
};

/** Where a package is looked at, and its import is set up: every resource with what will happen to it. */
export function reviewPage(model: Model, context: PageContext): Page {
  const { send, ask } = context;
  const countedStatuses = memoize((rows: readonly ImportRow[]) =>
    statusFilters.map((value) => {
      const n = rowsByStatus(rows, value, "").length;
      return { value, label: `${statusLabels[value]} (${n.toLocaleString("en")})` };
    }),
  );
  let latest = model;
  let shown: readonly ImportRow[] = [];
  let dialog: { readonly id: string; readonly view: DetailsDialog } | undefined;
  const card = packageCard(context);
  const general = element("div", { class: "general", hidden: true });
  const mended = element("details", { class: "preexisting", hidden: true });
  const preexisting = element("details", { class: "preexisting", hidden: true });
  const status = element("p", { class: "status", role: "status" });
  const busy = element("span", { class: "busy", hidden: true }, progressRing("Checking the import"));
  const next = button({ label: "Next problem", icon: "arrow-down", onClick: () => goToNextProblem() });
  const filter = filterField({
    label: "Filter resources by name",
    onFilter: (text) => send({ kind: "filtered", text }),
  });
  const statusFilter = selectField({
    label: "Status",
    isLabelHidden: true,
    onChoose: (value) => {
      const chosen = statusFilters.find((id) => id === value);
      if (chosen) {
        send({ kind: "statusChosen", status: chosen });
      }
    },
  });
  const typeFilter = selectField({
    label: "Type",
    isLabelHidden: true,
    onChoose: (type) => send({ kind: "typeChosen", type }),
  });
  /** What was selected is done with then: it must not go along with the next that are. */
  const setUp = (rows: readonly ImportRow[], action: SetupActionId): void => {
    send({ kind: "setUp", ids: rows.map(({ id }) => id), action });
    send({ kind: "selected", ids: [] });
  };
  const setUpSelected = (): void => {
    const rows = selectedRows(latest, shown);
    openBulkSetupDialog({ rows, actions: latest.actions, onChoose: (action) => setUp(rows, action) });
  };
  const setUpButton = button({
    label: "Set import setup…",
    icon: "settings-gear",
    onClick: setUpSelected,
  });
  const openDetails = (id: string): void => send({ kind: "detailsOpened", id });
  /** Opens, fills and closes the details as the model has it: what they are about may go while they are open. */
  const showDetails = ({ open, details, rows, actions, types, target }: Model): void => {
    const row = open && target && rows.find(({ id }) => id === open.id);
    if (dialog && dialog.id !== row?.id) {
      dialog.view.close();
      return;
    }
    if (!open || !row?.plan) {
      return;
    }
    const { id } = row;
    if (!dialog) {
      const view = openDetailsDialog({
        row,
        tried: open.action,
        actions,
        types,
        onTry: (action) => send({ kind: "actionTried", action }),
        onChoose: (action) => send({ kind: "setUp", ids: [id], action }),
        onCompare: (action) => ask.compare(id, action),
        onPlace: (action, finding, place) => ask.place({ id, action, finding, place }),
        onStep: (action, finding, step) => ask.step({ id, action, finding, step }),
        onClose: () => {
          dialog = undefined;
          if (latest.open && latest.open.id !== id) {
            // A step led on to the details of another row.
            showDetails(latest);
            return;
          }
          send({ kind: "detailsClosed" });
          grid.focus(id);
        },
      });
      dialog = { id, view };
      ask.details(id);
    }
    if (details?.id === id) {
      dialog.view.update(details);
    }
  };
  const grid = createGrid<ImportRow>({
    label: "Resources of the package",
    columns: reviewColumns(model),
    idOf: ({ id }) => id,
    nameOf: ({ displayName }) => displayName,
    ...(model.target && { selection: "rows", menuSection: "importRow" }),
    onSelectOnly: (ids) => send({ kind: "selected", ids }),
    onSort: (column) => send({ kind: "sorted", sort: nextSort(latest.sort, column) }),
    onOpen: openDetails,
    onAction: openDetails,
    empty: () => emptyList(context),
  });
  function goToNextProblem(): void {
    const id = nextProblem(shown, grid.focusedId);
    if (id !== undefined) {
      send({ kind: "selected", ids: [id] });
      grid.focus(id);
    }
  }
  function follow(item: RowMenuItem): void {
    const rows = selectedRows(latest, shown);
    const [first] = rows;
    if (!first) {
      return;
    }
    switch (item) {
      case "setup":
        setUpSelected();
        return;
      case "skip":
        setUp(rows, "skip");
        return;
      case "details":
        openDetails(rows.find(({ id }) => id === grid.focusedId)?.id ?? first.id);
        return;
    }
  }
  const byStatus = memoize(rowsByStatus);
  const filtered = memoize(filterRows<ImportRow>);
  const sorted = memoize((rows: readonly ImportRow[], sort: Sort) =>
    sortRows(rows, sort, {
      displayName: ({ displayName }) => displayName,
      name: ({ name }) => name,
      type: ({ type }) => type,
      status: statusRank,
      outcome: outcomeText,
      setup: ({ action }) => latest.actions.findIndex(({ id }) => id === action),
    }),
  );
  const page = element(
    "div",
    { class: "step" },
    card.element,
    general,
    mended,
    preexisting,
    element("div", { class: "status-line" }, status, busy),
    element(
      "div",
      { class: "toolbar" },
      filter.element,
      element(
        "div",
        { class: "toolbar-group" },
        statusFilter.element,
        typeFilter.element,
        next.element,
        setUpButton.element,
      ),
    ),
    grid.element,
  );
  return {
    element: page,
    update: (now) => {
      latest = now;
      const hasTarget = now.target !== undefined;
      shown = sorted(filtered(byStatus(now.rows, now.status, now.type), now.filter), now.sort);
      card.update(now);
      grid.update({ rows: shown, selected: now.selected, sort: now.sort });
      filter.update({ text: now.filter, shown: shown.length, total: now.rows.length });
      statusFilter.update(countedStatuses(now.rows), now.status);
      typeFilter.update(
        [
          { value: "", label: "Every type" },
          ...now.types.map(({ id, plural }) => ({ value: id, label: capitalized(plural) })),
        ],
        now.type,
      );
      statusFilter.element.hidden = !hasTarget;
      setUpButton.element.hidden = !hasTarget;
      setUpButton.setEnabled(selectedRows(now, shown).length > 0);
      next.element.hidden = !hasTarget;
      next.setEnabled(now.rows.some(isProblem));
      busy.hidden = now.busy === "";
      const text = statusText(now, shown);
      if (status.textContent !== text) {
        status.textContent = text;
      }
      showGeneral(general, now.summary?.general ?? [], {
        onPlace: (finding, place) => ask.place({ finding, place }),
        onStep: (finding, step) => ask.step({ finding, step }),
        onFocusLost: () => grid.focus(),
      });
      showMended(mended, now);
      showPreexisting(preexisting, now);
      showDetails(now);
    },
    focus: () => (latest.target ? grid.focus() : card.focusTarget()),
    focusFilter: () => filter.focus(),
    hits: () => filter.hits(),
    goToNextProblem,
    follow,
    dispose: () => {
      dialog?.view.close();
      grid.dispose();
    },
  };
}

function showGeneral(
  target: HTMLElement,
  findings: readonly FindingInfo[],
  requests: FindingRequests & { readonly onFocusLost: () => void },
): void {
  const key = JSON.stringify(findings);
  if (target.dataset["shown"] !== key) {
    target.dataset["shown"] = key;
    target.hidden = findings.length === 0;
    const hadFocus = target.contains(document.activeElement);
    target.replaceChildren(findingList(findings, requests));
    if (hadFocus) {
      // The step that was taken may have gone with its finding.
      requests.onFocusLost();
    }
  }
}

function showMended(target: HTMLDetailsElement, { summary }: Model): void {
  const { mended = [], moreMended = 0 } = summary ?? {};
  const words = count(mended.length + moreMended, "problem");
  showProblems(target, mended, moreMended, `The import mends ${words} that the target had before`);
}

function showPreexisting(target: HTMLDetailsElement, { summary }: Model): void {
  const { preexisting = [], morePreexisting = 0 } = summary ?? {};
  const total = preexisting.length + morePreexisting;
  const title = `The target had ${count(total, "problem")} before, which the import leaves as ${total === 1 ? "it is" : "they are"}`;
  showProblems(target, preexisting, morePreexisting, title);
}

function showProblems(
  target: HTMLDetailsElement,
  problems: readonly string[],
  more: number,
  title: string,
): void {
  const key = JSON.stringify([problems, more]);
  if (target.dataset["shown"] === key) {
    return;
  }
  target.dataset["shown"] = key;
  target.hidden = problems.length === 0;
  target.replaceChildren(
    element("summary", {}, title),
    element(
      "ul",
      {},
      ...problems.map((text) => element("li", {}, text)),
      more > 0 && element("li", {}, `And ${count(more, "more", "more")}.`),
    ),
  );
}

function emptyList({ send }: PageContext): Node {
  const clear = button({ label: "Clear filters", onClick: () => send({ kind: "filtersCleared" }) });
  return element("div", {}, element("p", {}, "No resource matches the filters."), clear.element);
}
