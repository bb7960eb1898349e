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

/** What would break a line, clear a screen or turn the reading direction: control characters, line ends, Unicode's marks for direction. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;
const longestSentence = 1_000;

/**
 * A text from outside as it may stand on one line: no more than `most` characters, with the middle left out of a longer one,
 * and what can't be printed replaced by U+FFFD. Names in files and packages can be anything, and of any length.
 */
export function printable(text: string, most = longestSentence): string {
  const tail = Math.floor(most / 4);
  const short =
    text.length <= most ? text : `${text.slice(0, most - tail - 1)}…${text.slice(text.length - tail)}`;
  return short.replace(unprintable, "\ufffd");
}
