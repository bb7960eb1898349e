import { failure, success, type Result } from "../../result";
import type { PackageLimits } from "../packageLimits";
import type { PackageProblem } from "../packageProblem";

/**
 * Reads the directory of a zip. jszip isn't used for reading: it keeps one of several entries with the same name, renames entries
 * that would leave the archive, and tells neither; and two readers that understand one file differently are a way
 * around every check. Format: PKWARE's APPNOTE.TXT, sections 4.3.7 (local header), 4.3.12 (directory), 4.3.16 (end).
 */

export interface ZipEntry {
  /** As written in the directory; nothing is made of it until it has been found safe. */
  readonly path: string;
  readonly method: "stored" | "deflated";
  readonly compressedSize: number;
  readonly size: number;
  readonly crc32: number;
  /** Where its local header starts. */
  readonly offset: number;
  readonly isEncrypted: boolean;
  /** A link, device or the like: anything but a plain file or a folder. */
  readonly isSpecial: boolean;
}

const signatures = {
  local: 0x04034b50,
  directory: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
  locator64: 0x07064b50,
};
const sizes = { local: 30, directory: 46, end: 22, end64: 56, locator64: 20 };
const unknown16 = 0xffff;
const unknown32 = 0xffffffff;

/** Fails with `package-unreadable` or `package-limits`. */
export function readZipDirectory(
  bytes: Uint8Array,
  limits: PackageLimits,
): Result<ZipEntry[], PackageProblem> {
  if (bytes.length === 0) {
    return unreadable("The file is empty.");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) {
    const startsLikeZip = bytes.length >= 4 && view.getUint32(0, true) === signatures.local;
    return unreadable(
      startsLikeZip ? "The zip file is cut off: its end is missing." : "The file is not a zip file.",
    );
  }
  if (end.count > limits.files) {
    return tooManyFiles(end.count, limits);
  }
  if (end.directoryOffset + end.directorySize > end.endOffset) {
    return unreadable("The zip file is damaged: its directory lies outside of it.");
  }

  const entries: ZipEntry[] = [];
  let position = end.directoryOffset;
  const directoryEnd = end.directoryOffset + end.directorySize;
  while (position < directoryEnd) {
    if (
      position + sizes.directory > directoryEnd ||
      view.getUint32(position, true) !== signatures.directory
    ) {
      return unreadable("The zip file is damaged: its directory can't be read.");
    }
    const nameLength = view.getUint16(position + 28, true);
    const next =
      position +
      sizes.directory +
      nameLength +
      view.getUint16(position + 30, true) +
      view.getUint16(position + 32, true);
    if (next > directoryEnd) {
      return unreadable("The zip file is damaged: its directory can't be read.");
    }
    const method = view.getUint16(position + 10, true);
    const flags = view.getUint16(position + 8, true);
    // Bit 0: encrypted; bit 13: the directory itself is.
    const isEncrypted = (flags & 0x2001) !== 0;
    // Encryption with AES takes the place of the method.
    if (method !== 0 && method !== 8 && !isEncrypted) {
      return unreadable(
        "The zip file uses a compression that Envferry doesn't know; only deflate is allowed.",
      );
    }
    const name = bytes.subarray(position + sizes.directory, position + sizes.directory + nameLength);
    entries.push({
      path: decodeName(name),
      method: method === 0 ? "stored" : "deflated",
      compressedSize: view.getUint32(position + 20, true),
      size: view.getUint32(position + 24, true),
      crc32: view.getUint32(position + 16, true),
      offset: view.getUint32(position + 42, true),
      isEncrypted,
      isSpecial: isSpecialFile(view.getUint16(position + 4, true), view.getUint32(position + 38, true)),
    });
    if (entries.length > limits.files) {
      // The count in the header can be wrong: it wraps around at 65,536.
      return tooManyFiles(entries.length, limits);
    }
    position = next;
  }
  if (entries.length !== end.count) {
    return unreadable(
      `The zip file is damaged: it says that it has ${end.count} files but lists ${entries.length}.`,
    );
  }
  return success(entries);
}

