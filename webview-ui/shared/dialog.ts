import { element, type Child } from "./dom";

/** A modal dialog that is open. */
export interface OpenDialog {
  readonly element: HTMLDialogElement;
  /** Takes it away as if nothing had been chosen. */
  close(): void;
}

/** Whether a dialog is in front of the page, which nothing but the dialog is to change then. */
export function isDialogOpen(): boolean {
  return document.querySelector("dialog[open]") !== null;
}

let made = 0;

/**
 * Shows a modal dialog. Escape closes it; the focus goes back to where it was, or where `onClose` puts it. `focus` is what is focused
 * when it opens.
 */
export function openDialog(options: {
  readonly title: string;
  readonly className?: string;
  readonly content: readonly Child[];
  readonly buttons: readonly HTMLElement[];
  readonly focus?: () => void;
  readonly onClose?: () => void;
}): OpenDialog {
  const titleId = `dialog-title-${++made}`;
  const dialog = element(
    "dialog",
    { class: options.className, "aria-labelledby": titleId },
    element("h2", { id: titleId }, options.title),
    element("div", { class: "dialog-content" }, ...options.content),
    element("div", { class: "dialog-buttons" }, ...options.buttons),
  );
  const before = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before instanceof HTMLElement && before.isConnected) {
      before.focus();
    }
    options.onClose?.();
  });
  dialog.addEventListener(
    "keydown",
    (event) => {
      if (event.repeat && (event.key === "Enter" || event.key === " ")) {
        // A key that is still held down from what opened the dialog must not answer it.
        event.preventDefault();
        event.stopPropagation();
      } else if (event.key === "Escape") {
        // VS Code would take it for its own.
        event.stopPropagation();
      }
    },
    { capture: true },
  );
  document.body.append(dialog);
  dialog.showModal();
  options.focus?.();
  return { element: dialog, close: () => dialog.close() };
}
