import type { ActionInfo, SetupActionId, TypeInfo } from "../../src/protocol/common";
import type { ActionOption, ImportRow } from "../../src/protocol/importWizard";
import { choiceList } from "../shared/choiceList";
import { openDialog } from "../shared/dialog";
import { element, hiddenText, icon, isolate } from "../shared/dom";
import { button, progressRing } from "../shared/toolkit";
import { isolated } from "../shared/words";
import { changeTable } from "./changeTable";
import { findingList, type FindingRequests } from "./findingList";
import type { Details } from "./model";
import { optionText } from "./rowWords";

/** The details of one resource, as they become known. */
export interface DetailsDialog {
  update(details: Details): void;
  close(): void;
}

/** Shows what the import finds and changes in one resource, and lets its setup action be chosen. */
export function openDetailsDialog(options: {
  readonly row: ImportRow;
  /** The action that is looked at, which need not be the row's. */
  readonly tried: SetupActionId;
  readonly actions: readonly ActionInfo[];
  readonly types: readonly TypeInfo[];
  readonly onTry: (action: SetupActionId) => void;
  readonly onChoose: (action: SetupActionId) => void;
  readonly onCompare: (action: SetupActionId) => void;
  readonly onPlace: (action: SetupActionId, finding: number, place: number) => void;
  readonly onStep: (action: SetupActionId, finding: number, step: number) => void;
  readonly onClose: () => void;
}): DetailsDialog {
  const { row, tried, actions, types } = options;
  let known: Details | undefined;
  const set = (): void => {
    const action = choices.chosen();
    dialog.close();
    if (action !== undefined && action !== row.action) {
      options.onChoose(action);
    }
  };
  const consequences = new Map(
    actions.map(({ id }) => [id, element("p", { class: "consequence" }, "Working out what it does here…")]),
  );
  const choices = choiceList({
    legend: "Import setup",
    choices: actions.map((action) => ({ ...action, consequence: consequences.get(action.id) })),
    chosen: tried,
    onChoose: (action) => {
      options.onTry(action);
      showChosen();
    },
    onEnter: set,
  });
  const outcome = element("section", { class: "outcome" });
  // In one sentence, what the section says in many.
  const spoken = element("div", { class: "visually-hidden", role: "status" });
  const compare = button({
    label: "Compare",
    icon: "diff",
    onClick: () => {
      const action = choices.chosen();
      if (action) {
        options.onCompare(action);
      }
    },
  });
  const apply = button({ label: "Set", isPrimary: true, onClick: set });
  const cancel = button({ label: "Cancel", onClick: () => dialog.close() });
  const typeWord = types.find(({ id }) => id === row.type)?.singular ?? row.type;

  function showChosen(): void {
    const chosen = known?.options.find(({ id }) => id === choices.chosen());
    const label = actions.find(({ id }) => id === choices.chosen())?.label ?? "";
    const hadFocus = outcome.contains(document.activeElement);
    outcome.replaceChildren(
      ...(chosen
        ? outcomeOf(chosen, label, {
            onPlace: (finding, place) => options.onPlace(chosen.id, finding, place),
            onStep: (finding, step) => options.onStep(chosen.id, finding, step),
          })
        : [progressRing("Working out what it does here")]),
    );
    if (hadFocus) {
      // The step that was taken may have gone with its finding.
      choices.focus();
    }
    const text = chosen ? `${label}: ${optionText(chosen)}.` : "";
    if (spoken.textContent !== text) {
      spoken.textContent = text;
    }
    compare.setEnabled(chosen !== undefined);
    apply.setLabel(choices.chosen() === row.action ? "OK" : `Set to ${label}`);
  }

  const dialog = openDialog({
    title: `${isolated(row.displayName)} (${typeWord} ${row.name})`,
    className: "details-dialog",
    content: [
      row.note !== undefined &&
        element("p", { class: "note" }, icon("comment"), hiddenText("Note: "), isolate(row.note)),
      choices.element,
      outcome,
      spoken,
    ],
    buttons: [compare.element, element("span", { class: "spacer" }), cancel.element, apply.element],
    focus: () => choices.focus(),
    onClose: options.onClose,
  });
  showChosen();
  return {
    close: () => dialog.close(),
    update: (details) => {
      if (details === known) {
        return;
      }
      known = details;
      for (const option of details.options) {
        const text = [`${optionText(option)}.`, ...option.effects].join(" ");
        const target = consequences.get(option.id);
        if (target && target.textContent !== text) {
          target.textContent = text;
        }
      }
      showChosen();
    },
  };
}

function outcomeOf(option: ActionOption, label: string, requests: FindingRequests): HTMLElement[] {
  const parts: HTMLElement[] = [];
  if (option.findings.length > 0) {
    parts.push(element("h3", {}, `Findings with ${label}`), findingList(option.findings, requests));
  }
  if (option.changes.length > 0) {
    const total = option.changes.length + option.moreChanges;
    parts.push(element("h3", {}, `Changes with ${label}`));
    if (option.lastImport !== undefined) {
      parts.push(element("p", { class: "last-import" }, `Last import of it: ${option.lastImport}.`));
    }
    parts.push(changeTable(option.changes, total));
  }
  return parts;
}
