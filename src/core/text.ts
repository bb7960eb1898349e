import { characterStart, nextCharacter } from "./excerpts";

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

/** As {@link list}, of the words for many things: only those that are named are asked for. */
export function listOf<T>(items: readonly T[], wordsOf: (item: T) => string, most = 5): string {
  return list(
    items.map((item, index) => (index < most ? wordsOf(item) : "")),
    most,
  );
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

/** "[U+202E]": how a character is told that can't be shown, as VS Code's editors tell it. */
export function codePointText(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `[U+${code}]`;
}

/**
 * A text from outside as it may stand on one line: no more than `most` characters, with the middle left out of a longer one,
 * and what can't be printed told by its number. Names in files and packages can be anything, and of any length.
 */
export function printable(text: string, most = longestSentence): string {
  // Numbers take more room than what they stand for.
  return shortened(shortened(text, most).replace(unprintable, codePointText), most);
}

/** A text from outside that may have several lines, as a note or a description: as it is, but for what can't be printed. */
export function printableLines(text: string): string {
  return text.replace(unprintable, (found) => (lineEnds.has(found) ? found : codePointText(found)));
}

const lineEnds: ReadonlySet<string> = new Set("\t\n\r");

function shortened(text: string, most: number): string {
  const tail = Math.floor(most / 4);
  if (text.length <= most) {
    return text;
  }
  const end = characterStart(text, text.length - tail);
  // Where a character would be cut, it is left out.
  const rest = end === text.length - tail ? text.slice(end) : text.slice(nextCharacter(text, end));
  return `${text.slice(0, characterStart(text, most - tail - 1))}…${rest}`;
}

/**
 * A name from outside as a part of a sentence or row that VS Code shows: printable, and isolated (https://www.unicode.org/reports/tr9/), so
 * that one written from right to left leaves what stands beside it in its place. One without such letters stays as it is.
 */
export function isolated(name: string): string {
  const text = printable(name);
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text;
}

/** Letters of the scripts that are written from right to left. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
