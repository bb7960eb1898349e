import { inPackage, subjectName } from "./places";
import type { ResourceRule } from "./rule";

/** Customizations have nothing to be added to where the platform doesn't bring the standard resource. */
export const standardEntityMissing: ResourceRule = {
  check: (subject) => {
    const { incoming, target, brokenTarget, caseTwin } = subject;
    if (incoming?.kind !== "standard" || target || brokenTarget || caseTwin) {
      return [];
    }
    return [
      {
        rule: "standard-entity-missing",
        severity: "error",
        message: `${subjectName(subject)} is standard and the target doesn't have it, so its customizations can't be imported.`,
        places: [inPackage(subject)],
        resolvedBy: ["skip"],
      },
    ];
  },
};
