import type { ImportResult, ResultRow } from "../../src/protocol/importWizard";
import { openDialog } from "../shared/dialog";
import { element, icon } from "../shared/dom";
import { createGrid } from "../shared/grid/grid";
import { button, progressRing } from "../shared/toolkit";
import { capitalized, count } from "../shared/words";
import type { Model } from "./model";
import type { Page, PageContext } from "./page";
import { resultWords } from "./rowWords";

const headings: Readonly<Record<ImportResult["outcome"], { text: string; icon: string; tone: string }>> = {
  imported: { text: "Imported", icon: "pass", tone: "success" },
  partly: { text: "Partly imported", icon: "error", tone: "error" },
  not: { text: "Not imported", icon: "error", tone: "error" },
  undone: { text: "Undone", icon: "discard", tone: "unchanged" },
};

const shownReasons = 5;

/** How the import ended: every resource with what became of it, what went wrong first. */
export function resultPage(model: Model, { send, ask }: PageContext): Page {
  let shown: ImportResult | undefined;
  const heading = element("h2", { tabindex: -1 });
  const message = element("p", {});
  const counts = element("p", { class: "status" });
  const typeWords = new Map(model.types.map(({ id, singular }) => [id, capitalized(singular)]));
  const retry = button({
    label: "Retry the rest",
    icon: "refresh",
    isPrimary: true,
    onClick: () => send({ kind: "retryRequested" }),
  });
  const rollBack = button({ label: "Roll back", icon: "discard", onClick: () => ask.rollBack() });
  const busy = element("span", { class: "busy", hidden: true }, progressRing("Rolling back"));
  const reasons = element("ul", { class: "reasons", "aria-label": "Why", hidden: true });
  const copy = button({ label: "Copy report", icon: "copy", onClick: () => ask.report("copy") });
  const save = button({ label: "Save report…", icon: "save", onClick: () => ask.report("save") });
  const open = (id: string): void => {
    const row = shown?.rows.find((candidate) => candidate.id === id);
    if (row && isMissing(row.state)) {
      showWhy(row);
    } else {
      ask.file(id);
    }
  };
  const grid = createGrid<ResultRow>({
    label: "What became of each resource",
    columns: [
      {
        id: "state",
        title: "Result",
        width: "minmax(14ch, 1fr)",
        priority: 1,
        cell: ({ state }) => [
          icon(resultWords[state].icon, resultWords[state].tone),
          resultWords[state].word,
        ],
      },
      {
        id: "displayName",
        title: "Name",
        width: "minmax(14ch, 2fr)",
        priority: 1,
        cell: ({ displayName }) => displayName,
      },
      {
        id: "name",
        title: "Technical name",
        width: "minmax(14ch, 2fr)",
        priority: 3,
        cell: ({ name }) => name,
      },
      {
        id: "type",
        title: "Type",
        width: "minmax(9ch, 1fr)",
        priority: 3,
        cell: ({ type }) => typeWords.get(type) ?? type,
      },
      {
        id: "detail",
        title: "Detail",
        width: "minmax(20ch, 5fr)",
        // What it says of a failure, Show why says too.
        priority: 2,
        cell: ({ detail }) => detail,
      },
      {
        id: "more",
        title: "More",
        width: "minmax(10ch, 0.8fr)",
        priority: 1,
        cell: ({ state }) => (state === "imported" ? "Open file" : isMissing(state) ? "Show why" : ""),
        action: ({ state, displayName }) =>
          state === "imported"
            ? { label: `Open file of ${displayName}` }
            : isMissing(state)
              ? { label: `Show why ${displayName} isn't imported` }
              : undefined,
      },
    ],
    idOf: ({ id }) => id,
    nameOf: ({ displayName }) => displayName,
    onOpen: open,
    onAction: open,
    empty: () => element("p", {}, "The package had no resources."),
  });
  return {
    element: element(
      "div",
      { class: "step result-page" },
      heading,
      message,
      element(
        "div",
        { class: "page-buttons" },
        retry.element,
        rollBack.element,
        copy.element,
        save.element,
        busy,
      ),
      reasons,
      counts,
      grid.element,
    ),
    update: ({ stage, busy: work }) => {
      busy.hidden = work === "";
      retry.setEnabled(work === "");
      rollBack.setEnabled(work === "");
      if (stage.kind !== "ended" || stage.result === shown) {
        return;
      }
      const { outcome, message: text, rows, canRetry, canRollBack } = stage.result;
      shown = stage.result;
      const { text: title, icon: iconName, tone } = headings[outcome];
      heading.replaceChildren(icon(iconName, tone), title);
      retry.setLabel(outcome === "partly" ? "Retry the rest" : "Try again");
      showReasons(reasons, rows);
      message.textContent = text;
      retry.element.hidden = !canRetry;
      rollBack.element.hidden = !canRollBack;
      rollBack.setLabel(outcome === "imported" ? "Undo this import" : "Roll back");
      counts.textContent = countsOf(rows);
      grid.update({ rows: gravestFirst(rows), selected: new Set() });
    },
    focus: () => heading.focus(),
    dispose: () => grid.dispose(),
  };
}

function isMissing(state: ResultRow["state"]): boolean {
  return state === "failed" || state === "not-attempted" || state === "left-changed";
}

/** The whole of what the table may have to cut off. */
function showWhy({ displayName, name, state, detail }: ResultRow): void {
  const close = button({ label: "Close", isPrimary: true, onClick: () => dialog.close() });
  const dialog = openDialog({
    title: `${displayName} (${name}): ${resultWords[state].word.toLowerCase()}`,
    content: [element("p", {}, detail)],
    buttons: [close.element],
    focus: () => close.element.focus(),
  });
}

/** What the table may have to cut off: the reasons of those that failed by themselves. */
function showReasons(target: HTMLElement, rows: readonly ResultRow[]): void {
  const failed = rows.filter(({ state }) => state === "failed" || state === "left-changed");
  const more = failed.length - shownReasons;
  target.hidden = failed.length === 0;
  target.replaceChildren(
    ...failed
      .slice(0, shownReasons)
      .map(({ displayName, detail }) => element("li", {}, element("strong", {}, `${displayName}: `), detail)),
    ...(more > 0 ? [element("li", {}, `And ${count(more, "more", "more")}, in the table.`)] : []),
  );
}

const order: readonly ResultRow["state"][] = [
  "left-changed",
  "failed",
  "not-attempted",
  "imported",
  "unchanged",
  "skipped",
];

function gravestFirst(rows: readonly ResultRow[]): readonly ResultRow[] {
  return [...rows].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}

/** "1 failed, 2 imported of 12 resources": it adds up. */
function countsOf(rows: readonly ResultRow[]): string {
  const parts = order.flatMap((state) => {
    const n = rows.filter((row) => row.state === state).length;
    return n === 0 ? [] : [`${n.toLocaleString("en")} ${resultWords[state].word.toLowerCase()}`];
  });
  return `${parts.join(", ")}, of ${count(rows.length, "resource")}`;
}
