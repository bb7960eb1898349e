import { inPackage, inTarget, subjectName } from "./places";
import type { ResourceRule } from "./rule";

/** Another primary field gives every existing record another title. */
export const primaryFieldChanged: ResourceRule = {
  check: (subject) => {
    const change = subject.changes.find(
      ({ kind, path }) => kind === "updated" && path.length === 1 && path[0] === "primaryField",
    );
    if (subject.resource.ref.type !== "entity" || !change) {
      return [];
    }
    return [
      {
        rule: "primary-field-invalid",
        severity: "warning",
        message: `${subjectName(subject)} gets another primary field, ${String(change.after)} instead of ${String(change.before)}, so that existing records are titled by it.`,
        places: [inPackage(subject, ["primaryField"]), ...inTarget(subject)],
        resolvedBy: ["add", "skip"],
      },
    ];
  },
};
