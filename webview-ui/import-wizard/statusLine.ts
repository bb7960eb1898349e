import type { ImportRow } from "../../src/protocol/importWizard";
import { count } from "../shared/words";
import type { Model } from "./model";

/** Ids of the rows that are to be set up together. */
export function markedIds({ rows, marked }: Model): string[] {
  return rows.filter(({ id }) => marked.has(id)).map(({ id }) => id);
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
    ...markedText(model, shown),
  ].join(" · ");
}

/** "3 of 25 marked, 1 hidden by the filters" */
function markedText({ rows, marked }: Model, shown: readonly ImportRow[]): string[] {
  if (marked.size === 0) {
    return [];
  }
  const hidden = marked.size - shown.filter(({ id }) => marked.has(id)).length;
  const text = `${marked.size.toLocaleString("en")} of ${rows.length.toLocaleString("en")} marked`;
  return [hidden > 0 ? `${text}, ${hidden.toLocaleString("en")} hidden by the filters` : text];
}

function counted(n: number | undefined, singular: string): string | false {
  return n !== undefined && n > 0 && count(n, singular);
}

function amount(n = 0): string {
  return n.toLocaleString("en");
}
