import { partName } from "../../compare/describeChange";
import type { ThreeWayChange } from "../../compare/threeWay";
import { count, listOf } from "../../text";
import { utcText } from "../../time";
import { whoChanged } from "../base";
import type { SetupAction } from "../setupAction";
import { inPackage, inTarget, subjectName } from "./places";
import type { ResourceRule } from "./rule";

/** Somebody removed it here after the last import, which would bring it back. */
export const reintroduced: ResourceRule = {
  check: (subject) => {
    const { base, target, after, action, resource, changes } = subject;
    if (!base || !after) {
      return [];
    }
    const gone = target ? whoChanged(resource.ref, base, changes).filter(isReintroduced) : undefined;
    if (gone?.length === 0) {
      return [];
    }
    const since = `after the import of ${utcText(base.record.at)}`;
    // Properties of what the target has come back under no other action that leaves it as it is.
    const isAddSafe = action !== "add" && gone?.every(isInsideOfUnit);
    const resolvedBy: readonly SetupAction[] = isAddSafe ? ["add", "skip"] : ["skip"];
    return [
      {
        rule: "reintroduced",
        severity: "warning",
        message: gone
          ? `${subjectName(subject)} gets back ${count(gone.length, "part")} that ${gone.length === 1 ? "was" : "were"} removed from the target ${since}: ${listOf(gone, ({ change }) => partName(change), 8)}.`
          : `${subjectName(subject)} was removed from the target ${since}, and this import brings it back.`,
        places: [inPackage(subject), ...inTarget(subject)],
        resolvedBy,
      },
    ];
  },
};

/** Whether a change brings back what the last import left, and the target hasn't any more. */
export function isReintroduced({ change, base }: ThreeWayChange): boolean {
  return change.kind === "added" && base !== undefined;
}

/** Add only leaves the properties of a field, a key or an entry as they are, missing ones included. */
function isInsideOfUnit({ change: { part, path } }: ThreeWayChange): boolean {
  return part === "property" && path.length > 1;
}
