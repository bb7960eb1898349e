import type { Change } from "../../compare/compare";
import { partName } from "../../compare/describeChange";
import { count, list, listOf } from "../../text";
import { utcText } from "../../time";
import { removalsOf } from "../removals";
import { resourcesGivenUp } from "../resourcesGivenUp";
import { inPackage, inTarget, subjectName } from "./places";
import type { ImportRule, ResourceRule } from "./rule";

/** How many of the things that stay are named before the rest is counted. */
const shownParts = 8;

/** The target keeps what the source has removed since the last import. */
export const goneInSource: ResourceRule = {
  check: (subject) => {
    const { base, action, after } = subject;
    if (!base || !after || action === "overwrite" || base.givenUp.changes.length === 0) {
      return [];
    }
    const { changes, isCertain } = base.givenUp;
    const amounts = list(removalsOf(changes).map(({ amount }) => amount));
    const names = listOf(changes, partName, shownParts);
    const since = `since the import of ${utcText(base.record.at)}`;
    const message = isCertain
      ? `${subjectName(subject)} keeps ${amounts} that the source has removed ${since}: ${names}. Overwrite would remove ${them(changes)}.`
      : `${subjectName(subject)} keeps ${amounts} that the package doesn't have: ${names}. Whether the source has removed ${them(changes)} ${since} isn't known, because what that package had isn't kept on this machine.`;
    return [
      {
        rule: "gone-in-source",
        severity: "information",
        message,
        places: [
          inPackage(subject),
          ...changes.slice(0, shownParts).flatMap(({ path }) => inTarget(subject, path)),
        ],
        resolvedBy: isCertain ? ["overwrite"] : [],
      },
    ];
  },
};

function them(changes: readonly Change[]): string {
  return changes.length === 1 ? "it" : "them";
}

/** The target keeps whole resources that the last import of the package brought, and this one hasn't. */
export const resourcesGoneInSource: ImportRule = {
  check: (pkg, target, { history }) => {
    const gone = resourcesGivenUp(pkg, target, history).filter(
      ({ record }) => record.package.name === pkg.manifest.name,
    );
    if (gone.length === 0) {
      return [];
    }
    const names = list(
      gone.map(({ loaded: { ref, definition } }) => `${definition.displayName} (${ref.name})`),
      shownParts,
    );
    const [verb, stay] = gone.length === 1 ? ["isn't", "stays"] : ["aren't", "stay"];
    return [
      {
        rule: "gone-in-source",
        severity: "information",
        message: `${count(gone.length, "resource")} that an earlier import of ${pkg.manifest.name} brought ${verb} in the package any more and ${stay} in ${target.displayName} as ${gone.length === 1 ? "it is" : "they are"}: ${names}.`,
        places: gone.slice(0, shownParts).map(({ loaded: { file } }) => ({ side: "target" as const, file })),
        resolvedBy: [],
      },
    ];
  },
};
