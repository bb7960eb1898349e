import type { Progress } from "../../src/protocol/common";
import type { ExportResult } from "../../src/protocol/exportWizard";
import { element, icon } from "../shared/dom";
import { button } from "../shared/toolkit";
import { count } from "../shared/words";

/** Pages that take the place of the steps: while the package is made, once it is, and when there is nothing to export from. */

export interface ExportingPage {
  readonly element: HTMLElement;
  /** Undefined before the first report. */
  update(progress: Progress | undefined): void;
}

export function exportingPage(): ExportingPage {
  const bar = element("progress", { "aria-label": "Export", hidden: true });
  const words = element("p", {});
  return {
    element: element("div", { class: "page" }, element("h2", { tabindex: -1 }, "Exporting"), bar, words),
    update: (progress) => {
      if (progress) {
        const { text, done, total } = progress;
        bar.hidden = total === 0;
        bar.max = Math.max(total, 1);
        bar.value = done;
        words.textContent =
          total === 0 ? text : `${text}, ${(done + 1).toLocaleString("en")} of ${total.toLocaleString("en")}`;
      }
    },
  };
}

export function exportedPage(
  { file, resources, related, lacks, moreLacks }: ExportResult,
  actions: { readonly onReveal: () => void; readonly onImportInto: () => void },
): HTMLElement {
  const reveal = button({ label: "Reveal", icon: "go-to-file", onClick: actions.onReveal });
  const importInto = button({ label: "Import into…", icon: "cloud-download", onClick: actions.onImportInto });
  const along = related > 0 ? `, ${related.toLocaleString("en")} of them related ones that came along,` : "";
  return element(
    "div",
    { class: "page" },
    element("h2", { tabindex: -1 }, icon("pass", "success"), `Exported ${count(resources, "resource")}`),
    element(
      "p",
      {},
      `${count(resources, "resource")}${along} ${resources === 1 ? "is" : "are"} in `,
      element("code", {}, file),
      ".",
    ),
    ...lackList(lacks, moreLacks),
    element("div", { class: "page-buttons" }, reveal.element, importInto.element),
  );
}

/** What can't be imported as it is, since the source isn't whole; nothing where all is well. */
function lackList(lacks: readonly string[], more: number): HTMLElement[] {
  if (lacks.length === 0) {
    return [];
  }
  const rest = more > 0 ? [element("li", {}, `And ${count(more, "more problem")}.`)] : [];
  return [
    element(
      "p",
      {},
      icon("warning", "warning"),
      " The source isn't whole. What needs the following can't be imported until it is mended there and exported again:",
    ),
    element("ul", {}, ...lacks.map((lack) => element("li", {}, lack)), ...rest),
  ];
}

export function gonePage(message: string): HTMLElement {
  return element(
    "div",
    { class: "page" },
    element("h2", { tabindex: -1 }, icon("warning", "warning"), "Nothing to export from"),
    element("p", {}, message),
  );
}
