/**
 * A zip writer in which everything that a header says can be falsified. Written after PKWARE's APPNOTE.TXT and with
 * nothing of the code under test, so that a mistake there isn't repeated here.
 */
import * as zlib from "node:zlib";

export interface HostileEntry {
  /** Bytes, or text that is written as UTF-8; nothing is made of it. */
  readonly name: string | Uint8Array;
  /** What the file holds; nothing when left out. */
  readonly content?: string | Uint8Array;
  /** The bytes that stand in the zip, in place of the compressed content. */
  readonly data?: Uint8Array;
  readonly isStored?: boolean;

  /** What both headers say, in place of the truth. */
  readonly method?: number;
  readonly flags?: number;
  readonly crc32?: number;
  readonly size?: number;
  readonly compressedSize?: number;

  /** What the local header says, where the directory says something else. */
  readonly local?: Partial<
    Pick<HostileEntry, "name" | "size" | "compressedSize" | "method" | "flags" | "crc32">
  >;
  /** An extra field in the local header. */
  readonly localExtra?: Uint8Array;
  /** Where the directory says that the local header is. */
  readonly offset?: number;
  /** True for an entry without bytes of its own: the directory points to those of the entry before. */
  readonly sharesBytes?: boolean;

  /** A Unix mode with its file type, as in `0o120777` for a link. */
  readonly unixMode?: number;
  /** The system in the upper byte of "version made by"; 3 (Unix) when there is a mode, otherwise 0 (DOS). */
  readonly madeOn?: number;
  readonly comment?: Uint8Array;
  readonly extra?: Uint8Array;
}

export interface HostileEnd {
  readonly count?: number;
  readonly directorySize?: number;
  readonly directoryOffset?: number;
  readonly comment?: string | Uint8Array;
  /** Adds the records of the 64-bit format and sets the fields of the usual one to all ones. */
  readonly zip64?: boolean;
  /** Bytes before the first entry; offsets count from the start of the file unless `isShifted`. */
  readonly prefix?: Uint8Array;
  readonly isShifted?: boolean;
  /** Bytes between the directory and its end record. */
  readonly gap?: Uint8Array;
}

export const linkMode = 0o120777;
export const encryptedFlag = 1;

/** The extra field of the 64-bit format, with numbers for what the header says with all ones, in its order. */
export function zip64Extra(...numbers: readonly number[]): Uint8Array {
  const field = Buffer.alloc(4 + 8 * numbers.length);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8 * numbers.length, 2);
  numbers.forEach((number, index) => field.writeBigUInt64LE(BigInt(number), 4 + 8 * index));
  return field;
}

/** The extra field in which Info-ZIP's programs keep a name in UTF-8, and which they believe. */
export function unicodePathExtra(name: string): Uint8Array {
  const bytes = toBytes(name);
  const field = Buffer.alloc(9);
  field.writeUInt16LE(0x7075, 0);
  field.writeUInt16LE(5 + bytes.length, 2);
  field.writeUInt8(1, 4);
  return Buffer.concat([field, bytes]);
}

export function hostileZip(entries: readonly HostileEntry[], end: HostileEnd = {}): Uint8Array {
  const parts: Uint8Array[] = [end.prefix ?? new Uint8Array()];
  const shift = end.isShifted ? (end.prefix?.length ?? 0) : 0;
  const directory: Uint8Array[] = [];
  let position = parts[0]!.length;
  let lastOffset = position;
  for (const entry of entries) {
    const { data, ...facts } = factsOf(entry);
    if (!entry.sharesBytes) {
      lastOffset = position;
      const header = localHeader(entry, facts);
      parts.push(header, data);
      position += header.length + data.length;
    }
    directory.push(directoryHeader(entry, facts, entry.offset ?? lastOffset - shift));
  }
  const directoryBytes = Buffer.concat(directory);
  const gap = end.gap ?? new Uint8Array();
  const truth = {
    count: entries.length,
    directorySize: directoryBytes.length,
    directoryOffset: position - shift,
  };
  const endPosition = position + directoryBytes.length + gap.length;
  return Buffer.concat([...parts, directoryBytes, gap, endRecords({ ...truth, ...end }, endPosition)]);
}

