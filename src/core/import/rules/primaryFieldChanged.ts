import { onBothSides, subjectName } from "./places";
import type { ResourceRule } from "./rule";

/** Another primary field gives every existing record another title; without one records have none. */
export const primaryFieldChanged: ResourceRule = {
  check: (subject) => {
    const change = subject.changes.find(({ path }) => path.length === 1 && path[0] === "primaryField");
    if (subject.resource.ref.type !== "entity" || !change || change.kind === "added") {
      return [];
    }
    const places = onBothSides(subject, ["primaryField"]);
    if (change.kind === "removed") {
      return [
        {
          rule: "primary-field-invalid",
          severity: "error",
          message: `${subjectName(subject)} would lose its primary field ${String(change.before)}, and the package names no other.`,
          places,
          resolvedBy: ["merge", "add", "skip"],
        },
      ];
    }
    return [
      {
        rule: "primary-field-invalid",
        severity: "warning",
        message: `${subjectName(subject)} gets another primary field, ${String(change.after)} instead of ${String(change.before)}, so that existing records are titled by it.`,
        places,
        resolvedBy: ["add", "skip"],
      },
    ];
  },
};
