import * as fs from "node:fs";
import { FileAccessError } from "../core/ports";

/** Opening a pipe without it would wait until somebody writes into it. Windows knows neither of the two. */
const neverWaiting = fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK || 0) | (fs.constants.O_NOCTTY || 0);
/** What Node can read in one piece. */
const largestFile = 2 ** 31 - 1;
const chunkLength = 64 * 1024;

/**
 * What something is that is neither a file nor a folder, in words that follow "it is"; undefined for files and folders. Opening such a
 * thing may wait, read without end, or make a device do something; replacing it takes it away from whoever uses it.
 */
export function specialKind(stats: fs.StatsBase<number> | fs.StatsBase<bigint>): string | undefined {
  if (stats.isFile() || stats.isDirectory()) {
    return undefined;
  }
  const kind = stats.isFIFO() ? "a pipe" : stats.isSocket() ? "a socket" : "a device";
  return `no file but ${kind}`;
}

/** Rejects what is neither a file nor a folder. `shown` is the path that the error names. */
export function refuseSpecial(stats: fs.Stats, shown: string): void {
  const kind = specialKind(stats);
  if (kind !== undefined) {
    throw new FileAccessError("not-a-file", shown, `it is ${kind}`);
  }
}

/** Reads a file without ever waiting for somebody to write it. */
export function readRegularFile(absolute: string, shown: string): Uint8Array {
  // Before it is opened, which alone makes some devices act.
  refuseSpecial(fs.statSync(absolute), shown);
  const file = fs.openSync(absolute, neverWaiting);
  try {
    // Something else may have taken the file's place since.
    const stats = fs.fstatSync(file);
    refuseSpecial(stats, shown);
    return stats.size > 0 ? readSized(file, stats.size, shown) : readToEnd(file, shown);
  } finally {
    fs.closeSync(file);
  }
}

function readSized(file: number, size: number, shown: string): Uint8Array {
  refuseLarger(size, shown);
  const bytes = Buffer.allocUnsafe(size);
  let length = 0;
  while (length < size) {
    const read = fs.readSync(file, bytes, length, size - length, null);
    if (read === 0) {
      break;
    }
    length += read;
  }
  return bytes.subarray(0, length);
}

/** Some file systems don't know how long their files are, and say 0. */
function readToEnd(file: number, shown: string): Uint8Array {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(chunkLength);
    const read = fs.readSync(file, chunk, 0, chunkLength, null);
    if (read === 0) {
      return Buffer.concat(chunks);
    }
    chunks.push(chunk.subarray(0, read));
    length += read;
    refuseLarger(length, shown);
  }
}

function refuseLarger(size: number, shown: string): void {
  if (size > largestFile) {
    throw new FileAccessError("other", shown, "it is larger than 2 GiB");
  }
}
