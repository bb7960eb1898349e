import { subjectName } from "./places";
import type { ResourceRule } from "./rule";

/** There is nothing to do, and the target's file keeps its bytes. */
export const unchanged: ResourceRule = {
  check: (subject) =>
    subject.target && subject.after && subject.changes.length === 0
      ? [
          {
            rule: "unchanged",
            severity: "information",
            message: `${subjectName(subject)} is in the target already as it would be after the import.`,
            places: [],
            resolvedBy: [],
          },
        ]
      : [],
};
