import type { PlanSummary } from "../../src/protocol/importWizard";
import { openDialog, type OpenDialog } from "../shared/dialog";
import { element, icon } from "../shared/dom";
import { button } from "../shared/toolkit";
import { count } from "../shared/words";

/** Lines of removals that are listed before the rest is counted. */
const shownRemovals = 200;

/**
 * Asks once before anything is written: names the target and counts what happens to it. What is removed is listed, and nothing goes
 * before that is agreed to separately.
 */
export function openConfirmDialog(options: {
  readonly summary: PlanSummary;
  readonly target: string;
  readonly onConfirm: (allowsRemovals: boolean) => void;
  readonly onCancel: () => void;
}): OpenDialog {
  const { summary, target } = options;
  const { outcomes, removals, removes = "nothing" } = summary;
  const warnings = summary.findings["warning"] ?? 0;
  let isConfirmed = false;
  const consent = element("input", { type: "checkbox", id: "removal-consent" });
  const cancel = button({ label: "Cancel", onClick: () => dialog.close() });
  const go = button({
    label: removals.length > 0 ? `Import and remove ${removes}` : "Import",
    isPrimary: true,
    onClick: () => {
      isConfirmed = true;
      dialog.close();
      options.onConfirm(removals.length > 0 && consent.checked);
    },
  });
  const updateButton = (): void => go.setEnabled(removals.length === 0 || consent.checked);
  consent.addEventListener("change", updateButton);
  updateButton();
  const counts = [
    `${count(outcomes["create"] ?? 0, "resource")} created`,
    `${count(outcomes["update"] ?? 0, "resource")} updated`,
    `${removes} removed`,
    `${count((outcomes["unchanged"] ?? 0) + (outcomes["skip"] ?? 0), "resource")} left as ${(outcomes["unchanged"] ?? 0) + (outcomes["skip"] ?? 0) === 1 ? "it is" : "they are"}`,
  ];
  const dialog = openDialog({
    title: `Import into ${target}?`,
    content: [
      element("ul", { class: "counts" }, ...counts.map((text) => element("li", {}, text))),
      warnings > 0 &&
        element(
          "p",
          {},
          icon("warning", "warning"),
          `${count(warnings, "warning")}: read what the table says of ${warnings === 1 ? "it" : "them"} before you import.`,
        ),
      removals.length > 0 &&
        element(
          "div",
          { class: "removals" },
          element("h3", {}, icon("trash", "removal"), `Removed from ${target}, with the data in it`),
          element(
            "ul",
            { tabindex: 0, "aria-label": `Removed from ${target}` },
            ...removals.slice(0, shownRemovals).map((text) => element("li", {}, text)),
            removals.length > shownRemovals &&
              element("li", {}, `And ${count(removals.length - shownRemovals, "more", "more")}.`),
          ),
          element(
            "div",
            { class: "consent" },
            consent,
            element("label", { for: "removal-consent" }, `Yes, remove all of this from ${target}`),
          ),
        ),
    ],
    buttons: [cancel.element, go.element],
    // The safe answer, whatever keys were pressed to come here.
    focus: () => cancel.element.focus(),
    onClose: () => {
      if (!isConfirmed) {
        options.onCancel();
      }
    },
  });
  return dialog;
}
