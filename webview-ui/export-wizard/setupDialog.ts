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
  /** With what the user has chosen; what is different among the rows, and was left so, isn't in it. */
  readonly onChoose: (setup: Partial<SetupOfResource>) => void;
}): void {
  const { rows, actions, onChoose } = options;
  const [first] = rows;
  if (!first) {
    return;
  }
  const isSame = (of: (setup: SetupOfResource) => string): boolean =>
    rows.every(({ setup }) => of(setup) === of(first.setup));
  let note = isSame((setup) => setup.note) ? first.setup.note : undefined;
  const choices = choiceList({
    legend: rows.length === 1 ? "When this is imported" : "When these are imported",
    choices: actions,
    chosen: isSame((setup) => setup.action) ? first.setup.action : undefined,
  });
  const noteField = textArea({
    label: "Note for whoever imports (optional)",
    placeholder:
      note === undefined ? "They have different notes. What you enter replaces them all." : undefined,
    onInput: (text) => {
      note = text;
    },
  });
  noteField.setValue(note ?? "");
  const what = rows.length === 1 ? first.displayName : count(rows.length, "resource");
  const apply = button({
    label: "Set",
    isPrimary: true,
    onClick: () => {
      const action = choices.chosen();
      dialog.close();
      onChoose({ ...(action !== undefined && { action }), ...(note !== undefined && { note }) });
    },
  });
  const cancel = button({ label: "Cancel", onClick: () => dialog.close() });
  const dialog = openDialog({
    title: `Import setup of ${what}`,
    content: [
      element("p", {}, "This is the default: whoever imports the package can choose otherwise."),
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
