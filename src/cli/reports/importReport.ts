import type { ImportPlan } from "../../core/import/importPlan";
import type { Ended } from "../describeApplied";

/** What there is to report of an import: what it would do or did, and how it ended. */
export interface ImportReport {
  readonly plan: ImportPlan;
  readonly ended: Ended;
}
