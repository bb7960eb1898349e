import type { Change } from "../compare/compare";
import type { Position } from "../json/position";
import type { ResourceRef } from "../resources/resourceType";
import type { JsonPath } from "../schema/checked";
import type { SetupAction } from "./setupAction";

/** error: blocks the import · removal: needs its own consent · warning and information: to know before. */
export const severities = ["error", "removal", "warning", "information"] as const;
export type Severity = (typeof severities)[number];

/**
 * Where a finding points to: a file of the target or of the package. Rules know paths in the JSON; line and column of a target's file
 * are found by {@link ./locatePlaces}.
 */
export type Place =
  | ({ readonly side: "target"; readonly file: string; readonly path?: JsonPath } & Partial<Position>)
  | { readonly side: "package"; readonly entry: string; readonly path: JsonPath };

/** Something other than another setup action for the resource itself that would resolve a finding, or help to judge it. */
export type Step =
  /** Choose this action for another resource of the package. */
  | { readonly kind: "choose"; readonly ref: ResourceRef; readonly action: SetupAction }
  /** Look at what is wrong with another resource of the package. */
  | { readonly kind: "show"; readonly ref: ResourceRef }
  /** Mend a file of the target, or look at one of another environment, which is then named. */
  | ({
      readonly kind: "open";
      readonly file: string;
      readonly environment?: string;
      readonly path?: JsonPath;
    } & Partial<Position>)
  /** Save or revert a file that is open with unsaved changes. */
  | { readonly kind: "save" | "revert"; readonly file: string }
  /** Import another package first, which has what is missing. */
  | { readonly kind: "import-first"; readonly file: string }
  /** Export what is missing from another environment of the workspace folder. */
  | { readonly kind: "export-from"; readonly environment: string; readonly refs: readonly ResourceRef[] }
  /** End an import that was interrupted. */
  | { readonly kind: "recover"; readonly how: "finish" | "roll-back" }
  /** Trust the workspace. */
  | { readonly kind: "trust" }
  /** Validate again, once what stands in the way outside of Envferry is gone. */
  | { readonly kind: "check-again" }
  /** Look at what the last import left, the target and the package side by side. */
  | { readonly kind: "compare" };

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
  /** What else would resolve it, the most likely first. */
  readonly steps?: readonly Step[];
  /** What is taken away although the changes alone don't tell so: of a list that is replaced, what the new one doesn't say. */
  readonly removes?: readonly Change[];
  /** Of one that stands for others which aren't told one by one: how many they are. */
  readonly standsFor?: number;
}

/** How many findings of a severity there are, those that aren't told one by one among them. */
export function countFindings(findings: Iterable<Finding>, severity: Severity): number {
  let sum = 0;
  for (const finding of findings) {
    sum += finding.severity === severity ? (finding.standsFor ?? 1) : 0;
  }
  return sum;
}

/** A finding on one resource of the package. */
export interface ResourceFinding extends Finding {
  readonly ref: ResourceRef;
}
