import { element, icon } from "../shared/dom";
import { button, progressRing } from "../shared/toolkit";
import type { Model } from "./model";
import type { Page, PageContext } from "./page";

/** Where a package is chosen, and where one that is refused is said to be. */
export function choosePage({ ask }: PageContext): Page {
  const browse = button({
    label: "Browse…",
    icon: "folder-opened",
    isPrimary: true,
    onClick: () => ask.browse(),
  });
  const refusal = element("div", { class: "refusal", hidden: true });
  let refused: Model["refused"];
  const busyText = element("span", {});
  const busy = element(
    "p",
    { class: "busy status-line", role: "status", hidden: true },
    progressRing("Opening the package"),
    busyText,
  );
  return {
    element: element(
      "div",
      { class: "page choose-page" },
      refusal,
      element(
        "div",
        { class: "drop-zone" },
        icon("file-zip", "drop-icon"),
        element("h2", { tabindex: -1 }, "Choose a package"),
        element("p", {}, "Drop a package here, a .zip file that Envferry exported, or choose one."),
        browse.element,
        busy,
        element(
          "p",
          { class: "caption" },
          "From VS Code's Explorer, hold Shift while you drop, or use Import Resources… in the file's context menu.",
        ),
      ),
    ),
    update: (model) => {
      busy.hidden = model.busy === "";
      busyText.textContent = model.busy === "" ? "" : `${model.busy}…`;
      if (model.refused === refused) {
        return;
      }
      refused = model.refused;
      refusal.hidden = refused === undefined;
      if (refused) {
        refusal.replaceChildren(
          element("h2", {}, icon("error", "error"), `${refused.file} can't be used`),
          element("ul", {}, ...refused.messages.map((message) => element("li", {}, message))),
        );
      }
    },
    focus: () => browse.element.focus(),
  };
}
