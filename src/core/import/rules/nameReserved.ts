import { isReservedOnWindows } from "../../model/names";
import { inPackage, subjectName } from "./places";
import type { ResourceRule } from "./rule";

/** The resource would get a file that can't exist on Windows. One that the target has already is a matter of its own files. */
export const nameReserved: ResourceRule = {
  check: (subject) => {
    const { name } = subject.resource.ref;
    return subject.after && !subject.target && isReservedOnWindows(name)
      ? [
          {
            rule: "name-reserved",
            severity: "warning",
            message: `${subjectName(subject)} gets a file that can't exist on Windows, which keeps the name ${name} for a device: who uses the target there will miss it. Rename it in the source, or skip it.`,
            places: [inPackage(subject, ["name"])],
            resolvedBy: ["skip"],
          },
        ]
      : [];
  },
};
