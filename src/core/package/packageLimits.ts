import type { PackageProblem } from "./packageProblem";

/** How much a package may hold. Above 65,000 files a zip needs another format, which Envferry neither writes nor reads. */
export interface PackageLimits {
  readonly files: number;
  /** Bytes of one file when unpacked. */
  readonly fileBytes: number;
  /** Bytes of all files when unpacked. */
  readonly totalBytes: number;
  /**
   * JSON values in all files. Small ones take up to twenty times as much memory as in a file, so that bytes alone are no limit of
   * memory: a zip of some kilobytes could ask for tens of gigabytes. Ten thousand entities of forty fields have some four million.
   */
  readonly totalValues: number;
}

const mebibyte = 1024 * 1024;

export const packageLimits: PackageLimits = {
  files: 65_000,
  fileBytes: 16 * mebibyte,
  totalBytes: 1024 * mebibyte,
  totalValues: 20_000_000,
};

/** "16 MiB" */
function formatMebibytes(bytes: number): string {
  return `${(bytes / mebibyte).toLocaleString("en", { maximumFractionDigits: 1 })} MiB`;
}

export function tooLarge(path: string, limits: PackageLimits): PackageProblem {
  return {
    code: "package-limits",
    message: `The file ${path} is larger than the ${formatMebibytes(limits.fileBytes)} that a file of a package may have.`,
    entry: path,
  };
}

export function tooMuch(limits: PackageLimits): PackageProblem {
  return {
    code: "package-limits",
    message: `The package unpacks to more than the ${formatMebibytes(limits.totalBytes)} that are allowed.`,
  };
}

export function tooManyValues(limits: PackageLimits): PackageProblem {
  return {
    code: "package-limits",
    message: `The package's files hold more than the ${limits.totalValues.toLocaleString("en")} values that are allowed in all.`,
  };
}
