import { onBothSides, subjectName } from "./places";
import type { ResourceRule } from "./rule";

/** One name can't stand for a custom resource here and for a standard one there. */
export const kindMismatch: ResourceRule = {
  check: (subject) => {
    const { incoming, target } = subject;
    if (!incoming || !target || incoming.kind === target.definition.kind) {
      return [];
    }
    return [
      {
        rule: "kind-mismatch",
        severity: "error",
        message: `${subjectName(subject)} is ${incoming.kind} in the package but ${target.definition.kind} in the target.`,
        places: onBothSides(subject, ["kind"]),
        resolvedBy: ["skip"],
      },
    ];
  },
};