/**
 * The compressed bytes of an entry. Undefined when its local header isn't where the directory says, is that of
 * another entry, or its data would reach beyond the file.
 */
export function compressedBytes(bytes: Uint8Array, entry: ZipEntry): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { offset, compressedSize } = entry;
  if (offset + sizes.local > bytes.length || view.getUint32(offset, true) !== signatures.local) {
    return undefined;
  }
  const nameStart = offset + sizes.local;
  const nameEnd = nameStart + view.getUint16(offset + 26, true);
  const start = nameEnd + view.getUint16(offset + 28, true);
  if (
    start + compressedSize > bytes.length ||
    decodeName(bytes.subarray(nameStart, nameEnd)) !== entry.path
  ) {
    return undefined;
  }
  return bytes.subarray(start, start + compressedSize);
}

/** Whether two entries share bytes, as they do in an archive made to unpack to much more than it holds. */
export function haveOverlap(entries: readonly ZipEntry[]): boolean {
  const byOffset = [...entries].sort((a, b) => a.offset - b.offset);
  return byOffset.some((entry, index) => {
    const next = byOffset[index + 1];
    return next !== undefined && entry.offset + sizes.local + entry.compressedSize > next.offset;
  });
}

interface DirectoryEnd {
  readonly count: number;
  readonly directorySize: number;
  readonly directoryOffset: number;
  readonly endOffset: number;
}

function findEnd(view: DataView): DirectoryEnd | undefined {
  const longestComment = 0xffff;
  const first = Math.max(0, view.byteLength - sizes.end - longestComment);
  for (let offset = view.byteLength - sizes.end; offset >= first; offset--) {
    if (view.getUint32(offset, true) === signatures.end) {
      const end: DirectoryEnd = {
        count: view.getUint16(offset + 10, true),
        directorySize: view.getUint32(offset + 12, true),
        directoryOffset: view.getUint32(offset + 16, true),
        endOffset: offset,
      };
      const isLarge =
        end.count === unknown16 || end.directorySize === unknown32 || end.directoryOffset === unknown32;
      return (isLarge && findEnd64(view, offset)) || end;
    }
  }
  return undefined;
}

/** The end record of the 64-bit format, which tools also use for the count of more than 65,534 files. */
function findEnd64(view: DataView, endOffset: number): DirectoryEnd | undefined {
  const locator = endOffset - sizes.locator64;
  if (locator < 0 || view.getUint32(locator, true) !== signatures.locator64) {
    return undefined;
  }
  const offset = Number(view.getBigUint64(locator + 8, true));
  if (offset + sizes.end64 > locator || view.getUint32(offset, true) !== signatures.end64) {
    return undefined;
  }
  return {
    count: Number(view.getBigUint64(offset + 32, true)),
    directorySize: Number(view.getBigUint64(offset + 40, true)),
    directoryOffset: Number(view.getBigUint64(offset + 48, true)),
    endOffset: offset,
  };
}

/** Names of ours are ASCII. Others only need to be told apart and shown, so that bytes which aren't UTF-8 become U+FFFD. */
function decodeName(name: Uint8Array): string {
  return new TextDecoder().decode(name);
}

function isSpecialFile(versionMadeBy: number, externalAttributes: number): boolean {
  const madeOnUnix = versionMadeBy >>> 8 === 3 || versionMadeBy >>> 8 === 19;
  const fileType = (externalAttributes >>> 28) & 0xf;
  const isPlain = fileType === 0 || fileType === 0x8 || fileType === 0x4;
  return madeOnUnix && !isPlain;
}

function unreadable(message: string): Result<never, PackageProblem> {
  return failure({
    code: "package-unreadable",
    message: `${message} Choose a package that Envferry exported.`,
  });
}

function tooManyFiles(count: number, limits: PackageLimits): Result<never, PackageProblem> {
  return failure({
    code: "package-limits",
    message: `The package holds ${count.toLocaleString("en")} files or more; ${limits.files.toLocaleString("en")} are allowed.`,
  });
}
