import type { Change } from "../compare/compare";
import type { Problem } from "../environment/environment";
import type { Package, PackageResource } from "../package/package";
import type { Definition, ResourceRef } from "../resources/resourceType";
import type { Base } from "./base";
import { severities, countFindings, type Finding, type Severity } from "./finding";
import type { SetupAction } from "./setupAction";

/** What will happen to one resource. */
export type PlannedOutcome = "create" | "update" | "unchanged" | "skip" | "blocked";

export interface PlanItem {
  readonly ref: ResourceRef;
  readonly resource: PackageResource;
  /** The action that holds: the one chosen, else the package's, else Merge. */
  readonly action: SetupAction;
  readonly outcome: PlannedOutcome;
  /** The target's file, there already or to be created, below the workspace folder. */
  readonly file: string;
  readonly before: Definition | undefined;
  /** Undefined when the resource is skipped, or can't be imported at all. */
  readonly after: Definition | undefined;
  /** Line by line for an update; empty for a new resource, which is all new. */
  readonly changes: readonly Change[];
  /** What the last import of the resource left; undefined where there was none. */
  readonly base: Base | undefined;
  readonly findings: readonly Finding[];
}

/** What an import would do, resource by resource, in the package's order. Nothing is written to get one. */
export interface ImportPlan {
  readonly package: Package;
  readonly environment: { readonly name: string; readonly displayName: string };
  readonly items: readonly PlanItem[];
  /** On the import as a whole. */
  readonly findings: readonly Finding[];
  /** What was wrong in the target before and stays so; it doesn't block. */
  readonly preexisting: readonly Problem[];
  /** What was wrong in the target before and isn't any more after the import. */
  readonly mended: readonly Problem[];
}

export interface PlanSummary {
  readonly outcomes: Readonly<Record<PlannedOutcome, number>>;
  readonly findings: Readonly<Record<Severity, number>>;
}

export function summarizePlan(plan: ImportPlan): PlanSummary {
  const outcomes: Record<PlannedOutcome, number> = {
    create: 0,
    update: 0,
    unchanged: 0,
    skip: 0,
    blocked: 0,
  };
  const findings: Record<Severity, number> = { error: 0, removal: 0, warning: 0, information: 0 };
  for (const item of plan.items) {
    outcomes[item.outcome]++;
  }
  for (const found of [plan.findings, ...plan.items.map((item) => item.findings)]) {
    for (const severity of severities) {
      findings[severity] += countFindings(found, severity);
    }
  }
  return { outcomes, findings };
}

export type Decision = "go" | "errors" | "removals-need-consent" | "nothing-to-do";

/** Whether a plan may be applied. Removals are only ever allowed by whoever imports, never by the package. */
export function decide(plan: ImportPlan, consent: { readonly removals: boolean }): Decision {
  const { outcomes, findings } = summarizePlan(plan);
  if (findings.error > 0) {
    return "errors";
  }
  if (findings.removal > 0 && !consent.removals) {
    return "removals-need-consent";
  }
  return outcomes.create + outcomes.update === 0 ? "nothing-to-do" : "go";
}
