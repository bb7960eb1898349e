import { element, icon, setAttributes } from "./dom";

/** What every page of a wizard has: a title, where one is, what went wrong, the content, and the buttons at the end. */
export interface Frame {
  readonly content: HTMLElement;
  readonly footer: HTMLElement;
  setTitle(title: string, subtitle?: string): void;
  setSteps(titles: readonly string[], current: number): void;
  setFailure(text: string | undefined): void;
  setNotice(text: string | undefined): void;
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
    setFailure: (text) => showMessage(failure, "error", text),
    setNotice: (text) => showMessage(notice, "info", text),
  };
}

function showMessage(target: HTMLElement, iconName: string, text: string | undefined): void {
  target.hidden = text === undefined;
  const words = text === undefined ? [] : [icon(iconName), element("p", {}, text)];
  target.replaceChildren(...words);
}
