import { inPackage, subjectName } from "./places";
import type { ResourceRule } from "./rule";

/** The package's definition doesn't fit the schema or contradicts itself. */
export const definitionInvalid: ResourceRule = {
  check: (subject) =>
    subject.resource.issues.map((issue) => ({
      rule: "definition-invalid",
      severity: "error",
      message: `${subjectName(subject)} can't be imported, its definition in the package is not valid: ${issue.message}`,
      places: [inPackage(subject, issue.path)],
      resolvedBy: ["skip"],
      ...(issue.standsFor !== undefined && { standsFor: issue.standsFor }),
    })),
};
