import type { ImportRow } from "../../src/protocol/importWizard";
import { count } from "../shared/words";
import type { Model } from "./model";

/** The rows that are acted on together: those selected of the ones that the filters show. */
export function selectedRows({ selected }: Model, shown: readonly ImportRow[]): readonly ImportRow[] {
  return selected.size === 0 ? [] : shown.filter(({ id }) => selected.has(id));
}

/** "2 errors, 1 removal and 3 warnings are left. Creates 4, updates 3, leaves 10 unchanged." */
export function statusText(model: Model, shown: readonly ImportRow[]): string {
  const { summary, rows } = model;
  if (!model.target) {
    return `${count(rows.length, "resource")} in the package. Choose an environment to see what importing them would do.`;
  }
  if (!summary) {
    return model.unusable === undefined ? "Checking the import…" : "";
  }
  const { findings, outcomes } = summary;
  const left = [
    counted(findings["error"], "error"),
    counted(findings["removal"], "removal"),
    counted(findings["warning"], "warning"),
  ].filter(Boolean);
  const does = [
    `${amount(outcomes["create"])} to create`,
    `${amount(outcomes["update"])} to update`,
    `${amount(outcomes["unchanged"])} unchanged`,
    (outcomes["skip"] ?? 0) > 0 && `${amount(outcomes["skip"])} to skip`,
    (outcomes["blocked"] ?? 0) > 0 && `${amount(outcomes["blocked"])} blocked`,
  ].filter(Boolean);
  return [
    left.length === 0 ? "No errors, removals or warnings" : left.join(", "),
    does.join(", "),
    ...selectedText(model, shown),
  ].join(" · ");
}

/** "3 rows selected"; one is what the keys move, and needs no telling. */
function selectedText(model: Model, shown: readonly ImportRow[]): string[] {
  const { length } = selectedRows(model, shown);
  return length > 1 ? [`${count(length, "row")} selected`] : [];
}

function counted(n: number | undefined, singular: string): string | false {
  return n !== undefined && n > 0 && count(n, singular);
}

function amount(n = 0): string {
  return n.toLocaleString("en");
}
