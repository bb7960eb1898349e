import assert from "node:assert/strict";
import { createRequire } from "node:module";

/** An element as a parser has read it. */
export interface ParsedElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: ParsedElement[];
  text: string;
}

/** The part of https://www.npmjs.com/package/sax that is used here; @vscode/vsce brings it. */
interface Sax {
  readonly parser: (strict: boolean) => {
    onerror: (error: Error) => void;
    onopentag: (tag: { name: string; attributes: Record<string, string> }) => void;
    onclosetag: () => void;
    ontext: (text: string) => void;
    write(text: string): { close(): void };
  };
}

/** Parses an XML document with a strict parser; fails on anything that isn't well-formed. */
export function parseXml(document: string): ParsedElement {
  // What https://www.w3.org/TR/xml/#charsets excludes, which the parser lets pass.
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  const foreign = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\p{Cs}\ufffe\uffff]/u.exec(document);
  assert.equal(foreign, null, `it holds ${JSON.stringify(foreign?.[0])}`);
  assert.doesNotMatch(document, /\]\]>/);
  const { parser: createParser } = createRequire(__filename)("sax") as Sax;
  const parser = createParser(true);
  const root: ParsedElement = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  parser.onerror = (error) => {
    throw error;
  };
  parser.onopentag = ({ name, attributes }) => {
    const element = { name, attributes, children: [], text: "" };
    open.at(-1)!.children.push(element);
    open.push(element);
  };
  parser.onclosetag = () => void open.pop();
  parser.ontext = (text) => {
    open.at(-1)!.text += text;
  };
  parser.write(document).close();
  assert.equal(open.length, 1);
  assert.equal(root.children.length, 1);
  return root.children[0]!;
}

/** All elements of one name below another, in order. */
export function elementsNamed(root: ParsedElement, name: string): ParsedElement[] {
  return root.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...elementsNamed(child, name),
  ]);
}
