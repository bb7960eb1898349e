import { noFile } from "../../environment/noFile";
import type { BrokenResource } from "../../environment/environment";
import { inTarget, subjectName } from "./places";
import type { ResourceRule } from "./rule";

/** Whether something else is where the target's definition would be. */
export function isNoFile({ problems }: BrokenResource): boolean {
  return problems.some(({ code }) => code === noFile);
}

/** A folder, a pipe, a device or a link that leads nowhere is never replaced by a definition. */
export const targetNoFile: ResourceRule = {
  check: (subject) => {
    const { brokenTarget } = subject;
    if (!brokenTarget || !isNoFile(brokenTarget)) {
      return [];
    }
    const [problem] = brokenTarget.problems;
    return [
      {
        rule: "target-read-only",
        severity: "error",
        message: `${subjectName(subject)} can't be written to ${brokenTarget.file}. ${problem?.message ?? ""} Or skip the resource.`,
        places: inTarget(subject),
        resolvedBy: ["skip"],
        steps: [{ kind: "check-again" }],
      },
    ];
  },
};
