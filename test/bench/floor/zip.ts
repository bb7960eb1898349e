import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";

/** The smallest container that is a zip: names in ASCII, every file deflated, no time, no 64-bit fields. */

const mebibyte = 1024 * 1024;

export interface PackedFile {
  readonly path: string;
  readonly size: number;
  readonly crc: number;
  readonly deflated: Buffer;
}

export function pack(path: string, bytes: Uint8Array): PackedFile {
  return { path, size: bytes.length, crc: crc32(bytes), deflated: deflateRawSync(bytes, { level: 6 }) };
}

export function writeZip(files: readonly PackedFile[]): Buffer {
  const length = files.reduce((sum, { path, deflated }) => sum + 76 + 2 * path.length + deflated.length, 22);
  const zip = Buffer.alloc(length);
  let position = 0;
  /** What a local header and an entry of the directory have in common (APPNOTE.TXT, 4.3.7 and 4.3.12). */
  const writeHeader = (signature: string, { path, size, crc, deflated }: PackedFile): void => {
    position += zip.write(signature, position, "latin1");
    zip.writeUInt16LE(20, position);
    zip.writeUInt16LE(8, position + 4);
    zip.writeUInt16LE(0x21, position + 8);
    zip.writeUInt32LE(crc, position + 10);
    zip.writeUInt32LE(deflated.length, position + 14);
    zip.writeUInt32LE(size, position + 18);
    zip.writeUInt16LE(path.length, position + 22);
    position += 26;
  };

  const offsets = files.map((file) => {
    const offset = position;
    writeHeader("PK\x03\x04", file);
    position += zip.write(file.path, position, "latin1");
    position += file.deflated.copy(zip, position);
    return offset;
  });
  const directory = position;
  files.forEach((file, index) => {
    writeHeader("PK\x01\x02\x14\0", file);
    zip.writeUInt32LE(offsets[index]!, position + 10);
    position += 14;
    position += zip.write(file.path, position, "latin1");
  });
  const size = position - directory;
  position += zip.write("PK\x05\x06", position, "latin1");
  zip.writeUInt16LE(files.length, position + 4);
  zip.writeUInt16LE(files.length, position + 6);
  zip.writeUInt32LE(size, position + 8);
  zip.writeUInt32LE(directory, position + 12);
  return zip;
}

/** Inflates every file, counting, and checks it against its crc. */
export function* readZip(zip: Buffer): Generator<readonly [path: string, bytes: Buffer]> {
  const end = zip.lastIndexOf("PK\x05\x06", undefined, "latin1");
  let position = zip.readUInt32LE(end + 16);
  let left = 1024 * mebibyte;
  for (let remaining = zip.readUInt16LE(end + 10); remaining > 0; remaining--) {
    const nameLength = zip.readUInt16LE(position + 28);
    const path = zip.toString("latin1", position + 46, position + 46 + nameLength);
    if (path.split("/").includes("..") || /^\/|\\|^[A-Za-z]:/.test(path)) {
      throw new Error(`${path} leaves the package`);
    }
    const local = zip.readUInt32LE(position + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const deflated = zip.subarray(start, start + zip.readUInt32LE(position + 20));
    const bytes = inflateRawSync(deflated, { maxOutputLength: Math.min(16 * mebibyte, left) });
    left -= bytes.length;
    if (
      bytes.length !== zip.readUInt32LE(position + 24) ||
      crc32(bytes) !== zip.readUInt32LE(position + 16)
    ) {
      throw new Error(`${path} is damaged`);
    }
    yield [path, bytes];
    position += 46 + nameLength + zip.readUInt16LE(position + 30) + zip.readUInt16LE(position + 32);
  }
}
