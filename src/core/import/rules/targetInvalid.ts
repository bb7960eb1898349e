import { inTarget, subjectName } from "./places";
import type { ResourceRule } from "./rule";
import { isNoFile } from "./targetNoFile";

/** Nothing can be merged into a file that can't be read. */
export const targetInvalid: ResourceRule = {
  check: (subject) => {
    const { brokenTarget } = subject;
    if (!brokenTarget || isNoFile(brokenTarget)) {
      return [];
    }
    const [first] = brokenTarget.problems;
    const where = first ? `${first.file}:${first.line}:${first.column}` : brokenTarget.file;
    return [
      {
        rule: "target-invalid",
        severity: "error",
        message: `${subjectName(subject)} can't be imported, the target's file is broken: ${first?.message ?? ""} (${where}). Mend the file, or skip the resource.`,
        places: first
          ? [{ side: "target", file: first.file, line: first.line, column: first.column }]
          : inTarget(subject),
        resolvedBy: ["skip"],
        steps: [
          first
            ? { kind: "open", file: first.file, line: first.line, column: first.column }
            : { kind: "open", file: brokenTarget.file },
        ],
      },
    ];
  },
};
