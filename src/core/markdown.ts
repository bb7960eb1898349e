import { codePointText } from "./text";

/**
 * Texts of packages and files inside of Markdown that somebody else shows: as a comment on a pull request, as a document in an
 * editor. None of them may become markup, a link, an image, HTML or a mention of somebody.
 */

/** What ends a line, or is room between words. */
const blanks = /[\t-\r\u0085\u2028\u2029]+/g;

/** Controls, and marks that turn the direction of writing. */
const invisible = /[\p{Cc}\p{Bidi_Control}]/gu;

/** Stands between a sign and the name behind it, takes no room, and keeps sites from making a link of the two. */
const joiner = "\u2060";

/**
 * A text as one line of plain words, wherever it stands: in a paragraph, a table, a heading, or in HTML. What means something is written as
 * a numeric character reference, which never does.
 */
export function markdownText(text: string): string {
  return oneLine(text)
    .trim()
    .replace(/[\\`*[\]<>&|~!$]/g, reference)
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, reference)
    .replace(/(?<!&)#/g, (sign) => `${reference(sign)}${joiner}`)
    .replace(/@/g, (sign) => `${reference(sign)}${joiner}`)
    .replace(/:(?=\/\/)/g, reference)
    .replace(/(?<=\bwww)\./gi, reference)
    .replace(/^[-+=]|(?<=^\d{1,9})[.)]/g, reference);
}

/** A name that is letters, digits and `_` only, or any other text as {@link markdownText} gives it. */
export function markdownCode(text: string): string {
  return /^[A-Za-z0-9_]+$/.test(text) ? `\`${text}\`` : markdownText(text);
}

/** Lines as they are, in a block of code that none of them can end. `language` says how to colour it: "diff". */
export function markdownBlock(lines: readonly string[], language: string): string[] {
  const plain = lines.map(oneLine);
  const longest = Math.max(2, ...plain.flatMap((line) => (line.match(/`+/g) ?? []).map((run) => run.length)));
  const fence = "`".repeat(longest + 1);
  return [`${fence}${language}`, ...plain, fence];
}

/** A table; cells must be Markdown already. Gives nothing when there are no rows. */
export function markdownTable(headline: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return rows.length === 0 ? [] : [line(headline), line(headline.map(() => "---")), ...rows.map(line)];
}

/** A text as one line, with what can't be shown told by its number. */
function oneLine(text: string): string {
  return text.replace(blanks, " ").replace(invisible, codePointText);
}

/** "&#42;" */
function reference(sign: string): string {
  return `&#${sign.charCodeAt(0)};`;
}
