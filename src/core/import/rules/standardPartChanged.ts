import { resourceTypeOf } from "../../resources/registry";
import { count, list } from "../../text";
import { inPackage, inTarget, subjectName } from "./places";
import type { ResourceRule } from "./rule";

/** Standard parts come with the platform; a package can't define or change them. */
export const standardPartChanged: ResourceRule = {
  check: (subject) => {
    const { resource, incoming, target } = subject;
    if (incoming?.kind !== "standard") {
      return [];
    }
    const parts = resourceTypeOf(resource.ref).standardPartsTouched(incoming, target?.definition);
    if (parts.length === 0) {
      return [];
    }
    return [
      {
        rule: "standard-part-changed",
        severity: "error",
        message: `${subjectName(subject)} can't be imported: the package would define or change ${count(parts.length, "standard part")} (${list(parts)}).`,
        places: [inPackage(subject), ...inTarget(subject)],
        resolvedBy: ["skip"],
      },
    ];
  },
};
