import { isDialogOpen } from "./dialog";
import { element } from "./dom";
import { button, textField } from "./toolkit";

/** A field for filtering the rows of a table, with the number of rows that are left. */
export interface FilterField {
  readonly element: HTMLElement;
  update(state: { readonly text: string; readonly shown: number; readonly total: number }): void;
  /** "3 of 15 shown"; nothing where everything is. */
  hits(): string;
  focus(): void;
}

/** Escape clears it; where it is empty already, Escape is left to others. */
export function filterField(options: {
  readonly label: string;
  readonly onFilter: (text: string) => void;
}): FilterField {
  const input = textField({
    label: options.label,
    isLabelHidden: true,
    placeholder: "Filter by name",
    onInput: options.onFilter,
  });
  const hits = element("span", { class: "hits" });
  const field = element("div", { class: "filter-field" }, input.element, hits);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && input.value() !== "") {
      event.stopPropagation();
      options.onFilter("");
    }
  });
  return {
    element: field,
    update: ({ text, shown, total }) => {
      input.setValue(text);
      hits.textContent =
        text.trim() === "" ? "" : `${shown.toLocaleString("en")} of ${total.toLocaleString("en")} shown`;
    },
    hits: () => hits.textContent,
    focus: () => input.focus(),
  };
}

/** What stands in place of the rows when the filter hides all of them; `things` is what they are, in the plural. */
export function noMatch(things: string, text: string, onClear: () => void): HTMLElement {
  const clear = button({ label: "Clear filter", onClick: onClear });
  return element("div", {}, element("p", {}, `No ${things} match “${text.trim()}”.`), clear.element);
}

/** Lets `/` and Ctrl+F (Cmd+F) reach the filter that is shown, for as long as the page is there. */
export function focusFilterByKey(focusFilter: () => void): void {
  const onKey = (event: KeyboardEvent): void => {
    const isFind = event.key === "f" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    const isSlash = event.key === "/" && !isTyping(event);
    if ((isFind || isSlash) && !isDialogOpen()) {
      event.preventDefault();
      event.stopPropagation();
      focusFilter();
    }
  };
  document.addEventListener("keydown", onKey, { capture: true });
}

/** Whether a key goes into a text; the event's first target is inside of the toolkit's controls. */
function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return (
    (target instanceof HTMLInputElement && target.type !== "checkbox" && target.type !== "radio") ||
    target instanceof HTMLTextAreaElement
  );
}
