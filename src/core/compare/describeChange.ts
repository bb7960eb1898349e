import { excerpts, beginningOf } from "../excerpts";
import { firstDifference } from "../firstDifference";
import { isObject } from "../schema/checked";
import { looksSame } from "../visibleText";
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

/** A change in words, without the sign of its kind. */
export interface ChangeWords {
  /** "field con_Stage → maxLength", "displayName" */
  readonly what: string;
  /** What was there and what will be, as far as that fits a line. */
  readonly before?: string;
  readonly after?: string;
}

export function changeWords(change: Change): ChangeWords {
  const what = `${change.part === "property" || change.kind === "reordered" ? "" : `${change.part} `}${partPath(change)}`;
  switch (change.kind) {
    case "added":
      return { what, after: shown(change.after) };
    case "removed":
      return { what, before: shown(change.before) };
    case "updated":
      return { what, ...differing(change.before, change.after) };
    case "reordered":
      return { what: `${what} in another order` };
  }
}

/** One line for people: `~ con_Stage → maxLength: 100 → 200`. */
export function describeChange(change: Change): string {
  const { what, before, after } = changeWords(change);
  const line = `${signs[change.kind]} ${what}`;
  if (change.kind === "updated") {
    return `${line}: ${before} → ${after}`;
  }
  const text = before ?? after;
  const isPart = isObject(change.kind === "removed" ? change.before : change.after);
  return text === undefined ? line : isPart ? `${line} (${text})` : `${line}: ${text}`;
}

/** What once stood in the place of a change, in the words that the change has for its two sides; undefined for nothing. */
export function valueWords({ kind, before, after }: Change, value: unknown): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  return kind === "updated" ? excerpts([value, before, after].map(jsonOf))[0] : shown(value);
}

/** What a change concerns, together with what that is called: "con_Stage (Stage)", `2 (Done)`, `de-DE → description ("Alt")`. */
export function partName(change: Change): string {
  const value = change.kind === "removed" ? change.before : change.after;
  const label = change.kind === "reordered" ? undefined : shown(value);
  return label === undefined ? partPath(change) : `${partPath(change)} (${label})`;
}

/** Both sides of what differs, each with the part that does; where that can't be seen, with the numbers of its characters. */
function differing(before: unknown, after: unknown): { readonly before: string; readonly after: string } {
  const [old = "", now = ""] = excerpts([jsonOf(before), jsonOf(after)]);
  if (!looksSame(old, now)) {
    return { before: old, after: now };
  }
  const { one, other } = firstDifference(old, now);
  return { before: withNumbers(old, one), after: withNumbers(now, other) };
}

function withNumbers(text: string, numbers: string | undefined): string {
  return numbers === undefined ? text : `${text} [${numbers}]`;
}

function jsonOf(value: unknown): string {
  return JSON.stringify(value) ?? "";
}

/** A value, or the label of a part that has one; undefined for what is too large for a line. */
function shown(value: unknown): string | undefined {
  if (!isObject(value)) {
    return Array.isArray(value) ? undefined : beginningOf(jsonOf(value));
  }
  const label = value["label"] ?? value["displayName"];
  return typeof label === "string" ? beginningOf(label) : undefined;
}
