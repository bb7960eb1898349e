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
      if (!progress) {
        return;
      }
      const { text: what, done, total } = progress;
      if (total === 0) {
        bar.removeAttribute("value");
        text.textContent = `${what}…`;
      } else {
        bar.max = total;
        bar.value = done;
        text.textContent = `${what}, ${(done + 1).toLocaleString("en")} of ${total.toLocaleString("en")}`;
      }
    },
    focus: () => heading.focus(),
  };
}
