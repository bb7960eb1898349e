import type { DefinitionIssue } from "../resources/resourceType";
import { count, printable } from "../text";

/** How many issues of one file are told one by one; a file of some megabytes can have millions. */
const mostIssues = 1_000;

/** Issues of one definition as they can be shown: not more than anybody reads, and each on one line of bounded length. */
export function presentable(issues: readonly DefinitionIssue[]): DefinitionIssue[] {
  const told: DefinitionIssue[] = issues
    .slice(0, mostIssues)
    .map((issue) => ({ ...issue, message: printable(issue.message) }));
  const left = issues.slice(mostIssues);
  const next = left[0];
  if (next) {
    const message = `The file has ${count(left.length, "more problem")}; they show when those before them are mended.`;
    // Worst first: one error among what isn't told makes the rest count as one.
    const severity = left.some((issue) => issue.severity === "error") ? "error" : next.severity;
    told.push({ code: next.code, severity, message, path: next.path });
  }
  return told;
}
