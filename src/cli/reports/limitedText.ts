import { count } from "../../core/text";

/** Lines that are shown or left out together. */
export interface Block {
  readonly lines: readonly string[];
  /** How many things they tell of; one where left out. */
  readonly amount?: number;
}

/** A part of a text that has an upper limit. Nothing is shown of one without blocks. */
export interface Section {
  /** Lines that come first, if any block does. */
  readonly head: readonly string[];
  /** The most important first. */
  readonly blocks: readonly Block[];
  /** What a block tells of: "finding". */
  readonly singular: string;
  /** Characters that the sections before leave to this one, as far as it needs them. */
  readonly reserve: number;
}

/** What a line takes that says how many blocks were left out. */
const restLength = 100;

/**
 * Lays out sections up to a number of characters. Each takes what it needs and only keeps the reserves of those behind it free, so that
 * what comes first is told in full and nothing is crowded out; blocks that don't fit are counted.
 */
export function layOutSections(sections: readonly Section[], most: number): string {
  const shown = sections.filter(({ blocks }) => blocks.length > 0);
  const lines: string[] = [];
  let left = most;
  for (const [index, section] of shown.entries()) {
    const later = shown.slice(index + 1).reduce((sum, next) => sum + reserveOf(next), 0);
    const own = fit(section, left - later);
    left -= lengthOf(own);
    lines.push(...own);
  }
  return `${lines.join("\n")}\n`;
}

/** No more than the section needs. */
function reserveOf({ head, blocks, reserve }: Section): number {
  let needed = lengthOf(head);
  for (const block of blocks) {
    needed += lengthOf(block.lines);
    if (needed > reserve) {
      return reserve;
    }
  }
  return needed;
}

function fit({ head, blocks, singular }: Section, room: number): string[] {
  const lengths = blocks.map(({ lines }) => lengthOf(lines));
  let left = room - lengthOf(head);
  if (lengths.reduce((sum, length) => sum + length, 0) <= left) {
    return [...head, ...blocks.flatMap(({ lines }) => lines)];
  }
  left -= restLength;
  const shown = lengths.findIndex((length) => (left -= length) < 0);
  const rest = blocks.slice(shown).reduce((sum, { amount = 1 }) => sum + amount, 0);
  return [
    ...head,
    ...blocks.slice(0, shown).flatMap(({ lines }) => lines),
    "",
    `${count(rest, `more ${singular}`)}, for which there is no room here.`,
  ];
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}
