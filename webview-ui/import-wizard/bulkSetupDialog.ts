import type { ActionInfo, SetupActionId } from "../../src/protocol/common";
import type { ImportRow } from "../../src/protocol/importWizard";
import { choiceList } from "../shared/choiceList";
import { openDialog } from "../shared/dialog";
import { element } from "../shared/dom";
import { button } from "../shared/toolkit";
import { count, isolated, list } from "../shared/words";

/** Asks for one setup action for the resources that are selected. */
export function openBulkSetupDialog(options: {
  readonly rows: readonly ImportRow[];
  readonly actions: readonly ActionInfo[];
  readonly onChoose: (action: SetupActionId) => void;
}): void {
  const { rows, actions, onChoose } = options;
  const [first] = rows;
  if (!first) {
    return;
  }
  const set = (): void => {
    const action = choices.chosen();
    if (action !== undefined) {
      dialog.close();
      onChoose(action);
    }
  };
  const choices = choiceList({
    legend: "Import setup",
    choices: actions,
    chosen: rows.every(({ action }) => action === first.action) ? first.action : undefined,
    onChoose: () => apply.setEnabled(true),
    onEnter: set,
  });
  const apply = button({ label: "Set", isPrimary: true, onClick: set });
  const cancel = button({ label: "Cancel", onClick: () => dialog.close() });
  apply.setEnabled(choices.chosen() !== undefined);
  const dialog = openDialog({
    title: `Import setup of ${count(rows.length, "resource")}`,
    content: [
      element("p", {}, list(rows.map(({ displayName }) => isolated(displayName)))),
      choices.element,
      element(
        "p",
        { class: "caption" },
        "What this does to each of them shows in the table at once. Removals are asked about again.",
      ),
    ],
    buttons: [cancel.element, apply.element],
    focus: () => choices.focus(),
  });
}
