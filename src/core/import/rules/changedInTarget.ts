import { partPath } from "../../compare/describeChange";
import type { ChangedBy, ThreeWayChange } from "../../compare/threeWay";
import { list } from "../../text";
import { utcText } from "../../time";
import { whoChanged } from "../base";
import type { SetupAction } from "../setupAction";
import { inPackage, inTarget, subjectName } from "./places";
import type { ResourceRule } from "./rule";

/** Both sides changed it since the last import, so that one of them may lose its work. */
export const changedInTarget: ResourceRule = {
  check: (subject) => {
    const { base, action, resource, changes } = subject;
    if (!base?.isChangedInPackage || !base.isChangedInTarget || changes.length === 0) {
      return [];
    }
    const isLeftKnown = base.definition !== undefined;
    if (action === "add" && isLeftKnown) {
      // All that the target has stays, and what comes back is a finding of its own.
      return [];
    }
    const isAddSafe = isLeftKnown || changes.every(({ kind }) => kind !== "added");
    const gentler: readonly SetupAction[] = action !== "add" && isAddSafe ? ["add"] : [];
    return [
      {
        rule: "changed-in-target",
        severity: "warning",
        message: `${subjectName(subject)} was changed both in the package and in the target since the import of ${utcText(base.record.at)}${describeConflict(whoChanged(resource.ref, base, changes))}`,
        places: [inPackage(subject), ...inTarget(subject)],
        resolvedBy: [...gentler, "skip"],
        steps: [{ kind: "compare" }],
      },
    ];
  },
};

/** The rest of the sentence: which parts are concerned, as far as that is known. */
function describeConflict(changes: readonly ThreeWayChange[]): string {
  if (changes.some(({ changedBy }) => changedBy === "unknown")) {
    return "; what that import left isn't kept any more, so compare the two before one replaces the other's changes.";
  }
  const partsBy = (who: ChangedBy): string =>
    list(
      changes.filter(({ changedBy }) => changedBy === who).map(({ change }) => partPath(change)),
      8,
    );
  const [both, target] = [partsBy("both"), partsBy("target")];
  const sentences = [
    both && `Both changed ${both}, and the package's is taken`,
    target && `only the target changed ${target}, and that is taken back`,
  ].filter((sentence) => sentence !== "");
  return sentences.length === 0
    ? ", but not in the same parts: nothing that the target changed is replaced."
    : `. ${capitalized(sentences.join("; "))}.`;
}

function capitalized(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