interface Facts {
  readonly method: number;
  readonly flags: number;
  readonly crc32: number;
  readonly size: number;
  readonly compressedSize: number;
}

function factsOf(entry: HostileEntry): Facts & { readonly data: Uint8Array } {
  const content = toBytes(entry.content ?? "");
  const data = entry.data ?? (entry.isStored ? content : zlib.deflateRawSync(content));
  const truth = {
    method: entry.isStored ? 0 : 8,
    flags: 0,
    crc32: crc32(content),
    size: content.length,
    compressedSize: data.length,
  };
  return { ...pickFacts(truth, entry), data };
}

function pickFacts(truth: Facts, claimed: Partial<Facts>): Facts {
  return {
    method: claimed.method ?? truth.method,
    flags: claimed.flags ?? truth.flags,
    crc32: claimed.crc32 ?? truth.crc32,
    size: claimed.size ?? truth.size,
    compressedSize: claimed.compressedSize ?? truth.compressedSize,
  };
}

function localHeader(entry: HostileEntry, facts: Facts): Uint8Array {
  const name = toBytes(entry.local?.name ?? entry.name);
  const extra = entry.localExtra ?? new Uint8Array();
  const { method, flags, crc32, size, compressedSize } = pickFacts(facts, entry.local ?? {});
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(flags, 6);
  header.writeUInt16LE(method, 8);
  header.writeUInt16LE(0x21, 12);
  header.writeUInt32LE(crc32, 14);
  header.writeUInt32LE(compressedSize, 18);
  header.writeUInt32LE(size, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

function directoryHeader(entry: HostileEntry, facts: Facts, offset: number): Uint8Array {
  const name = toBytes(entry.name);
  const extra = entry.extra ?? new Uint8Array();
  const comment = entry.comment ?? new Uint8Array();
  const madeOn = entry.madeOn ?? (entry.unixMode === undefined ? 0 : 3);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE((madeOn << 8) | 20, 4);
  header.writeUInt16LE(20, 6);
  header.writeUInt16LE(facts.flags, 8);
  header.writeUInt16LE(facts.method, 10);
  header.writeUInt16LE(0x21, 14);
  header.writeUInt32LE(facts.crc32, 16);
  header.writeUInt32LE(facts.compressedSize, 20);
  header.writeUInt32LE(facts.size, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt16LE(comment.length, 32);
  header.writeUInt32LE(((entry.unixMode ?? 0) << 16) >>> 0, 38);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, name, extra, comment]);
}

type EndFacts = HostileEnd & Required<Pick<HostileEnd, "count" | "directorySize" | "directoryOffset">>;

function endRecords(facts: EndFacts, position: number): Uint8Array {
  const comment = toBytes(facts.comment ?? "");
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  const count = facts.zip64 ? 0xffff : facts.count & 0xffff;
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(facts.zip64 ? 0xffffffff : facts.directorySize, 12);
  end.writeUInt32LE(facts.zip64 ? 0xffffffff : facts.directoryOffset, 16);
  end.writeUInt16LE(comment.length, 20);
  const records = facts.zip64 ? [endRecord64(facts), locator64(position), end] : [end];
  return Buffer.concat([...records, comment]);
}

function endRecord64({ count, directorySize, directoryOffset }: EndFacts): Buffer {
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeUInt16LE(45, 12);
  record.writeUInt16LE(45, 14);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(directorySize), 40);
  record.writeBigUInt64LE(BigInt(directoryOffset), 48);
  return record;
}

function locator64(position: number): Buffer {
  const record = Buffer.alloc(20);
  record.writeUInt32LE(0x07064b50, 0);
  record.writeBigUInt64LE(BigInt(position), 8);
  record.writeUInt32LE(1, 16);
  return record;
}

/** CRC-32, for Node's own isn't in the oldest version that Envferry supports. */
function crc32(bytes: Uint8Array): number {
  let remainder = ~0;
  for (const byte of bytes) {
    remainder = crcTable[(remainder ^ byte) & 0xff]! ^ (remainder >>> 8);
  }
  return ~remainder >>> 0;
}

const crcTable = Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) {
    remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0);
  }
  return remainder;
});

function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}
