/** Why a package is refused. Every one of them means that nothing of it is used. */
export const packageProblemCodes = [
  "package-unreadable",
  "package-encrypted",
  "package-manifest-missing",
  "package-manifest-invalid",
  "package-format-newer",
  "package-entry-missing",
  "package-entry-unlisted",
  "package-entry-duplicate",
  "package-entry-unsafe",
  "package-checksum",
  "package-limits",
  "package-empty",
] as const;

export type PackageProblemCode = (typeof packageProblemCodes)[number];

export interface PackageProblem {
  readonly code: PackageProblemCode;
  /** One sentence that says what is wrong, where, and what follows. */
  readonly message: string;
  /** The path inside the package that is concerned, when there is one. */
  readonly entry?: string;
}
