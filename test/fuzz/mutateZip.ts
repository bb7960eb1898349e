import { gzipSync } from "node:zlib";
import { hostileZip, linkMode, type HostileEnd, type HostileEntry } from "../support/hostileZip";
import type { Random } from "./random";

interface Zip {
  entries: HostileEntry[];
  end: HostileEnd;
}

/** Changes the list of entries, or what is said of them, in place. */
type ZipMutation = (zip: Zip, random: Random) => void;

const numbers = [0, 1, 21, 22, 30, 46, 1_000, 65_535, 65_536, 0x7fffffff, 0xfffffffe, 0xffffffff];
const flags = [0, 1, 4, 8, 0x40, 0x800, 0x2000, 0x2001, 0xffff];
const methods = [0, 1, 8, 9, 12, 14, 93, 99, 0xffff];
const names: readonly (string | Uint8Array)[] = [
  ...[
    "",
    " ",
    ".",
    "..",
    "../x.json",
    "entities/../manifest.json",
    "entities/../../x",
    "/etc/passwd",
    "//x/y",
  ],
  ...[
    "C:\\x.json",
    "c:x",
    "a\\b.json",
    "..\\x",
    "entities//x.json",
    "./manifest.json",
    "entities/",
    "entities/.",
  ],
  ...[
    "manifest.json",
    "MANIFEST.JSON",
    "manifest.json/",
    "manifest.json/x",
    "__proto__",
    "constructor",
    "toString",
  ],
  ...[
    "a\u0000.json",
    "a\nb.json",
    "a\rb",
    "a\u2028b",
    "a\u2029b",
    "a\u0085b",
    "\u202egnp.exe",
    "\u001b[2J",
    "é",
    "e\u0301",
  ],
  ...[
    "CON",
    "entities/con.json",
    "entities/İ.json",
    "entities/K.json",
    "x".repeat(300),
    "y/".repeat(2_000),
    "z".repeat(65_535),
  ],
  Uint8Array.of(0xff, 0xfe, 0x41),
  Uint8Array.of(0xc0, 0xae, 0xc0, 0xae, 0x2f),
  Uint8Array.of(0xed, 0xa0, 0x80),
];
/** Large enough for the smaller limits; the limits of a file and of a package have cases of their own. */
const zeros = new Uint8Array(300_000);

