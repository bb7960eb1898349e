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
  /**
   * Values that need no more bytes than they take. Beyond these each must take {@link bytesPerValue} on average, as every definition's do: a
   * package of some megabytes that holds nothing but braces would need a gigabyte.
   */
  readonly freeValues: number;
  readonly bytesPerValue: number;
}

const mebibyte = 1024 * 1024;

export const packageLimits: PackageLimits = {
  files: 65_000,
  fileBytes: 16 * mebibyte,
  totalBytes: 1024 * mebibyte,
  totalValues: 20_000_000,
  freeValues: 2_000_000,
  bytesPerValue: 6,
};

/** Why a package may not hold so many values in files of so many bytes; undefined when it may. */
export function valuesProblem(
  values: number,
  bytes: number,
  limits: PackageLimits,
): PackageProblem | undefined {
  const { totalValues, freeValues, bytesPerValue } = limits;
  if (values > totalValues) {
    return {
      code: "package-limits",
      message: `The package's files hold more than the ${totalValues.toLocaleString("en")} values that are allowed in all.`,
    };
  }
  return values > freeValues && values * bytesPerValue > bytes
    ? {
        code: "package-limits",
        message: `The package's files hold ${values.toLocaleString("en")} values in ${bytes.toLocaleString("en")} bytes, which no definitions do and which would take far too much memory.`,
      }
    : undefined;
}

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
