import { inPackage, subjectName } from "./places";
import type { ResourceRule } from "./rule";

/** Names are unique ignoring case, and so are files on many file systems. */
export const nameCase: ResourceRule = {
  check: (subject) =>
    subject.caseTwin
      ? [
          {
            rule: "name-case",
            severity: "error",
            message: `${subjectName(subject)} is called ${subject.caseTwin.ref.name} in the target: names may not differ in letter case only. Skip it, or rename one of the two.`,
            places: [
              inPackage(subject, ["name"]),
              { side: "target", file: subject.caseTwin.file, path: ["name"] },
            ],
            resolvedBy: ["skip"],
          },
        ]
      : [],
};
