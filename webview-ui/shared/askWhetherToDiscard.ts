import { openDialog } from "./dialog";
import { element } from "./dom";
import { button } from "./toolkit";

/** Asks before something is done that loses choices; begins on the answer that loses nothing. */
export function askWhetherToDiscard(options: {
  readonly title: string;
  readonly text: string;
  /** What the button says that goes on. */
  readonly verb: string;
  readonly onDiscard: () => void;
}): void {
  const stay = button({ label: "Stay", onClick: () => dialog.close() });
  const discard = button({
    label: options.verb,
    isPrimary: true,
    onClick: () => {
      dialog.close();
      options.onDiscard();
    },
  });
  const dialog = openDialog({
    title: options.title,
    content: [element("p", {}, options.text)],
    buttons: [stay.element, discard.element],
    focus: () => stay.element.focus(),
  });
}

/** Asks before a wizard is closed with choices that would be lost. */
export function askWhetherToClose(onClose: () => void): void {
  askWhetherToDiscard({
    title: "Discard your choices?",
    text: "What you have chosen in this wizard would be lost.",
    verb: "Discard",
    onDiscard: onClose,
  });
}
