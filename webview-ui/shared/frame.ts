import { element, icon, present, setAttributes } from "./dom";

/** What every page of a wizard has: a title, where one is, what went wrong, the content, and the buttons at the end. */
export interface Frame {
  readonly content: HTMLElement;
  readonly footer: HTMLElement;
  setTitle(title: string, subtitle?: string): void;
  setSteps(titles: readonly string[], current: number): void;
  /** With `onClose`, the message can be put aside. */
  setFailure(text: string | undefined, onClose?: () => void): void;
  /** `action` is a button in the message. */
  setNotice(
    text: string | undefined,
    onClose?: () => void,
    action?: { readonly label: string; readonly onClick: () => void },
  ): void;
}

export function createFrame(parent: HTMLElement): Frame {
  const title = element("h1", {});
  const subtitle = element("p", { class: "subtitle", hidden: true });
  const steps = element("ol", { class: "steps", "aria-label": "Steps", hidden: true });
  const failure = element("div", { class: "message failure", hidden: true });
  const notice = element("div", { class: "message notice", hidden: true });
  const content = element("div", { class: "content" });
  const footer = element("div", { class: "footer" });
  parent.append(element("header", {}, title, subtitle, steps), failure, notice, content, footer);
  return {
    content,
    footer,
    setTitle: (text, small) => {
      title.textContent = text;
      subtitle.textContent = small ?? "";
      subtitle.hidden = small === undefined;
    },
    setSteps: (titles, current) => {
      steps.hidden = titles.length === 0;
      steps.replaceChildren(
        ...titles.map((text, index) => {
          const step = element(
            "li",
            { class: index < current ? "done" : index === current ? "current" : "" },
            element("span", { class: "step-number", "aria-hidden": "true" }, String(index + 1)),
            element("span", { class: "step-title" }, text),
          );
          setAttributes(step, { "aria-current": index === current ? "step" : undefined });
          return step;
        }),
      );
    },
    setFailure: (text, onClose) => showMessage(failure, "error", text, onClose),
    setNotice: (text, onClose, action) => showMessage(notice, "info", text, onClose, action),
  };
}

function showMessage(
  target: HTMLElement,
  iconName: string,
  text: string | undefined,
  onClose?: () => void,
  action?: { readonly label: string; readonly onClick: () => void },
): void {
  const key = JSON.stringify([text, onClose !== undefined, action?.label]);
  if (target.dataset["shown"] === key) {
    // A button in it may have the focus.
    return;
  }
  target.dataset["shown"] = key;
  target.hidden = text === undefined;
  if (text === undefined) {
    target.replaceChildren();
    return;
  }
  const button = (
    label: string,
    onClick: () => void,
    ...content: readonly (Node | string)[]
  ): HTMLElement => {
    const made = element("button", { type: "button", "aria-label": label }, ...content);
    made.addEventListener("click", onClick);
    return made;
  };
  const close = onClose && button("Dismiss", onClose, icon("close"));
  const act = action && button(action.label, action.onClick, action.label);
  act?.classList.add("link");
  close?.classList.add("message-close");
  target.replaceChildren(...present([icon(iconName), element("p", {}, text), act, close]));
}
