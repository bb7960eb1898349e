import type { PackageSummary } from "../../src/protocol/importWizard";
import { element, type Child } from "../shared/dom";
import { selectField } from "../shared/selectField";
import { button } from "../shared/toolkit";
import type { Model } from "./model";
import type { PageContext } from "./page";

const dayAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** What is imported, and into what. */
export function packageCard({ ask }: PageContext): {
  readonly element: HTMLElement;
  update(model: Model): void;
  focusTarget(): void;
} {
  const facts = element("dl", { class: "facts" });
  const description = element("p", { class: "description", hidden: true });
  const another = button({ label: "Another package…", icon: "folder-opened", onClick: () => ask.browse() });
  let targets: Model["targets"] = [];
  const target = selectField({
    label: "Import into",
    placeholder: "Choose an environment",
    onChoose: (value) => {
      const chosen = targets[Number(value)];
      if (chosen) {
        ask.chooseTarget(chosen.key);
      }
    },
  });
  let shown: PackageSummary | undefined;
  return {
    element: element(
      "div",
      { class: "card" },
      element("div", { class: "card-text" }, facts, description),
      element("div", { class: "card-controls" }, target.element, another.element),
    ),
    update: (model) => {
      targets = model.targets;
      const index = targets.findIndex(
        ({ key }) => key.folder === model.target?.folder && key.name === model.target.name,
      );
      target.update(
        targets.map(({ label }, position) => ({ value: String(position), label })),
        index < 0 ? "" : String(index),
      );
      const summary = model.package?.summary;
      if (summary && summary !== shown) {
        shown = summary;
        facts.replaceChildren(...factsOf(summary));
        description.hidden = summary.description === undefined;
        description.textContent = summary.description ?? "";
      }
    },
    focusTarget: () => target.focus(),
  };
}

function factsOf({
  name,
  version,
  source,
  createdAt,
  generator,
  file,
  counts,
}: PackageSummary): HTMLElement[] {
  const fact = (term: string, ...value: readonly Child[]): HTMLElement =>
    element("div", {}, element("dt", {}, term), element("dd", {}, ...value));
  return [
    fact("Package", element("strong", {}, name), version !== undefined && ` ${version}`),
    fact("From", source),
    fact("Made", element("span", { title: `by ${generator}` }, dayAndTime.format(createdAt))),
    fact("Holds", counts.join(", ")),
    fact("File", element("code", {}, file)),
  ];
}
