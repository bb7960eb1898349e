import { element } from "../shared/dom";
import type { Page } from "./page";

/** While files are written. */
export function importingPage(): Page {
  const heading = element("h2", { tabindex: -1 }, "Importing");
  const bar = element("progress", { "aria-label": "Import" });
  const text = element("p", {}, "Preparing the import…");
  return {
    element: element("div", { class: "page" }, heading, bar, text),
    update: ({ stage }) => {
      const progress = stage.kind === "importing" ? stage.progress : undefined;
      if (progress) {
        bar.max = progress.total;
        bar.value = progress.done;
        text.textContent = `${progress.text}, ${(progress.done + 1).toLocaleString("en")} of ${progress.total.toLocaleString("en")}`;
      }
    },
    focus: () => heading.focus(),
  };
}
