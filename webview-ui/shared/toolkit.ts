/**
 * The only file that knows @vscode/webview-ui-toolkit, which its makers no longer look after: another library takes its place by
 * writing these functions anew. They take plain data and callbacks, and nothing of the toolkit's shows outside.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodePanels,
  vsCodePanelTab,
  vsCodePanelView,
  vsCodeProgressRing,
  vsCodeTextArea,
  vsCodeTextField,
} from "@vscode/webview-ui-toolkit";
import { element, icon, setAttributes } from "./dom";

/** Defines the controls; to be called once, before the first is made. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodePanels(),
    vsCodePanelTab(),
    vsCodePanelView(),
    vsCodeProgressRing(),
    vsCodeTextArea(),
    vsCodeTextField(),
  );
}

export interface Button {
  readonly element: HTMLElement;
  setLabel(label: string): void;
  setEnabled(isEnabled: boolean): void;
}

export function button(options: {
  readonly label: string;
  readonly onClick: () => void;
  /** The one that leads on. */
  readonly isPrimary?: boolean;
  /** Name of a codicon, before the label. */
  readonly icon?: string;
}): Button {
  // A bare text: the toolkit gives elements inside of a button the size of an icon.
  const text = document.createTextNode(options.label);
  const made = custom("vscode-button", {
    appearance: options.isPrimary ? "primary" : "secondary",
  });
  made.append(...(options.icon === undefined ? [] : [withSlot(icon(options.icon), "start")]), text);
  made.addEventListener("click", () => {
    // The toolkit lets clicks on a disabled button's content through.
    if (!made.hasAttribute("disabled")) {
      options.onClick();
    }
  });
  return {
    element: made,
    setLabel: (label) => {
      if (text.data !== label) {
        text.data = label;
      }
    },
    setEnabled: (isEnabled) => setAttributes(made, { disabled: !isEnabled }),
  };
}

export interface TextInput {
  readonly element: HTMLElement;
  value(): string;
  setValue(value: string): void;
  /** Shows what is wrong with the value under the field, and says it to screen readers; undefined when nothing is. */
  setProblem(problem: string | undefined): void;
  focus(): void;
}

interface TextInputOptions {
  readonly label: string;
  /** Only screen readers get the label then; the placeholder tells eyes. */
  readonly isLabelHidden?: boolean;
  readonly placeholder?: string;
  readonly onInput: (value: string) => void;
}

export function textField(options: TextInputOptions): TextInput {
  return textInput("vscode-text-field", options, {});
}

export function textArea(options: TextInputOptions & { readonly rows?: number }): TextInput {
  return textInput("vscode-text-area", options, { rows: options.rows ?? 2, resize: "vertical" });
}

interface InputElement extends HTMLElement {
  value: string;
}

function textInput(
  tag: string,
  { label, isLabelHidden = false, placeholder, onInput }: TextInputOptions,
  attributes: Parameters<typeof setAttributes>[1],
): TextInput {
  const input = custom(tag, { placeholder, ...attributes }) as InputElement;
  const caption = element("span", { class: "caption", "aria-hidden": "true" }, label);
  const problemText = element("p", { class: "problem", hidden: true });
  let problem: string | undefined;
  // The field's inner input is out of reach for labels and descriptions outside: its name says it all.
  const nameIt = (): void => {
    setAttributes(input, {
      "aria-label": problem === undefined ? label : `${label}. ${problem}`,
      "aria-invalid": problem === undefined ? undefined : "true",
    });
  };
  input.addEventListener("input", () => onInput(input.value));
  whenConnected(input, nameIt);
  return {
    element: element("div", { class: "text-input" }, !isLabelHidden && caption, input, problemText),
    value: () => input.value,
    setValue: (value) => {
      if (input.value !== value) {
        input.value = value;
      }
    },
    setProblem: (text) => {
      if (problem === text) {
        return;
      }
      problem = text;
      problemText.replaceChildren(icon("error", "error"), text ?? "");
      problemText.hidden = text === undefined;
      nameIt();
    },
    focus: () => input.focus(),
  };
}

export interface Tabs {
  readonly element: HTMLElement;
  select(id: string): void;
  setLabel(id: string, label: string): void;
}

interface PanelsElement extends HTMLElement {
  activeid?: string;
}

/** Tabs with their content. `onSelect` is called when the user, and not the program, chooses one. */
export function tabs(options: {
  readonly label: string;
  readonly tabs: readonly { readonly id: string; readonly label: string; readonly content: HTMLElement }[];
  readonly onSelect: (id: string) => void;
}): Tabs {
  const panels: PanelsElement = custom("vscode-panels", { "aria-label": options.label });
  const heads = new Map<string, HTMLElement>();
  let selected = options.tabs[0]?.id;
  for (const { id, label } of options.tabs) {
    const head = custom("vscode-panel-tab", { id: `tab-${id}` });
    head.textContent = label;
    heads.set(id, head);
    panels.append(head);
  }
  for (const { id, content } of options.tabs) {
    const view = custom("vscode-panel-view", { id: `view-${id}` });
    view.append(content);
    panels.append(view);
  }
  panels.addEventListener("change", () => {
    // The property: the attribute follows it only later.
    const id = panels.activeid?.replace(/^tab-/, "");
    // It also tells of choices that the program made.
    if (id !== undefined && id !== selected && heads.has(id)) {
      selected = id;
      options.onSelect(id);
    }
  });
  return {
    element: panels,
    select: (id) => {
      if (id !== selected && heads.has(id)) {
        selected = id;
        panels.setAttribute("activeid", `tab-${id}`);
      }
    },
    setLabel: (id, label) => {
      const head = heads.get(id);
      if (head && head.textContent !== label) {
        head.textContent = label;
        // It keeps as its name what stood there when it was added.
        head.setAttribute("aria-label", label);
      }
    },
  };
}

/** Turns while something takes a while, or stands still where the user wants no motion; `label` is what takes a while. */
export function progressRing(label: string): HTMLElement {
  if (document.body.classList.contains("vscode-reduce-motion")) {
    return element("span", { role: "progressbar", "aria-label": label }, icon("watch"));
  }
  const ring = custom("vscode-progress-ring", {});
  whenConnected(ring, () => ring.setAttribute("aria-label", label));
  return ring;
}

function custom(tag: string, attributes: Parameters<typeof setAttributes>[1]): HTMLElement {
  const made = document.createElement(tag);
  setAttributes(made, attributes);
  return made;
}

function withSlot(target: HTMLElement, slot: string): HTMLElement {
  target.slot = slot;
  return target;
}

/** Controls set a name of their own when they come into the document: ours is set after that. */
function whenConnected(target: HTMLElement, action: () => void): void {
  const wait = (): void => {
    if (target.isConnected) {
      action();
    } else {
      requestAnimationFrame(wait);
    }
  };
  requestAnimationFrame(wait);
}
