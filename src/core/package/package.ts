import type { SetupAction } from "../import/setupAction";
import type { Definition, DefinitionIssue, ResourceRef } from "../resources/resourceType";
import type { Manifest, Requirement } from "./manifest";

/** One resource of a package that was opened. */
export interface PackageResource {
  readonly ref: ResourceRef;
  readonly displayName: string;
  readonly kind: "custom" | "standard";
  /** Path of its definition inside the package. */
  readonly path: string;
  readonly sha256: string;
  /** The default action that whoever exported it chose. */
  readonly setup: SetupAction;
  readonly note: string | undefined;
  readonly related: boolean;
  readonly requires: readonly Requirement[];
  /** Undefined when it isn't a valid definition; `issues` says why. */
  readonly definition: Definition | undefined;
  readonly issues: readonly DefinitionIssue[];
}

/** A package in memory, independent of the file it came from. */
export interface Package {
  readonly manifest: Manifest;
  readonly resources: readonly PackageResource[];
}
