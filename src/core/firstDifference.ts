/** How many characters of each side are named. */
const mostNamed = 4;

/** Where two texts differ, as the numbers of the characters: "U+00FC" and "U+0075 U+0308"; undefined for a side that has none there. */
export function firstDifference(
  one: string,
  other: string,
): { readonly one: string | undefined; readonly other: string | undefined } {
  const [ours, theirs] = [[...one], [...other]];
  const shorter = Math.min(ours.length, theirs.length);
  let start = 0;
  while (start < shorter && ours[start] === theirs[start]) {
    start++;
  }
  let end = 0;
  while (end < shorter - start && ours[ours.length - 1 - end] === theirs[theirs.length - 1 - end]) {
    end++;
  }
  return {
    one: namesOf(ours.slice(start, ours.length - end)),
    other: namesOf(theirs.slice(start, theirs.length - end)),
  };
}

function namesOf(characters: readonly string[]): string | undefined {
  const named = characters.slice(0, mostNamed).map((character) => {
    const number = character.codePointAt(0) ?? 0;
    return `U+${number.toString(16).toUpperCase().padStart(4, "0")}`;
  });
  return named.length === 0 ? undefined : `${named.join(" ")}${characters.length > mostNamed ? " …" : ""}`;
}
