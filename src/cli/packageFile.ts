import { openPackage } from "../core/package/openPackage";
import type { Package } from "../core/package/package";
import { packageLimits } from "../core/package/packageLimits";
import type { Platform } from "../core/ports";
import { count } from "../core/text";
import { readInput } from "./inputFile";
import { CommandFailure, exitCodes, type Io } from "./io";
import { untilAborted } from "./untilAborted";
import type { FileSystemFactory } from "./workspace";

/** Problems of a package that are listed before the rest is counted. */
const shownProblems = 100;

export interface PackageFile {
  readonly pkg: Package;
  /** What the file holds. */
  readonly bytes: Uint8Array;
}

/** What stands for standard input in place of a file's name. */
export const standardInput = "-";

/** Reads and opens the package in a file, or on standard input. Ends the command with every reason why it is refused. */
export async function readPackageFile(
  file: string,
  io: Io,
  createFileSystem: FileSystemFactory,
  platform: Platform,
): Promise<PackageFile> {
  const shown = file === standardInput ? "standard input" : file;
  const bytes =
    file === standardInput
      ? await readStandardInput(io)
      : await readInput(`The package ${file}`, file, io, createFileSystem);
  if (bytes.length > packageLimits.totalBytes) {
    throw tooLarge(shown);
  }
  const opened = await openPackage(bytes, platform);
  if (!opened.ok) {
    const lines = opened.problems.map((problem) => `${shown}: ${problem.message} (${problem.code})`);
    const hidden = lines.length - shownProblems;
    const failure = new CommandFailure(
      exitCodes.refused,
      ...lines.slice(0, shownProblems),
      ...(hidden > 0 ? [`${shown}: and ${count(hidden, "more problem")}.`] : []),
    );
    failure.codes = opened.problems.slice(0, shownProblems).map((problem) => problem.code);
    throw failure;
  }
  return { pkg: opened.value, bytes };
}

/** All that is sent, as long as a package may be that large. */
async function readStandardInput({ stdin, signal }: Io): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const sent = stdin?.[Symbol.asyncIterator]();
  for (;;) {
    // Whoever sends may never come to an end.
    const next = sent && (await untilAborted(sent.next(), signal));
    if (!next || next.done) {
      break;
    }
    pieces.push(next.value);
    length += next.value.length;
    if (length > packageLimits.totalBytes) {
      throw tooLarge("standard input");
    }
  }
  const bytes = new Uint8Array(length);
  let position = 0;
  for (const piece of pieces) {
    bytes.set(piece, position);
    position += piece.length;
  }
  return bytes;
}

function tooLarge(shown: string): CommandFailure {
  return new CommandFailure(exitCodes.refused, `${shown}: the package is larger than a package may be.`);
}
