import type { ExportResult } from "../../src/protocol/exportWizard";
import { element, icon } from "../shared/dom";
import { button } from "../shared/toolkit";
import { count } from "../shared/words";

/** Pages that take the place of the steps: while the package is made, once it is, and when there is nothing to export from. */

export interface ExportingPage {
  readonly element: HTMLElement;
  update(
    progress: { readonly text: string; readonly done: number; readonly total: number } | undefined,
  ): void;
}

export function exportingPage(): ExportingPage {
  const bar = element("progress", { "aria-label": "Export" });
  const text = element("p", {}, "Reading definitions…");
  return {
    element: element("div", { class: "page" }, element("h2", { tabindex: -1 }, "Exporting"), bar, text),
    update: (progress) => {
      if (progress) {
        bar.max = progress.total;
        bar.value = progress.done;
        text.textContent = `${progress.text}, ${(progress.done + 1).toLocaleString("en")} of ${progress.total.toLocaleString("en")}`;
      }
    },
  };
}

export function exportedPage(
  { file, resources, related }: ExportResult,
  actions: { readonly onReveal: () => void; readonly onImportInto: () => void },
): HTMLElement {
  const reveal = button({ label: "Reveal", icon: "go-to-file", onClick: actions.onReveal });
  const importInto = button({ label: "Import into…", icon: "cloud-download", onClick: actions.onImportInto });
  const along = related > 0 ? `, ${related.toLocaleString("en")} of them related ones that came along` : "";
  return element(
    "div",
    { class: "page" },
    element("h2", { tabindex: -1 }, icon("pass", "success"), `Exported ${count(resources, "resource")}`),
    element("p", {}, `${count(resources, "resource")}${along} are in `, element("code", {}, file), "."),
    element("div", { class: "page-buttons" }, reveal.element, importInto.element),
  );
}

export function gonePage(message: string): HTMLElement {
  return element(
    "div",
    { class: "page" },
    element("h2", { tabindex: -1 }, icon("warning", "warning"), "Nothing to export from"),
    element("p", {}, message),
  );
}
