import type { Change } from "../../compare/compare";
import { partPath } from "../../compare/describeChange";
import { valueAt } from "../../compare/valueAt";
import { resourceTypeOf } from "../../resources/registry";
import { count, list } from "../../text";
import { utcText } from "../../time";
import type { Base } from "../base";
import { inPackage, inTarget, subjectName } from "./places";
import type { ImportSubject, ResourceRule } from "./rule";

/** Somebody removed it here after the last import, which would bring it back. */
export const reintroduced: ResourceRule = {
  check: (subject) => {
    const { base, target, after } = subject;
    if (!base || !after) {
      return [];
    }
    const gone = target ? partsGone(subject, base) : undefined;
    if (gone?.length === 0) {
      return [];
    }
    const since = `after the import of ${utcText(base.record.at)}`;
    return [
      {
        rule: "reintroduced",
        severity: "warning",
        message: gone
          ? `${subjectName(subject)} gets back ${count(gone.length, "part")} that ${gone.length === 1 ? "was" : "were"} removed from the target ${since}: ${list(gone.map(partPath), 8)}.`
          : `${subjectName(subject)} was removed from the target ${since}, and this import brings it back.`,
        places: [inPackage(subject), ...inTarget(subject)],
        resolvedBy: ["skip"],
      },
    ];
  },
};

/** The fields, keys and entries that come, and that the last import left there. */
function partsGone({ resource, changes }: ImportSubject, { definition }: Base): Change[] {
  const { layout } = resourceTypeOf(resource.ref);
  return changes.filter(
    ({ kind, part, path }) =>
      kind === "added" &&
      (part === "field" || part === "key" || part === "entry") &&
      valueAt(layout, definition, path) !== undefined,
  );
}
