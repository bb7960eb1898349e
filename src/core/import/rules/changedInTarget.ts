import { partPath } from "../../compare/describeChange";
import type { ChangedBy, ThreeWayChange } from "../../compare/threeWay";
import { list } from "../../text";
import { utcText } from "../../time";
import { whoChanged } from "../base";
import type { SetupAction } from "../setupAction";
import { inPackage, inTarget, subjectName } from "./places";
import { isReintroduced } from "./reintroduced";
import type { ResourceRule } from "./rule";

/** The target was changed since the last import, and this one would take that back. */
export const changedInTarget: ResourceRule = {
  check: (subject) => {
    const { base, action, resource, changes } = subject;
    if (!base?.isChangedInTarget || changes.length === 0) {
      return [];
    }
    // What comes back is a finding of its own.
    const told = whoChanged(resource.ref, base, changes).filter((change) => !isReintroduced(change));
    const words = describeLoss(told);
    if (words === undefined) {
      return [];
    }
    const isUnknown = told.some(({ changedBy }) => changedBy === "unknown");
    // Add only leaves what the target has; what of it is new there, nobody knows.
    const isAddSafe = !isUnknown || changes.every(({ kind }) => kind !== "added");
    const gentler: readonly SetupAction[] = action !== "add" && isAddSafe ? ["add"] : [];
    const who = base.isChangedInPackage ? "both in the package and in the target" : "in the target";
    return [
      {
        rule: "changed-in-target",
        severity: "warning",
        message: `${subjectName(subject)} was changed ${who} since the import of ${utcText(base.record.at)}${words}`,
        places: [inPackage(subject), ...inTarget(subject)],
        resolvedBy: [...gentler, "skip"],
        steps: [{ kind: "compare" }],
      },
    ];
  },
};

/** The rest of the sentence: what would be lost, as far as that is known; undefined when nothing is. */
function describeLoss(changes: readonly ThreeWayChange[]): string | undefined {
  const partsBy = (who: ChangedBy): string =>
    list(
      changes.filter(({ changedBy }) => changedBy === who).map(({ change }) => partPath(change)),
      8,
    );
  const [both, target, unknown] = [partsBy("both"), partsBy("target"), partsBy("unknown")];
  const sentences = [
    both && `Both changed ${both}, and the package's is taken`,
    target && `only the target changed ${target}, and that is taken back`,
  ].filter((sentence) => sentence !== "");
  if (unknown) {
    const known = sentences.length === 0 ? "" : `. ${capitalized(sentences.join("; "))}`;
    return `${known}; what that import left ${sentences.length === 0 ? "" : `of ${unknown} `}isn't kept any more, so compare the two before one replaces the other's changes.`;
  }
  return sentences.length === 0 ? undefined : `. ${capitalized(sentences.join("; "))}.`;
}

function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
