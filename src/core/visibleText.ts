/** What can be seen of a text, so that two that look alike are known to. */

/** Most labels: nothing in them could look like anything else. */
const plain = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;
/** Soft hyphens, joiners, marks of direction, selectors of variants, and control characters that aren't white space. */
const invisible = /[\p{Default_Ignorable_Code_Point}\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]/gu;
/** Among pictures joiners and tags make others of them: a family of three people, a country's flag of a plain one. */
const invisibleAmongPictures =
  /[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]/gu;
const pictures = /\p{Extended_Pictographic}/u;

/** A text as it can be seen: in Unicode's composed form, white space folded, invisible characters left out. */
export function visibleText(text: string): string {
  if (plain.test(text)) {
    return text;
  }
  return text
    .replace(pictures.test(text) ? invisibleAmongPictures : invisible, "")
    .replace(/\s+/gu, " ")
    .trim()
    .normalize("NFC");
}

/**
 * Letters of the Greek and Cyrillic scripts that look like one of the Latin script in most typefaces, after the data of Unicode
 * Technical Standard 39.
 */
const lookalikes: Readonly<Record<string, string>> = {
  ...paired("АВЕЅІЈКМНОРСТУХԌԚԜаеѕіјорсухһԁԛԝѐёї", "ABESIJKMHOPCTYXGQWaesijopcyxhdqwèëï"),
  ...paired("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϳ", "ABEZHIKMNOPTYXoj"),
};
const lookalike = new RegExp(`[${Object.keys(lookalikes).join("")}]`, "gu");

function paired(letters: string, latin: string): Record<string, string> {
  const known = [...latin];
  return Object.fromEntries([...letters].map((letter, index) => [letter, known[index] ?? letter]));
}

/** What people see in a text, whatever script its letters are from; for comparing only. */
export function shapeOf(text: string): string {
  return plain.test(text)
    ? text
    : visibleText(text).replace(lookalike, (letter) => lookalikes[letter] ?? letter);
}

/** Whether two texts can't be told apart by looking at them. */
export function looksSame(one: string, other: string): boolean {
  return one === other || shapeOf(one) === shapeOf(other);
}

/** The form under which labels are the same to people, who take no notice of letter case either. */
export function foldLabel(label: string): string {
  return shapeOf(label).toLowerCase();
}
