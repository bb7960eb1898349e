import { openPackage } from "../core/package/openPackage";
import type { Package } from "../core/package/package";
import { packageLimits } from "../core/package/packageLimits";
import type { Platform } from "../core/ports";
import { count } from "../core/text";
import { readInput } from "./inputFile";
import { CommandFailure, exitCodes, type Io } from "./io";
import type { FileSystemFactory } from "./workspace";

/** Problems of a package that are listed before the rest is counted. */
const shownProblems = 100;

export interface PackageFile {
  readonly pkg: Package;
  /** What the file holds. */
  readonly bytes: Uint8Array;
}

/** Reads and opens the package in a file. Ends the command with every reason why it is refused. */
export async function readPackageFile(
  file: string,
  io: Io,
  createFileSystem: FileSystemFactory,
  platform: Platform,
): Promise<PackageFile> {
  const bytes = await readInput(`The package ${file}`, file, io, createFileSystem);
  if (bytes.length > packageLimits.totalBytes) {
    throw new CommandFailure(exitCodes.refused, `${file}: the package is larger than a package may be.`);
  }
  const opened = await openPackage(bytes, platform);
  if (!opened.ok) {
    const lines = opened.problems.map((problem) => `${file}: ${problem.message} (${problem.code})`);
    const hidden = lines.length - shownProblems;
    const failure = new CommandFailure(
      exitCodes.refused,
      ...lines.slice(0, shownProblems),
      ...(hidden > 0 ? [`${file}: and ${count(hidden, "more problem")}.`] : []),
    );
    failure.codes = opened.problems.slice(0, shownProblems).map((problem) => problem.code);
    throw failure;
  }
  return { pkg: opened.value, bytes };
}
