import { failure, success, type Result } from "../../result";
import { findDirectoryEnd } from "./zipEnd";
import { extraIds, readExtraFields, WideNumbers, type ExtraFields } from "./zipExtra";
import { readName } from "./zipName";
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
  /** The bytes that the path was read from: a name is its bytes, whatever two texts look like. */
  readonly name: Uint8Array;
  /** Why no two programs need agree on the path, as words that follow "which"; undefined for a plain one. */
  readonly nameFault: string | undefined;
  readonly method: "stored" | "deflated";
  readonly compressedSize: number;
  readonly size: number;
  readonly crc32: number;
  /** Where its local header starts. */
  readonly offset: number;
  readonly isEncrypted: boolean;
  /** The sizes and the checksum stand behind the data, so that the local header needn't know them. */
  readonly hasDescriptor: boolean;
  /** A link, device or the like: anything but a plain file or a folder. */
  readonly isSpecial: boolean;
}

const directorySignature = 0x02014b50;
const sizes = { local: 30, directory: 46 };
const unknown16 = 0xffff;
/** Bit 3 of the flags. */
const descriptorFlag = 0x8;

/** Fails with `package-unreadable` or `package-limits`. */
export function readZipDirectory(
  bytes: Uint8Array,
  limits: PackageLimits,
): Result<ZipEntry[], PackageProblem> {
  if (bytes.length === 0) {
    return unreadable("The file is empty.");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = findDirectoryEnd(view);
  if (!found.ok) {
    return unreadable(found.problems[0]!);
  }
  const end = found.value;
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
    if (position + sizes.directory > directoryEnd || view.getUint32(position, true) !== directorySignature) {
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
    const extraStart = position + sizes.directory + nameLength;
    const name = bytes.subarray(position + sizes.directory, extraStart);
    const extra = readExtraFields(view, extraStart, extraStart + view.getUint16(position + 30, true));
    const measures = readMeasures(view, position, extra);
    if (typeof measures === "string") {
      return unreadable(measures);
    }
    entries.push({
      ...measures,
      ...readName(name, extra),
      method: method === 0 ? "stored" : "deflated",
      crc32: view.getUint32(position + 16, true),
      isEncrypted,
      hasDescriptor: (flags & descriptorFlag) !== 0,
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

/** Whether two entries share bytes, as they do in an archive made to unpack to much more than it holds. */
export function haveOverlap(entries: readonly ZipEntry[]): boolean {
  const byOffset = [...entries].sort((a, b) => a.offset - b.offset);
  return byOffset.some((entry, index) => {
    const next = byOffset[index + 1];
    return next !== undefined && entry.offset + sizes.local + entry.compressedSize > next.offset;
  });
}

/** Where an entry is and how long, or why that can't be told. */
function readMeasures(
  view: DataView,
  header: number,
  extra: ExtraFields,
): Pick<ZipEntry, "size" | "compressedSize" | "offset"> | string {
  const wide = new WideNumbers(extra.get(extraIds.zip64));
  // The 64-bit field holds, in this order, only what the header leaves to it.
  const size = wide.read(view.getUint32(header + 24, true));
  const compressedSize = wide.read(view.getUint32(header + 20, true));
  const offset = wide.read(view.getUint32(header + 42, true));
  const disk = view.getUint16(header + 34, true);
  if (size === undefined || compressedSize === undefined || offset === undefined) {
    return "The zip file is damaged: a file's size in 64 bits is missing.";
  }
  return disk === 0 || disk === unknown16
    ? { size, compressedSize, offset }
    : "The zip file is one part of several.";
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
