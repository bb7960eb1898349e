import { codePointText } from "../../core/text";

/** The little XML that reports need. Any text may go in; what XML can't hold is told by its number. */

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Elements or one text: nothing mixes them. */
  readonly content: readonly XmlElement[] | string;
}

export function element(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  content: XmlElement["content"] = [],
): XmlElement {
  return { name, attributes, content };
}

export function xmlDocument(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, "")}`;
}

function write({ name, attributes, content }: XmlElement, indent: string): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${attributeValue(value)}"`);
  const start = `${indent}<${name}${written.join("")}`;
  if (content.length === 0) {
    return `${start}/>\n`;
  }
  return typeof content === "string"
    ? `${start}>${textContent(content)}</${name}>\n`
    : `${start}>\n${content.map((child) => write(child, `${indent}  `)).join("")}${indent}</${name}>\n`;
}

/** All but the characters of XML 1.0 (https://www.w3.org/TR/xml/#charsets), the C1 controls that it discourages, and what turns the direction of writing. */
const unprintable =
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\p{Bidi_Control}\p{Cs}\ufffe\uffff]/gu;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

function textContent(text: string): string {
  // A line end written as it is stays one, unless it is a carriage return.
  return text.replace(unprintable, codePointText).replace(/[&<>\r]/g, (sign) => entities[sign] ?? sign);
}

function attributeValue(text: string): string {
  // Parsers make blanks of tabs and line ends in attributes that are written as they are.
  return text.replace(unprintable, codePointText).replace(/[&<>"\t\n\r]/g, (sign) => entities[sign] ?? sign);
}
