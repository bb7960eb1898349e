import type {
  ActionOption,
  FindingInfo,
  ImportRow,
  ResultRow,
  Severity,
} from "../../src/protocol/importWizard";
import { count } from "../shared/words";

/** What the table says of a row, in words and icons. */

export interface Status {
  readonly id: "error" | "removal" | "warning" | "ready" | "none";
  readonly icon: string;
  /** Class that colours the icon. */
  readonly tone: string;
  readonly text: string;
}

const none: Status = { id: "none", icon: "circle-outline", tone: "", text: "Not checked" };
const ready: Status = { id: "ready", icon: "pass", tone: "success", text: "Ready" };

/** What was found on a row: the gravest decides its icon, and hides nothing of the rest. */
export function statusOf({ plan }: ImportRow): Status {
  if (!plan) {
    return none;
  }
  const warnings = plan.warnings > 0 ? [count(plan.warnings, "warning")] : [];
  const words = (...first: readonly string[]): string => [...first, ...warnings].join(", ");
  if (plan.errors > 0) {
    return { id: "error", icon: "error", tone: "error", text: words(count(plan.errors, "error")) };
  }
  if (plan.removes !== undefined) {
    return { id: "removal", icon: "trash", tone: "removal", text: words("Removal") };
  }
  if (warnings.length > 0) {
    const isSkipped = plan.outcome === "skip";
    return { id: "warning", icon: "warning", tone: "warning", text: isSkipped ? words("Skipped") : words() };
  }
  return plan.outcome === "skip"
    ? { id: "ready", icon: "debug-step-over", tone: "", text: "Skipped" }
    : ready;
}

/** What the action icon of a row is about; undefined where there is nothing to look at. */
export function problemAction(row: ImportRow): { readonly icon: string; readonly verb: string } | undefined {
  switch (statusOf(row).id) {
    case "error":
      return { icon: "wrench", verb: "Resolve" };
    case "removal":
    case "warning":
      return { icon: "eye", verb: "Review" };
    case "ready":
    case "none":
      return undefined;
  }
}

export function isProblem(row: ImportRow): boolean {
  const { id } = statusOf(row);
  return id === "error" || id === "removal" || id === "warning";
}

/** What rows are ordered by in the status column: what needs attention first. */
export function statusRank(row: ImportRow): number {
  return (["error", "removal", "warning", "ready", "none"] as const).indexOf(statusOf(row).id);
}

/** "Create", "Update, 3 changes", "Removes 1 entry, 3 changes in all": where there is little room, the end is cut off. */
export function outcomeText({ plan }: ImportRow): string {
  if (!plan) {
    return "";
  }
  switch (plan.outcome) {
    case "create":
      return "Create";
    case "update":
      return plan.removes === undefined
        ? `Update, ${count(plan.changes, "change")}`
        : `Removes ${plan.removes}, ${count(plan.changes, "change")} in all`;
    case "unchanged":
      return "Unchanged";
    case "skip":
      return "Skip";
    case "blocked":
      return "Blocked";
  }
}

/** What an action would do to one resource, in one line. */
export function optionText(option: ActionOption): string {
  const amountOf = (severity: FindingInfo["severity"]): number =>
    option.findings.reduce((sum, one) => sum + (one.severity === severity ? (one.standsFor ?? 1) : 0), 0);
  const errors = amountOf("error");
  const warnings = amountOf("warning");
  const outcome = optionOutcome(option);
  const parts =
    option.removes === undefined
      ? [outcome]
      : [
          `Removes ${option.removes}, for which you are asked again`,
          outcome.charAt(0).toLowerCase() + outcome.slice(1),
        ];
  if (errors > 0) {
    parts.push(count(errors, "error"));
  }
  if (warnings > 0) {
    parts.push(count(warnings, "warning"));
  }
  return parts.join("; ");
}

function optionOutcome({ outcome, changes, moreChanges, removes }: ActionOption): string {
  switch (outcome) {
    case "create":
      return "Creates it";
    case "update":
      return `Makes ${count(changes.length + moreChanges, "change")}${removes === undefined ? "" : " in all"}`;
    case "unchanged":
      return "Changes nothing";
    case "skip":
      return "Leaves it alone";
    case "blocked":
      return "Can't be imported";
  }
}

export const severityWords: Readonly<Record<Severity, { icon: string; tone: string; word: string }>> = {
  error: { icon: "error", tone: "error", word: "Error" },
  removal: { icon: "trash", tone: "removal", word: "Removal" },
  warning: { icon: "warning", tone: "warning", word: "Warning" },
  information: { icon: "info", tone: "info", word: "Information" },
};

export const resultWords: Readonly<Record<ResultRow["state"], { icon: string; tone: string; word: string }>> =
  {
    imported: { icon: "pass", tone: "success", word: "Imported" },
    failed: { icon: "error", tone: "error", word: "Failed" },
    "not-attempted": { icon: "circle-slash", tone: "warning", word: "Not imported" },
    "left-changed": { icon: "error", tone: "error", word: "Left changed" },
    unchanged: { icon: "circle-outline", tone: "", word: "Unchanged" },
    skipped: { icon: "debug-step-over", tone: "", word: "Skipped" },
  };
