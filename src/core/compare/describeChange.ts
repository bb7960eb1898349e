import { isObject } from "../schema/checked";
import type { Change } from "./compare";

/** Names of lists and maps, which say nothing that the id after them doesn't. */
const containers: ReadonlySet<unknown> = new Set(["fields", "keys", "entries", "translations"]);

/** What a change concerns, in ids: `con_Stage`, `con_Stage → maxLength`, `de-DE → con_Stage`. */
export function partPath({ path }: Change): string {
  // A container stands at every other step, with the id of one of its parts behind it.
  const steps = path.filter(
    (step, index) => !(index % 2 === 0 && index < path.length - 1 && containers.has(step)),
  );
  return steps.map(String).join(" → ");
}

const signs: Readonly<Record<Change["kind"], string>> = {
  added: "+",
  removed: "-",
  updated: "~",
  reordered: "~",
};

/** One line for people: `~ con_Stage → maxLength: 100 → 200`. */
export function describeChange(change: Change): string {
  const sign = signs[change.kind];
  const where = `${sign} ${change.part === "property" ? "" : `${change.part} `}${partPath(change)}`;
  switch (change.kind) {
    case "added":
      return where + content(change.after);
    case "removed":
      return where + content(change.before);
    case "updated":
      return `${where}: ${show(change.before)} → ${show(change.after)}`;
    case "reordered":
      return `${sign} ${partPath(change)} in another order`;
  }
}

/** A value, or the label of a part that has one; nothing for what is too large for a line. */
function content(value: unknown): string {
  if (!isObject(value)) {
    return Array.isArray(value) ? "" : `: ${show(value)}`;
  }
  const label = value["label"] ?? value["displayName"];
  return typeof label === "string" ? ` (${label})` : "";
}

function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
