import { foldCase } from "./text";

/** How many words are guessed in one place: each is held against all that are known, and nobody reads more guesses. */
const mostGuesses = 20;

/** The names that there are in one place, and what is meant by one that isn't among them. */
export class Spellings {
  private readonly known: ReadonlySet<string>;
  private byFoldedName: ReadonlyMap<string, string> | undefined;
  private guessesLeft = mostGuesses;

  constructor(names: Iterable<string>) {
    this.known = new Set(names);
  }

  has(name: string): boolean {
    return this.known.has(name);
  }

  /** How a name is written that differs from one of these only in letter case; undefined for any other. */
  inOtherCase(name: string): string | undefined {
    this.byFoldedName ??= new Map([...this.known].map((known) => [foldCase(known), known]));
    const known = this.byFoldedName.get(foldCase(name));
    return known === name ? undefined : known;
  }

  /** A sentence for behind the one that says that there is no such name: " It is written con_Stage.", or nothing where none is near. */
  hint(name: string): string {
    const known = this.inOtherCase(name);
    if (known !== undefined) {
      return ` It is written ${known}.`;
    }
    const guess = this.guessesLeft-- > 0 ? closestTo(name, this.known) : undefined;
    return guess === undefined ? "" : ` Did you mean ${guess}?`;
  }
}

/** The one of some known words that differs only in letter case, or else by the fewest slips; undefined where none is near. */
export function closestTo(word: string, known: Iterable<string>): string | undefined {
  const folded = foldCase(word);
  let least = slipsAllowed(folded) + 1;
  let best: string | undefined;
  for (const candidate of known) {
    const slips = countSlips(folded, foldCase(candidate), least);
    if (slips < least) {
      least = slips;
      best = candidate;
    }
  }
  return best;
}

/** Words that differ in many of few letters are other words. */
function slipsAllowed({ length }: string): number {
  return length < 4 ? 0 : length < 8 ? 1 : 2;
}

/** Letters left out, put in, replaced or swapped with their neighbour, to get from one word to the other; `enough` for that many or more. */
function countSlips(one: string, other: string, enough: number): number {
  if (Math.abs(one.length - other.length) >= enough) {
    return enough;
  }
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current[column] = Math.min(
        last[column]! + 1,
        current[column - 1]! + 1,
        last[column - 1]! + (isSame ? 0 : 1),
        isSwapped ? beforeLast[column - 2]! + 1 : enough,
      );
    }
    [beforeLast, last] = [last, current];
  }
  return Math.min(last[other.length]!, enough);
}
