/**
 * Texts cut where people see a character end: an emoji of several code points, or a letter with its accents, is one (a grapheme cluster
 * after Unicode Standard Annex 29).
 */
const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** How much of a text is looked at around a place. */
const surroundings = 256;
/** How far from where a piece of a text begins it is known where characters do: most are far shorter. */
const longestCharacter = 64;

/** How many characters are shown of a text where it is one of several in a line. */
const mostShown = 60;
/** How many of them at least stand before what differs. */
const leastBefore = 12;

/** Where the character begins that has this code unit of a text: where it can be cut. */
export function characterStart(text: string, at: number): number {
  if (at <= 0 || at >= text.length) {
    return Math.min(Math.max(at, 0), text.length);
  }
  let start = at;
  for (const boundary of boundariesAround(text, at)) {
    if (boundary > at) {
      break;
    }
    start = boundary;
  }
  return start;
}

/** Where the character ends that begins at this code unit of a text. */
export function nextCharacter(text: string, start: number): number {
  return boundariesAround(text, start).find((boundary) => boundary > start) ?? text.length;
}

/** The beginning of a text, with an ellipsis where that isn't all. */
export function beginningOf(text: string, most = mostShown): string {
  return windowOf(text, { from: 0, to: 0 }, most);
}

/**
 * Of each of several texts the part in which they differ, with as much around it as there is room for: "…with the customer". Short ones are
 * shown whole.
 */
export function excerpts(texts: readonly string[], most = mostShown): string[] {
  const [first = ""] = texts;
  const shortest = Math.min(...texts.map(({ length }) => length));
  const isCommon = (place: (text: string) => number): boolean =>
    texts.every((text) => text.charCodeAt(place(text)) === first.charCodeAt(place(first)));
  let start = 0;
  while (start < shortest && isCommon(() => start)) {
    start++;
  }
  let end = 0;
  while (end < shortest - start && isCommon((text) => text.length - 1 - end)) {
    end++;
  }
  return texts.map((text) => windowOf(text, { from: start, to: text.length - end }, most));
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function windowOf(text: string, { from, to }: Range, most: number): string {
  if (text.length <= most) {
    return text;
  }
  const boundaries = boundariesAround(text, from, Math.max(surroundings, most * 8));
  if (boundaries.length < 2) {
    // A single character that is longer than anything: marks upon marks.
    return `${text.slice(0, most).replace(/[\ud800-\udbff]$/, "")}…`;
  }
  const isWhole = boundaries[0] === 0 && boundaries.at(-1) === text.length;
  if (isWhole && boundaries.length - 1 <= most) {
    return text;
  }
  // What differs, and as much before it as leaves it in the middle.
  const differing = Math.max(lastAtOrBefore(boundaries, from), 0);
  const differingEnd = boundaries.findIndex((boundary) => boundary >= to);
  const width = differingEnd < 0 ? most : Math.max(differingEnd - differing, 0);
  const before = Math.max(leastBefore, Math.floor((most - width) / 2));
  // One for each ellipsis.
  const room = most - 2;
  const latest = Math.max(boundaries.length - 1 - room, 0);
  const first = Math.max(Math.min(differing - before, latest), 0);
  const last = Math.min(first + room, boundaries.length - 1);
  const [start, end] = [boundaries[first] ?? 0, boundaries[last] ?? text.length];
  return `${start > 0 ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
}

function lastAtOrBefore(boundaries: readonly number[], at: number): number {
  const next = boundaries.findIndex((boundary) => boundary > at);
  return next < 0 ? boundaries.length - 1 : next - 1;
}

/** Where characters begin around a place, and where the last of them ends. */
function boundariesAround(text: string, at: number, reach = surroundings): number[] {
  const from = Math.max(at - reach - longestCharacter, 0);
  const to = Math.min(at + reach, text.length);
  const known = from > 0 ? from + longestCharacter : 0;
  const boundaries: number[] = [];
  for (const { index } of segmenter.segment(text.slice(from, to))) {
    if (from + index >= known) {
      boundaries.push(from + index);
    }
  }
  // The last may be cut at its end.
  return to < text.length ? boundaries : [...boundaries, to];
}
