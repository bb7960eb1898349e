/** Making elements without HTML strings: texts enter as text nodes, so that nothing in them can become markup. */

export type Child = Node | string | false | undefined;

/** Attributes by name. `false` and `undefined` leave one out, `true` gives one without a value. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  setAttributes(made, attributes);
  made.append(...present(children));
  return made;
}

/** Sets, changes and takes away attributes; those that aren't named stay. */
export function setAttributes(target: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) {
      target.removeAttribute(name);
    } else {
      target.setAttribute(name, value === true ? "" : String(value));
    }
  }
}

/** The children that are there. */
export function present(children: readonly Child[]): (Node | string)[] {
  return children.filter((child): child is Node | string => child !== false && child !== undefined);
}

/** A text of which a screen reader reads what eyes need not see. */
export function hiddenText(text: string): HTMLElement {
  return element("span", { class: "visually-hidden" }, text);
}

/** A name from outside, which leaves what stands beside it in its place whatever direction it is written in. */
export function isolate(name: string): HTMLElement {
  return element("bdi", {}, name);
}

/** A sentence whose names, which stand in quotes, are isolated. */
export function isolateQuoted(sentence: string): (string | HTMLElement)[] {
  return sentence.split(/("[^"]*")/u).map((part, index) => (index % 2 === 1 ? isolate(part) : part));
}

/** One of VS Code's icons (https://microsoft.github.io/vscode-codicons), for eyes only: a word stands beside it. */
export function icon(name: string, className = ""): HTMLElement {
  return element("span", { class: `codicon codicon-${name} ${className}`.trim(), "aria-hidden": "true" });
}
