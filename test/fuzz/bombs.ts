import { packageEntries, sha256 } from "../support/hostilePackage";
import { entity, picklist } from "../support/factories";
import { hostileZip, type HostileEntry } from "../support/hostileZip";
import type { Random } from "./random";

const mebibyte = 1024 * 1024;
const wrap = (name: string, fields: string, extra = ""): string =>
  `{"name":"${name}","displayName":"X","kind":"custom","fields":[${fields}]${extra}}`;
const fill = (piece: string, bytes: number): string => piece.repeat(Math.floor(bytes / piece.length));

/** Definitions that are small when packed and become much when they are parsed, checked or spoken of. */
const contents: readonly ((name: string, bytes: number) => string)[] = [
  (name, bytes) => wrap(name, "", `,"x":[${fill("{},", bytes)}0]`),
  (name, bytes) => wrap(name, "", `,"x":[${fill("[],", bytes)}0]`),
  (name, bytes) => wrap(name, "", `,"x":[${fill("0,", bytes)}0]`),
  (name, bytes) => wrap(name, "", `,"x":${fill("[", bytes / 2)}${fill("]", bytes / 2)}`),
  (name, bytes) => wrap(name, "", `,"x":${fill("[", bytes)}`),
  (name, bytes) => wrap(name, "", `,"x":"${fill("long ", bytes)}"`),
  (name, bytes) => wrap(name, "", `,"x":"${fill("\\u0000", bytes)}"`),
  (name, bytes) => wrap(name, "", `,"x":${fill("9", bytes)}`),
  (name, bytes) => wrap(name, "", `,"${fill("k", bytes)}":0`),
  (name, bytes) => wrap(name, `${fill("{},", bytes)}0`),
  (name, bytes) => wrap(name, `${fill("1,", bytes)}0`),
  (name, bytes) => wrap(name, `${fill('{"name":"a","displayName":"a","type":"text"},', bytes)}0`),
  (name, bytes) => {
    const one = '{"name":"a","displayName":"a","type":"text"},';
    return wrap(name, fill(one, bytes).slice(0, -1));
  },
  (name, bytes) => wrap(name, "", `,"translations":{${numbered(bytes, (n) => `"${n}":0`)}}`),
  (name, bytes) =>
    wrap(name, "", `,"keys":[${fill('{"name":"k","fields":["gone","gone"]},', bytes).slice(0, -1)}]`),
  (name, bytes) =>
    wrap(name, `{"name":"a","displayName":"a","type":"lookup","targets":[${fill('"Gone",', bytes)}"Gone"]}`),
  (name, bytes) =>
    wrap(
      name,
      `{"name":"a","displayName":"a","type":"lookup","targets":[${numbered(bytes, (n) => `"G${n}"`)}]}`,
    ),
  (name, bytes) =>
    wrap(
      name,
      numbered(bytes / 5, (n) => `{"name":"a${n}","displayName":"a","type":"integer","default":"x"}`),
    ),
  (name, bytes) =>
    wrap(name, `{"name":"a","displayName":"a","type":"text","default":"${fill("d", bytes)}","maxLength":1}`),
  (name, bytes) =>
    wrap(
      name,
      `{"name":"a","displayName":"a","type":"picklist","entries":[],"default":"${fill("d", bytes)}"}`,
    ),
  (_, bytes) => fill("[", bytes),
  (_, bytes) => fill('{"a":', bytes),
  (_, bytes) => fill(" ", bytes),
  (_, bytes) => fill("\n", bytes),
];

function numbered(bytes: number, write: (n: number) => string): string {
  return Array.from({ length: Math.floor(bytes / 12) }, (_, n) => write(n)).join(",");
}

/** A package that is small, but asks for much: memory, time, or words. */
export function makeBomb(random: Random): Uint8Array {
  const bytes = (random.once(6) ? 15 : 1) * mebibyte;
  switch (random.below(8)) {
    case 0: {
      const definitions = Array.from({ length: random.between(2, 70) }, (_, n) =>
        picklist({ name: `con_P${n}` }),
      );
      const zeros = new Uint8Array(bytes);
      return hostileZip(
        packageEntries({ definitions }).map((entry, index) =>
          index === 0
            ? entry
            : { ...entry, content: zeros, ...(random.once(2) && { size: random.below(1_000) }) },
        ),
      );
    }
    case 1:
      return withContents(["manifest"], random, bytes);
    case 2:
      return withContents(
        Array.from({ length: 8 }, (_, n) => `con_E${n}`),
        random,
        bytes,
      );
    case 3:
      return hostileZip(
        Array.from({ length: random.pick([1_000, 64_999, 65_001]) }, (_, n) => ({
          name: `f${n}`,
          isStored: true,
        })),
      );
    case 4: {
      const [manifest, ...files] = packageEntries();
      const one = {
        type: "entity",
        name: "con_Project",
        displayName: "Project",
        kind: "custom",
        path: files[0]!.name,
      };
      const rest = { sha256: sha256(files[0]!.content ?? ""), setup: "merge", related: false, requires: [] };
      const resources = Array.from({ length: Math.floor(bytes / 300) }, () => ({ ...one, ...rest }));
      const whole = { ...(JSON.parse(String(manifest!.content)) as object), resources };
      return hostileZip([{ ...manifest!, content: JSON.stringify(whole) }, ...files]);
    }
    default:
      return withContents(["con_Bomb"], random, bytes);
  }
}

/** A package of definitions, or a manifest, that are bombs; with the right checksums. */
function withContents(names: readonly string[], random: Random, bytes: number): Uint8Array {
  const make = random.pick(contents);
  const texts = names.map((name) => make(name, bytes));
  if (names[0] === "manifest") {
    return hostileZip([{ name: "manifest.json", content: texts[0]! }, ...packageEntries().slice(1)]);
  }
  const resources = Object.fromEntries(
    texts.map((text, n) => [n, { sha256: sha256(text), displayName: "X" }]),
  );
  const entries = packageEntries({ definitions: names.map((name) => entity({ name })), resources });
  return hostileZip(
    entries.map((entry, n): HostileEntry => (n === 0 ? entry : { ...entry, content: texts[n - 1]! })),
  );
}
