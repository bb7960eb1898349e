import type { Codec } from "../../ports";

/** A file as it will stand in a zip. Compressed at once, so that the bytes it came from needn't be kept. */
export interface CompressedFile {
  /** ASCII, with `/` between its steps. */
  readonly path: string;
  readonly size: number;
  readonly crc32: number;
  readonly deflated: Uint8Array;
}

export async function compressFile(path: string, bytes: Uint8Array, codec: Codec): Promise<CompressedFile> {
  return { path, size: bytes.length, crc32: codec.crc32(bytes), deflated: await codec.deflate(bytes) };
}

const sizes = { local: 30, directory: 46, end: 22 };
const deflate = 8;
/** The version of the format that deflate needs: 2.0. */
const version = 20;
/** 1 January 1980, the earliest that a zip can say. Every entry has it, so that equal files give equal bytes. */
const entryDate = 0x21;

/**
 * Writes files into a zip, in the order given: APPNOTE.TXT 4.3.7 (local header), 4.3.12 (directory), 4.3.16 (end). The caller keeps to what
 * 32 bits can say: fewer than 65,535 files and 4 GiB, which the limits of packages are far below.
 */
export function writeZip(files: readonly CompressedFile[]): Uint8Array {
  const entries = files.map((file) => ({ ...file, name: new TextEncoder().encode(file.path) }));
  const localSize = entries.reduce(
    (sum, { name, deflated }) => sum + sizes.local + name.length + deflated.length,
    0,
  );
  const directorySize = entries.reduce((sum, { name }) => sum + sizes.directory + name.length, 0);
  const bytes = new Uint8Array(localSize + directorySize + sizes.end);
  const writer = new LittleEndianWriter(bytes);
  const offsets = entries.map((entry) => {
    const offset = writer.position;
    writer.number(4, 0x04034b50);
    writeFacts(writer, entry);
    writer.bytes(entry.name);
    writer.bytes(entry.deflated);
    return offset;
  });
  entries.forEach((entry, index) => {
    writer.number(4, 0x02014b50);
    writer.number(2, version);
    writeFacts(writer, entry);
    // No comment, first disk, no attributes.
    writer.number(2, 0).number(2, 0).number(2, 0).number(4, 0);
    writer.number(4, offsets[index]!);
    writer.bytes(entry.name);
  });
  writer.number(4, 0x06054b50);
  writer.number(2, 0).number(2, 0);
  writer.number(2, entries.length).number(2, entries.length);
  writer.number(4, directorySize).number(4, localSize);
  writer.number(2, 0);
  return bytes;
}

/** What the header in front of a file's data and the one in the directory have in common. */
function writeFacts(
  writer: LittleEndianWriter,
  { name, size, crc32, deflated }: CompressedFile & { readonly name: Uint8Array },
): void {
  writer.number(2, version).number(2, 0).number(2, deflate);
  writer.number(2, 0).number(2, entryDate);
  writer.number(4, crc32).number(4, deflated.length).number(4, size);
  writer.number(2, name.length).number(2, 0);
}

class LittleEndianWriter {
  position = 0;
  private readonly view: DataView;

  constructor(private readonly target: Uint8Array) {
    this.view = new DataView(target.buffer, target.byteOffset, target.byteLength);
  }

  number(width: 2 | 4, value: number): this {
    if (width === 2) {
      this.view.setUint16(this.position, value, true);
    } else {
      this.view.setUint32(this.position, value, true);
    }
    this.position += width;
    return this;
  }

  bytes(bytes: Uint8Array): void {
    this.target.set(bytes, this.position);
    this.position += bytes.length;
  }
}
