/** What can be seen of a text, so that two that look alike are known to. */

/**
 * Most labels: letters that are as they are in any form, with single spaces between words. Looking for more in each of very many takes
 * too long.
 */
const plain =
  /^[!-~\u00a1-\u00ac\u00ae-\u02ff\u4e00-\u9fff\uac00-\ud7a3]+(?: [!-~\u00a1-\u00ac\u00ae-\u02ff\u4e00-\u9fff\uac00-\ud7a3]+)*$/;
/** The same with letters that may look like others. */
const plainToSee =
  /^[!-~\u00a1-\u00ac\u00ae-\u02ff\u0388-\u03ce\u0410-\u045f]+(?: [!-~\u00a1-\u00ac\u00ae-\u02ff\u0388-\u03ce\u0410-\u045f]+)*$/;
/** Soft hyphens, joiners, marks of direction, selectors of variants, and control characters. */
const shapeless = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;
const lineControls: ReadonlySet<string> = new Set("\t\n\v\f\r");
/** Among pictures joiners and tags make others of them: a family of three people, a country's flag of a plain one. */
const pictures = /\p{Extended_Pictographic}/u;
const makesPictures = /[\u200d\u{e0020}-\u{e007f}]/u;

/** A text as it can be seen: in Unicode's composed form, white space folded, invisible characters left out. */
export function visibleText(text: string): string {
  if (plain.test(text) || plainToSee.test(text)) {
    return text;
  }
  const hasPictures = pictures.test(text);
  return text
    .replace(shapeless, (character) =>
      lineControls.has(character) || (hasPictures && makesPictures.test(character)) ? character : "",
    )
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
