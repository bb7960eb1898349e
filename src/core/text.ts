/** Small wording and comparing helpers shared by everything that speaks to people. */

/** "1 field", "3 fields"; `plural` for words that don't just take an s. */
export function count(n: number, singular: string, plural = `${singular}s`): string {
  return `${n.toLocaleString("en")} ${n === 1 ? singular : plural}`;
}

/** "a", "a and b", "a, b and c"; above `most` items the rest is counted: "a, b, c and 4 more". */
export function list(items: readonly string[], most = 5): string {
  const shown = items.length > most ? items.slice(0, most - 1) : items;
  const rest = items.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} more`] : shown;
  if (parts.length < 2) {
    return parts.join("");
  }
  return `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}

/** Order by code units: the same on every machine and in every language, as files and packages need it. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The form under which names are unique: resource, field and key names differ by more than letter case. */
export function foldCase(name: string): string {
  return name.toLowerCase();
}
