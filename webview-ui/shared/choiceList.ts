import { element, type Child } from "./dom";

/** One of several things to choose from, with what it means. */
export interface Choice<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly meaning: string;
  /** What it would do here, below the meaning. */
  readonly consequence?: HTMLElement;
}

/** Radio buttons with explanations. */
export interface ChoiceList<Id extends string> {
  readonly element: HTMLElement;
  chosen(): Id | undefined;
  focus(): void;
}

let made = 0;

export function choiceList<Id extends string>(options: {
  readonly legend: string;
  readonly choices: readonly Choice<Id>[];
  readonly chosen: Id | undefined;
  readonly onChoose?: (id: Id) => void;
  /** Enter was pressed on a choice: what is chosen is wanted. */
  readonly onEnter?: () => void;
}): ChoiceList<Id> {
  const group = `choice-${++made}`;
  const inputs = new Map<Id, HTMLInputElement>();
  const rows = options.choices.map(({ id, label, meaning, consequence }): Child => {
    const descriptionId = `${group}-${id}`;
    const input = element("input", {
      type: "radio",
      name: group,
      value: id,
      id: `${group}-${id}-input`,
      checked: id === options.chosen,
      "aria-describedby": descriptionId,
    });
    input.addEventListener("change", () => options.onChoose?.(id));
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.repeat && options.onEnter) {
        event.preventDefault();
        options.onEnter();
      }
    });
    inputs.set(id, input);
    return element(
      "div",
      { class: "choice" },
      input,
      element("label", { for: `${group}-${id}-input` }, label),
      element(
        "div",
        { class: "choice-description", id: descriptionId },
        element("p", {}, meaning),
        consequence,
      ),
    );
  });
  return {
    element: element("fieldset", { class: "choices" }, element("legend", {}, options.legend), ...rows),
    chosen: () => [...inputs].find(([, input]) => input.checked)?.[0],
    focus: () => {
      const chosen = [...inputs.values()].find((input) => input.checked) ?? [...inputs.values()][0];
      chosen?.focus();
    },
  };
}
