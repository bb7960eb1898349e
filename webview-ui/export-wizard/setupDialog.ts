import type { ActionInfo } from "../../src/protocol/common";
import { choiceList } from "../shared/choiceList";
import { openDialog } from "../shared/dialog";
import { element } from "../shared/dom";
import { button, textArea } from "../shared/toolkit";
import { count } from "../shared/words";
import type { PackageRow, SetupOfResource } from "./model";

/** Asks what the import does to one or several resources unless whoever imports chooses otherwise. */
export function openSetupDialog(options: {
  readonly rows: readonly PackageRow[];
  readonly actions: readonly ActionInfo[];
  readonly onChoose: (setup: SetupOfResource) => void;
}): void {
  const { rows, actions, onChoose } = options;
  const [first] = rows;
  if (!first) {
    return;
  }
  const isSame = (of: (setup: SetupOfResource) => string): boolean =>
    rows.every(({ setup }) => of(setup) === of(first.setup));
  let note = isSame((setup) => setup.note) ? first.setup.note : "";
  const choices = choiceList({
    legend: "When this is imported",
    choices: actions,
    chosen: isSame((setup) => setup.action) ? first.setup.action : undefined,
  });
  const noteField = textArea({
    label: "Note for whoever imports (optional)",
    onInput: (text) => {
      note = text;
    },
  });
  noteField.setValue(note);
  const what = rows.length === 1 ? first.displayName : count(rows.length, "resource");
  const apply = button({
    label: "Set",
    isPrimary: true,
    onClick: () => {
      const action = choices.chosen();
      dialog.close();
      if (action !== undefined) {
        onChoose({ action, note });
      }
    },
  });
  const cancel = button({ label: "Cancel", onClick: () => dialog.close() });
  const dialog = openDialog({
    title: `Import setup of ${what}`,
    content: [
      element("p", {}, "The default: whoever imports the package can choose otherwise."),
      choices.element,
      noteField.element,
    ],
    buttons: [cancel.element, apply.element],
    focus: () => choices.focus(),
  });
  dialog.element.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      apply.element.click();
    }
  });
}
