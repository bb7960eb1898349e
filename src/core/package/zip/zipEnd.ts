import { failure, success, type Result } from "../../result";

/** Finds the end record of a zip: APPNOTE.TXT 4.3.16, and 4.3.14 and 4.3.15 for the one with 64-bit numbers. */

/** What the end record says of the directory. */
export interface DirectoryEnd {
  readonly count: number;
  readonly directorySize: number;
  readonly directoryOffset: number;
  /** Where the record starts, which the directory must not reach beyond. */
  readonly endOffset: number;
}

const signatures = { local: 0x04034b50, end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50 };
const sizes = { end: 22, end64: 56, locator64: 20 };
const unknown16 = 0xffff;
const unknown32 = 0xffffffff;

/**
 * The end record that every program finds. Fails with a sentence where there is none, or where programs would find different ones: a
 * comment can hold a second record, and the 64-bit record can contradict the other.
 */
export function findDirectoryEnd(view: DataView): Result<DirectoryEnd, string> {
  const offset = lastEndRecord(view);
  if (offset === undefined) {
    const startsLikeZip = view.byteLength >= 4 && view.getUint32(0, true) === signatures.local;
    return failure(
      startsLikeZip ? "The zip file is cut off: its end is missing." : "The file is not a zip file.",
    );
  }
  const end = readEnd(view, offset);
  if (hasRival(view, offset, end)) {
    return failure("The zip file has two ends, so that programs read it differently.");
  }
  if (isSplit(view, offset)) {
    return failure("The zip file is one part of several.");
  }
  const end64 = findEnd64(view, offset);
  if (!end64) {
    return success(end);
  }
  const agrees = (narrow: number, unknown: number, wide: number): boolean =>
    narrow === unknown || narrow === wide;
  return agrees(end.count, unknown16, end64.count) &&
    agrees(end.directorySize, unknown32, end64.directorySize) &&
    agrees(end.directoryOffset, unknown32, end64.directoryOffset)
    ? success(end64)
    : failure("The zip file contradicts itself: its two end records say different things.");
}

/** An end record is followed by its comment only, so it is among the last 65,557 bytes. */
function firstPossible(view: DataView): number {
  return Math.max(0, view.byteLength - sizes.end - 0xffff);
}

function lastEndRecord(view: DataView): number | undefined {
  for (let offset = view.byteLength - sizes.end; offset >= firstPossible(view); offset--) {
    if (view.getUint32(offset, true) === signatures.end) {
      return offset;
    }
  }
  return undefined;
}

function readEnd(view: DataView, offset: number): DirectoryEnd {
  return {
    count: view.getUint16(offset + 10, true),
    directorySize: view.getUint32(offset + 12, true),
    directoryOffset: view.getUint32(offset + 16, true),
    endOffset: offset,
  };
}

/**
 * Whether another record could pass for the end: one whose comment reaches just to the end of the file, or one behind the directory of the
 * last. The same four bytes within a file that is packed are no rival.
 */
function hasRival(view: DataView, last: number, { directoryOffset, directorySize }: DirectoryEnd): boolean {
  const directoryEnd = directoryOffset + directorySize;
  for (let offset = last - 1; offset >= firstPossible(view); offset--) {
    if (view.getUint32(offset, true) !== signatures.end) {
      continue;
    }
    const commentLength = view.getUint16(offset + 20, true);
    if (offset >= directoryEnd || offset + sizes.end + commentLength === view.byteLength) {
      return true;
    }
  }
  return false;
}

function isSplit(view: DataView, offset: number): boolean {
  const disks = [view.getUint16(offset + 4, true), view.getUint16(offset + 6, true)];
  return disks.some((disk) => disk !== 0 && disk !== unknown16);
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
