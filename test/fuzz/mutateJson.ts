import { parseTree, type Node } from "jsonc-parser";
import type { Random } from "./random";

/** Keys that are data in JSON and traps in JavaScript, in terminals or in messages. */
const keys = [
  ...[
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "length",
    "name",
    "kind",
    "origin",
  ],
  ...[
    "",
    " ",
    "0",
    "-1",
    "a.b",
    "a[0]",
    "é",
    "\\ud800",
    "\\u0000",
    "\\n",
    "\\u2028",
    "\\u202e",
    "de-DE",
    "x".repeat(300),
  ],
  ...[
    "fields",
    "keys",
    "entries",
    "translations",
    "targets",
    "default",
    "formatVersion",
    "resources",
    "requires",
  ],
];

const deep = (levels: number, open: string, close: string): string =>
  open.repeat(levels) + close.repeat(levels);

/** What takes the place of a value: other types, numbers and texts at the edges, nesting, and what isn't JSON. */
const junk: readonly string[] = [
  ...[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "-1",
    "1.5",
    "21",
    "2147483648",
    "-2147483649",
    "9007199254740993",
  ],
  ...[
    "1e999",
    "-1e999",
    "1e-999",
    `1${"0".repeat(400)}`,
    `0.${"3".repeat(400)}`,
    "[]",
    "[[]]",
    "[null]",
    "{}",
  ],
  ...[
    '""',
    '" "',
    '"x"',
    '"9x"',
    '"a b"',
    '"#12"',
    '"custom"',
    '"standard"',
    '"lookup"',
    '"picklist"',
    '"con_Name"',
  ],
  ...[
    '"\\ud800"',
    '"\\udc00\\ud800"',
    '"\\u0000"',
    '"\\n\\r\\u2028\\u2029\\u0085"',
    '"\\u202e"',
    '"\\u001b[2J"',
    '"İ"',
  ],
  ...[
    '{"__proto__":null}',
    '{"__proto__":{"name":"x"}}',
    '{"a":1,"a":2}',
    '{"":{"":{"":0}}}',
    '[{"name":"a"},{"name":"A"}]',
  ],
  ...[
    "undefined",
    "NaN",
    "Infinity",
    "01",
    "+1",
    ".5",
    "1.",
    "0x10",
    "'x'",
    "/* */ 1",
    "[1,]",
    '{"a":1,}',
    "{a:1}",
    '"\\x"',
  ],
  ...['"\u0001"', "\u0000", "\u2028", '"', "[", "{", "]", "}", ",", ":", '"\\u12"'],
  ...[deep(65, "[", "]"), deep(65, '{"a":', "}").replace("}", "0}"), deep(5_000, "[", "]")],
  JSON.stringify("x".repeat(101)),
  JSON.stringify("long ".repeat(20_000)),
  `[${Array.from({ length: 1_000 }, (_, index) => index).join(",")}]`,
];
/** What takes its time, and is tried now and then only. */
const heavyJunk: readonly string[] = [
  deep(100_000, "[", "]"),
  `${'{"a":'.repeat(100_000)}0${"}".repeat(100_000)}`,
  "[".repeat(100_000),
  `[${"0,".repeat(200_000)}0]`,
  `[${"{},".repeat(100_000)}{}]`,
  `{${Array.from({ length: 50_000 }, (_, index) => `"k${index}":0`).join(",")}}`,
  `"${"x".repeat(2_000_000)}"`,
  `{"${"k".repeat(1_000_000)}":0}`,
  "9".repeat(1_000_000),
];

type TextMutation = (text: string, random: Random, other: () => string) => string;

const mutations: readonly TextMutation[] = [
  (text, random) => replaceNode(text, random, () => random.pick(random.once(60) ? heavyJunk : junk)),
  (text, random) => replaceNode(text, random, () => random.pick(junk)),
  (text, random, other) => replaceNode(text, random, () => nodeText(other(), random)),
  (text, random) => replaceNode(text, random, () => nodeText(text, random)),
  function editChildren(text, random) {
    return rewrite(text, random, (children, isObject) => {
      const place = random.below(children.length + 1);
      const value = random.pick(junk);
      const added = isObject ? `"${random.pick(keys)}":${value}` : value;
      switch (random.below(6)) {
        case 0:
          return children.filter((_, index) => index !== place % children.length);
        case 1:
          return [...children, ...children.slice(0, place)];
        case 2:
          return [...children].reverse();
        case 3:
          return children.flatMap((child, index) =>
            index === 0 ? Array.from({ length: random.pick([2, 40, 300]) }, () => child) : [child],
          );
        default:
          return [...children.slice(0, place), added, ...children.slice(place)];
      }
    });
  },
  function renameProperty(text, random) {
    const properties = nodesOf(text).filter(({ type }) => type === "property");
    const [key] = properties.length > 0 ? (random.pick(properties).children ?? []) : [];
    return key ? replaceAt(text, key, `"${random.pick(keys)}"`) : text;
  },
  (text, random) => text.slice(0, random.below(text.length)),
  (text, random) =>
    insertText(
      text,
      random,
      random.pick([",", "}", "]", '"', "\\", "\u0000", "//", "\ufeff", "\u2028", "\r"]),
    ),
  (text) => text.replaceAll("\n", "\r\n"),
  (text) => text.replaceAll(/\n */g, ""),
  (text) => `${text}${text}`,
  (_, random) => random.pick(["", " ", "\n\n", "null", "[]", "{}", "0", '"x"', "\u0000"]),
];

