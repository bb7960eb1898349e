import { element, setAttributes } from "./dom";

/** One of a few values, chosen from the browser's own list: the toolkit's is cut off inside of scrolling areas. */
export interface SelectField {
  readonly element: HTMLElement;
  update(options: readonly { readonly value: string; readonly label: string }[], value: string): void;
  focus(): void;
}

let made = 0;

/** `placeholder` is what stands there while nothing is chosen; without it something always is. */
export function selectField(options: {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly placeholder?: string;
  readonly onChoose: (value: string) => void;
}): SelectField {
  const id = `select-${++made}`;
  const select = element("select", { id });
  select.addEventListener("change", () => options.onChoose(select.value));
  let shown = "";
  return {
    element: element(
      "div",
      { class: "select-field" },
      element(
        "label",
        { for: id, class: options.isLabelHidden ? "visually-hidden" : "caption" },
        options.label,
      ),
      select,
    ),
    update: (choices, value) => {
      const key = JSON.stringify(choices);
      if (key !== shown) {
        shown = key;
        const placeholder = element(
          "option",
          { value: "", disabled: true, hidden: true },
          options.placeholder ?? "",
        );
        select.replaceChildren(
          ...(options.placeholder === undefined ? [] : [placeholder]),
          ...choices.map((choice) => element("option", { value: choice.value }, choice.label)),
        );
      }
      select.value = value;
      setAttributes(select, { disabled: choices.length === 0 });
    },
    focus: () => select.focus(),
  };
}
