import type { Position } from "../json/position";
import type { ResourceRef } from "../resources/resourceType";
import type { JsonPath } from "../schema/checked";
import type { SetupAction } from "./setupAction";

/** error: blocks the import · removal: needs its own consent · warning and information: to know before. */
export const severities = ["error", "removal", "warning", "information"] as const;
export type Severity = (typeof severities)[number];

/** Where a finding points to: a file of the target, with the place where it is known, or a file of the package. */
export type Place =
  | ({ readonly side: "target"; readonly file: string } & Partial<Position>)
  | { readonly side: "package"; readonly entry: string; readonly path: JsonPath };

/** One result of validating an import. */
export interface Finding {
  /** Stable code, as in the catalogue of import rules. */
  readonly rule: string;
  readonly severity: Severity;
  /** One sentence that names the thing and the consequence. */
  readonly message: string;
  readonly places: readonly Place[];
  /** The setup actions, other than the one chosen, that would resolve it. */
  readonly resolvedBy: readonly SetupAction[];
}

/** A finding on one resource of the package. */
export interface ResourceFinding extends Finding {
  readonly ref: ResourceRef;
}