/** What matters in a manifest, and chance would seldom hit. */
const manifestMutations: readonly ((text: string, random: Random) => string)[] = [
  (text, random) =>
    text.replace(/"formatVersion": 1/, `"formatVersion": ${random.pick(["0", "2", "1e9", '"1"'])}`),
  (text) => text.replace(/"resources": \[[^]*/, '"resources": [] }'),
  (text, random) => text.replace(/"setup": "[a-z]+"/g, `"setup": ${random.pick(junk)}`),
];

/** A manifest's text with one of the things changed that decide what becomes of the package, and perhaps more. */
export function mutateManifest(text: string, random: Random, other: () => string): string {
  const changed = random.pick(manifestMutations)(text, random);
  return random.once(2) ? changed : mutateJsonText(changed, random, other);
}

/** A JSON text with one to three places changed. What comes out needn't be JSON any more. */
export function mutateJsonText(text: string, random: Random, other: () => string): string {
  let changed = text;
  for (let left = random.between(1, 3); left > 0; left--) {
    changed = random.pick(mutations)(changed, random, other);
  }
  return changed;
}

const encodings: readonly ((text: string) => Uint8Array)[] = [
  (text) => Buffer.from(`\ufeff${text}`),
  (text) => Buffer.from(`\ufeff\ufeff${text}`),
  (text) => Buffer.from(text, "utf16le"),
  (text) => Buffer.from(`\ufeff${text}`, "utf16le"),
  (text) => Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
  (text) => Buffer.from(text.replace("a", "\u00e4"), "latin1"),
  (text) => Buffer.concat([Buffer.from(text), Buffer.of(0xff)]),
];

/** The bytes of a text: UTF-8, but now and then another encoding, or a mark that belongs to one. */
export function encodeText(text: string, random: Random): Uint8Array {
  return random.once(15) ? random.pick(encodings)(text) : Buffer.from(text);
}

/** Every node of a JSON text; none for one that is too deep to be looked at. */
function nodesOf(text: string): Node[] {
  try {
    const root = parseTree(text);
    const nodes: Node[] = root ? [root] : [];
    // Grows while it is walked.
    for (const node of nodes) {
      (node.children ?? []).forEach((child) => nodes.push(child));
    }
    return nodes;
  } catch (error) {
    if (error instanceof RangeError) {
      return [];
    }
    throw error;
  }
}

function replaceNode(text: string, random: Random, make: () => string): string {
  const values = nodesOf(text).filter(({ type }) => type !== "property");
  return values.length === 0 ? text : replaceAt(text, random.pick(values), make());
}

function replaceAt(text: string, { offset, length }: Node, by: string): string {
  return text.slice(0, offset) + by + text.slice(offset + length);
}

function nodeText(text: string, random: Random): string {
  const nodes = nodesOf(text);
  const { offset, length } = nodes.length === 0 ? { offset: 0, length: 0 } : random.pick(nodes);
  return text.slice(offset, offset + length);
}

function rewrite(
  text: string,
  random: Random,
  change: (children: readonly string[], isObject: boolean) => readonly string[],
): string {
  const containers = nodesOf(text).filter(({ children, type }) => type !== "property" && children?.length);
  if (containers.length === 0) {
    return text;
  }
  const container = random.pick(containers);
  const isObject = container.type === "object";
  const texts = (container.children ?? []).map(({ offset, length }) => text.slice(offset, offset + length));
  const [open, close] = isObject ? ["{", "}"] : ["[", "]"];
  return replaceAt(text, container, `${open}${change(texts, isObject).join(",\n")}${close}`);
}

function insertText(text: string, random: Random, inserted: string): string {
  const place = random.below(text.length);
  return text.slice(0, place) + inserted + text.slice(place);
}
