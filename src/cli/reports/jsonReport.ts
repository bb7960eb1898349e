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

/** The sentences of a refusal, or of wrong usage, as every command's `problems`; those without a stable code have no rule. */
export function problemsOf({ lines, codes }: CommandFailure): readonly {
  readonly rule?: string;
  readonly severity: "error";
  readonly message: string;
}[] {
  return lines.map((message, index) => ({
    ...(codes[index] !== undefined && { rule: codes[index] }),
    severity: "error",
    message,
  }));
}
