import type { DefinitionIssue } from "../resources/resourceType";
import { count, printable } from "../text";

/** How many issues of one file are told one by one; a file of some megabytes can have millions. */
const mostIssues = 1_000;

/**
 * Issues of one definition as they can be shown: not more than anybody reads, and each on one line of bounded length. The others are
 * counted while they are made, and never held all at once.
 */
export function presentable(issues: Iterable<DefinitionIssue>): DefinitionIssue[] {
  const told: DefinitionIssue[] = [];
  let next: DefinitionIssue | undefined;
  let left = 0;
  let hasError = false;
  for (const issue of issues) {
    if (told.length < mostIssues) {
      told.push({ ...issue, message: printable(issue.message) });
      continue;
    }
    next ??= issue;
    left += issue.standsFor ?? 1;
    hasError ||= issue.severity === "error";
  }
  if (next) {
    const message = `The file has ${count(left, "more problem")}; they show when those before them are mended.`;
    // Worst first: one error among what isn't told makes the rest count as one.
    const severity = hasError ? "error" : next.severity;
    told.push({ code: next.code, severity, message, path: next.path, standsFor: left });
  }
  return told;
}
