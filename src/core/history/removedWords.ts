import { list } from "../text";
import type { RecordedResource } from "./importRecord";

/** How many of the things that were taken away are named before the rest is counted. */
const shownNames = 8;

type Removed = NonNullable<RecordedResource["removed"]>;

/** "1 translation (fr-FR) and 2 entries (3, 4)"; undefined where nothing was taken away. */
export function removedWords(removed: Removed | undefined): string | undefined {
  return removed && removed.length > 0
    ? list(removed.map(({ amount, names }) => `${amount} (${namesOf(amount, names)})`))
    : undefined;
}

/** The record names the first of very many. */
function namesOf(amount: string, names: readonly string[]): string {
  const all = Number.parseInt(amount.replaceAll(",", ""), 10);
  const more = Math.max(0, all - names.length);
  const shown = names.slice(0, shownNames);
  const hidden = names.length - shown.length + more;
  return hidden > 0 ? `${shown.join(", ")} and ${hidden.toLocaleString("en")} more` : shown.join(", ");
}

/** What changed in a resource, with what was taken away: "5 changes, removed 1 translation (fr-FR)". */
export function changeWordsOf({ detail, removed }: Pick<RecordedResource, "detail" | "removed">): string {
  const words = removedWords(removed);
  return [detail, words === undefined ? undefined : `removed ${words}`]
    .filter((part) => part !== undefined)
    .join(", ");
}
