import type { ChangedBy, ChangeInfo } from "../../src/protocol/importWizard";
import { element, icon, isolate } from "../shared/dom";
import { count } from "../shared/words";

const signs: Readonly<Record<ChangeInfo["kind"], { sign: string; word: string }>> = {
  added: { sign: "add", word: "Added" },
  removed: { sign: "remove", word: "Removed" },
  updated: { sign: "edit", word: "Changed" },
  reordered: { sign: "list-ordered", word: "Reordered" },
};

/** Where something was changed since the last import. */
const changedWhere: Readonly<Record<ChangedBy, string>> = {
  package: "in the package",
  target: "here",
  both: "in both",
  neither: "in neither",
  unknown: "not known",
};

/**
 * Changes line by line; for a resource that was imported before, with what the last import left and who has changed it since. `total`
 * counts those that aren't listed too.
 */
export function changeTable(changes: readonly ChangeInfo[], total: number): HTMLElement {
  const rest = total - changes.length;
  const isThreeWay = changes.some(({ since }) => since !== undefined);
  const titles = isThreeWay
    ? ["Change", "What", "Last import", "Here now", "After", "Changed since"]
    : ["Change", "What", "Before", "After"];
  return element(
    "div",
    { class: "changes" },
    element(
      "table",
      {},
      element(
        "thead",
        {},
        element("tr", {}, ...titles.map((title) => element("th", { scope: "col" }, title))),
      ),
      element("tbody", {}, ...changes.map((change) => changeRow(change, titles, isThreeWay))),
    ),
    rest > 0 &&
      element("p", {}, `And ${count(rest, "more change", "more changes")}: Compare shows all of them.`),
  );
}

function changeRow(
  { kind, what, before, after, since }: ChangeInfo,
  titles: readonly string[],
  isThreeWay: boolean,
): HTMLElement {
  const { sign, word } = signs[kind];
  const where = since?.changedBy;
  const cells: readonly (string | HTMLElement)[][] = [
    [icon(sign), word],
    [isolate(what)],
    ...(isThreeWay ? [valueCell(since?.left)] : []),
    valueCell(before),
    valueCell(after),
    ...(isThreeWay ? [[where ? changedWhere[where] : ""]] : []),
  ];
  return element(
    "tr",
    { class: `change-${kind}${where === "both" ? " change-conflict" : ""}` },
    // Where there is little room, each cell has its column's title in front of it.
    ...cells.map((content, index) => element("td", { "data-title": titles[index] }, ...content)),
  );
}

/** Nothing at all where there is no value: such cells aren't shown where there is little room. */
function valueCell(value: string | undefined): HTMLElement[] {
  return value === undefined || value === "" ? [] : [isolate(value)];
}
