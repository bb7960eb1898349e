import { printable } from "../text";

/** A line that Git leaves where both sides of a merge changed the same; none of them is JSON. */
const mark = /^(?:<{7}|\|{7}|={7}|>{7})(?=[ \r]|$)/;

/** What a merge left in a text, as words that follow "it", and the offset of the first mark. */
export interface MergeConflict {
  readonly words: string;
  readonly offset: number;
}

/** The conflicts of a merge that nobody resolved; undefined where there is none. */
export function findMergeConflict(text: string): MergeConflict | undefined {
  let first: { readonly line: number; readonly offset: number; readonly text: string } | undefined;
  let end: number | undefined;
  let begun = 0;
  let line = 0;
  for (let offset = 0; offset <= text.length;) {
    line++;
    const next = text.indexOf("\n", offset);
    const stop = next === -1 ? text.length : next;
    // Looked at before a line is cut out: hardly any begins with one of these.
    if ("<|=>".includes(text.charAt(offset)) && mark.test(text.slice(offset, offset + 8))) {
      first ??= { line, offset, text: text.slice(offset, Math.min(stop, offset + 100)).trimEnd() };
      begun += text.charAt(offset) === "<" ? 1 : 0;
      end ??= text.charAt(offset) === ">" && begun > 0 ? line : undefined;
    }
    offset = stop + 1;
  }
  if (!first) {
    return undefined;
  }
  return { words: wordConflict(first, begun, end), offset: first.offset };
}

function wordConflict(
  first: { readonly line: number; readonly text: string },
  begun: number,
  end: number | undefined,
): string {
  const mended = "Keep what is right, and delete the lines with the marks";
  if (begun === 0) {
    return `holds a mark of a merge conflict (${printable(first.text)}) in line ${first.line}. ${mended}`;
  }
  const where = end === undefined ? `from line ${first.line} on` : `in lines ${first.line} to ${end}`;
  return begun === 1
    ? `has an unresolved merge conflict, ${where}. ${mended}`
    : `has ${begun} unresolved merge conflicts, the first ${where}. ${mended}`;
}

/** Whether a line is one of the marks. */
export function isConflictMark(line: string): boolean {
  return mark.test(line);
}
