import { openDialog } from "./dialog";
import { element } from "./dom";
import { button } from "./toolkit";

/** Asks before a wizard is closed with choices that would be lost. */
export function askWhetherToClose(onClose: () => void): void {
  const stay = button({ label: "Stay", onClick: () => dialog.close() });
  const discard = button({ label: "Discard", isPrimary: true, onClick: onClose });
  const dialog = openDialog({
    title: "Discard your choices?",
    content: [element("p", {}, "What you have chosen in this wizard would be lost.")],
    buttons: [discard.element, stay.element],
    focus: () => stay.element.focus(),
  });
}
