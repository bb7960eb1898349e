import type { Random } from "./random";

type ByteMutation = (bytes: Buffer, random: Random, other: () => Uint8Array) => Uint8Array;

/** Numbers at which programs go wrong. */
const edges = [
  0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff,
];

const mutations: readonly ByteMutation[] = [
  function flip(bytes, random) {
    const place = random.below(bytes.length);
    return set(bytes, place, (bytes[place] ?? 0) ^ (1 << random.below(8)));
  },
  (bytes, random) => set(bytes, random.below(bytes.length), random.below(256)),
  function writeEdge(bytes, random) {
    const changed = Buffer.from(bytes);
    if (changed.length >= 4) {
      changed.writeUInt32LE(random.pick(edges), random.below(changed.length - 3));
    }
    return changed;
  },
  (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  (bytes, random) => bytes.subarray(random.below(Math.min(bytes.length, 200))),
  function cutOut(bytes, random) {
    const start = random.below(bytes.length);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + random.between(1, 64))]);
  },
  (bytes, random) => insert(bytes, random.below(bytes.length), random.bytes(random.between(1, 64))),
  function repeat(bytes, random) {
    const start = random.below(bytes.length);
    const piece = bytes.subarray(start, start + random.between(1, 2_000));
    return insert(bytes, random.once(2) ? start : random.below(bytes.length), piece);
  },
  (bytes, random) => bytes.fill(0, random.below(bytes.length), random.below(bytes.length)),
  function splice(bytes, random, other) {
    const foreign = other();
    return Buffer.concat([
      bytes.subarray(0, random.below(bytes.length)),
      foreign.subarray(random.below(foreign.length)),
    ]);
  },
  (bytes, _, other) => Buffer.concat([bytes, other()]),
  (bytes, _, other) => Buffer.concat([other(), bytes]),
];

/** Bytes with one to six places damaged, as a bad disk, a bad line or a person with a hex editor leaves them. */
export function mutateBytes(bytes: Uint8Array, random: Random, other: () => Uint8Array): Uint8Array {
  let changed = Buffer.from(bytes);
  for (let left = random.between(1, random.once(3) ? 6 : 2); left > 0; left--) {
    changed = Buffer.from(random.pick(mutations)(changed, random, other));
  }
  return changed;
}

function set(bytes: Buffer, place: number, value: number): Buffer {
  bytes[place] = value;
  return bytes;
}

function insert(bytes: Buffer, place: number, piece: Uint8Array): Buffer {
  return Buffer.concat([bytes.subarray(0, place), piece, bytes.subarray(place)]);
}
