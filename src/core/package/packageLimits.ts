/** How much a package may hold. Above 65,000 files a zip needs another format, which Envferry neither writes nor reads. */
export interface PackageLimits {
  readonly files: number;
  /** Bytes of one file when unpacked. */
  readonly fileBytes: number;
  /** Bytes of all files when unpacked. */
  readonly totalBytes: number;
}

const mebibyte = 1024 * 1024;

export const packageLimits: PackageLimits = {
  files: 65_000,
  fileBytes: 16 * mebibyte,
  totalBytes: 1024 * mebibyte,
};

/** "16 MiB" */
export function formatMebibytes(bytes: number): string {
  return `${(bytes / mebibyte).toLocaleString("en", { maximumFractionDigits: 1 })} MiB`;
}
