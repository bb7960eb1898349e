import type { CommandFailure } from "../io";
import { planToJson } from "../printPlan";
import type { ImportReport } from "./importReport";

/** The object that `import --json` prints. */
export function jsonReport({ plan, ended }: ImportReport): object {
  return { ...planToJson(plan, ended.outcome, ended.items), ...(ended.moved && { moved: ended.moved }) };
}

export function jsonOfRefusal(failure: CommandFailure): object {
  return { applied: false, outcome: "refused", resources: [], findings: refusalFindings(failure) };
}

/** The sentences of a refusal as findings. */
export function refusalFindings({ lines, codes }: CommandFailure): readonly {
  readonly rule: string;
  readonly severity: "error";
  readonly message: string;
}[] {
  return lines.map((message, index) => ({ rule: codes[index] ?? "refused", severity: "error", message }));
}