const mutations: readonly ZipMutation[] = [
  edit((random) => ({ [random.pick(["size", "compressedSize", "crc32", "offset"])]: random.pick(numbers) })),
  edit((random, { content }) => ({ size: (content?.length ?? 0) + random.between(-2, 2) })),
  edit((random) => ({ flags: random.pick(flags) })),
  edit((random) => ({ method: random.pick(methods) })),
  edit((random) => ({ name: random.pick(names) })),
  edit((random) => ({
    local: {
      ...(random.once(2) && { name: random.pick(names) }),
      ...(random.once(2) && { size: random.pick(numbers) }),
      ...(random.once(2) && { compressedSize: random.pick(numbers) }),
      ...(random.once(2) && {
        method: random.pick(methods),
        flags: random.pick(flags),
        crc32: random.next(),
      }),
    },
  })),
  edit((random) => ({
    unixMode: random.pick([linkMode, 0o060644, 0o020644, 0o010644, 0o140755, 0o040755, 0o100644]),
  })),
  edit((random) => ({ madeOn: random.below(256), unixMode: linkMode })),
  edit((random) => ({ data: random.bytes(random.below(300)) })),
  edit((random, { content }) => ({ data: gzipSync(content ?? ""), isStored: random.once(2) })),
  edit(() => ({ isStored: true })),
  edit((random) => ({
    content: zeros.subarray(0, random.below(zeros.length)),
    size: random.pick([0, 1, 100]),
  })),
  edit((random) => ({ localExtra: random.bytes(random.below(80)) })),
  edit((random) => ({ extra: zip64Extra(random) })),
  edit((random) => ({
    extra: zip64Extra(random),
    size: 0xffffffff,
    compressedSize: 0xffffffff,
    offset: 0xffffffff,
  })),
  edit((random) => ({ comment: random.bytes(random.below(200)) })),
  edit(describeBehind),
  function nest({ entries, end }, random) {
    const inner = hostileZip(entries, end);
    entries.push({ name: random.pick(["inner.zip", "entities/con_Inner.json"]), content: inner });
  },
  function repeat({ entries }, random) {
    const entry = random.pick(entries);
    const name = random.once(2) ? entry.name : String(entry.name).toUpperCase();
    entries.splice(random.below(entries.length), 0, { ...entry, name });
  },
  function share({ entries }, random) {
    entries.push({ ...random.pick(entries), name: random.pick(names), sharesBytes: true });
  },
  function overlap({ entries }, random) {
    const place = random.below(entries.length);
    entries[place] = { ...entries[place]!, compressedSize: random.between(100, 5_000) };
  },
  ({ entries }, random) => void entries.splice(random.below(entries.length), random.between(1, 2)),
  ({ entries }) => void entries.reverse(),
  ({ entries }, random) => void entries.push({ name: random.pick(names), content: random.bytes(20) }),
  finish((random) => ({ count: random.pick(numbers) })),
  finish((random) => ({ directorySize: random.pick(numbers) })),
  finish((random) => ({ directoryOffset: random.pick(numbers) })),
  finish((random) => ({ comment: random.bytes(random.below(300)) })),
  // A second end record inside of the comment: which of the two counts?
  finish((random) => ({ comment: hostileZip([{ name: random.pick(names.slice(0, 20)) }]) })),
  finish(() => ({ zip64: true })),
  finish((random) => ({ zip64: true, count: random.pick([...numbers, 2 ** 40, 2 ** 53]) })),
  finish((random) => ({ zip64: true, directoryOffset: random.pick([...numbers, 2 ** 40, 2 ** 53]) })),
  finish((random) => ({ prefix: random.bytes(random.below(100)), isShifted: random.once(2) })),
  finish((random) => ({ gap: random.bytes(random.below(100)) })),
];

/** A zip of these entries in which one to four things are other than they should be. */
export function mutateZip(sound: readonly HostileEntry[], random: Random): Uint8Array {
  const zip: Zip = { entries: [...sound], end: {} };
  for (let left = random.between(1, random.once(3) ? 4 : 2); left > 0 && zip.entries.length > 0; left--) {
    random.pick(mutations)(zip, random);
  }
  return hostileZip(zip.entries, zip.end);
}

function edit(change: (random: Random, entry: HostileEntry) => Partial<HostileEntry>): ZipMutation {
  return ({ entries }, random) => {
    const place = random.below(entries.length);
    const entry = entries[place]!;
    const changes = change(random, entry);
    // What a header claims fits no number below zero.
    entries[place] = {
      ...entry,
      ...changes,
      ...(changes.size !== undefined && { size: Math.max(0, changes.size) }),
    };
  };
}

function finish(change: (random: Random) => HostileEnd): ZipMutation {
  return (zip, random) => {
    zip.end = { ...zip.end, ...change(random) };
  };
}

/** Sizes that stand behind the data rather than before it, as programs write them that don't know them yet. */
function describeBehind(random: Random, { content }: HostileEntry): Partial<HostileEntry> {
  const descriptor = Buffer.alloc(16);
  descriptor.writeUInt32LE(0x08074b50, 0);
  descriptor.writeUInt32LE(random.next(), 4);
  descriptor.writeUInt32LE(random.pick(numbers), 8);
  descriptor.writeUInt32LE(random.pick(numbers), 12);
  const stored = typeof content === "string" ? Buffer.from(content) : (content ?? new Uint8Array());
  return {
    flags: 8,
    isStored: true,
    data: Buffer.concat([stored, descriptor]),
    compressedSize: stored.length,
    local: { size: 0, compressedSize: 0, crc32: 0 },
  };
}

/** An extra field that says sizes and offset in 64 bits. */
function zip64Extra(random: Random): Uint8Array {
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(random.pick([24, 8, 0, 65_535]), 2);
  for (const place of [4, 12, 20]) {
    extra.writeBigUInt64LE(BigInt(random.pick([...numbers, 2 ** 40, 2 ** 53])), place);
  }
  return extra;
}
