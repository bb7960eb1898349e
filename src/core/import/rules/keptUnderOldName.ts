import type { Change } from "../../compare/compare";
import { partName } from "../../compare/describeChange";
import { resourceTypeOf } from "../../resources/registry";
import { isObject } from "../../schema/checked";
import { utcText } from "../../time";
import { foldLabel } from "../../visibleText";
import { groupBy } from "../groupBy";
import { fromTo, inPackage, inTarget, subjectName } from "./places";
import type { ImportSubject, ResourceRule, UntoldFinding } from "./rule";

/**
 * Something looks renamed in the source: its last package had the one, this one has the other, of the same type and label. Nothing goes
 * under Merge and Add only, so that the target gets both.
 */
export const keptUnderOldName: ResourceRule = {
  *check(subject) {
    const { base, action, target, after, changes } = subject;
    if (!base || !target || !after || action === "overwrite") {
      return;
    }
    // The last first, so that the first is what `pop` gives.
    const coming = groupBy([...changes].reverse(), (change) =>
      change.kind === "added" ? likenessKey(change, change.after) : undefined,
    );
    if (coming.size === 0) {
      return;
    }
    const { isCertain, changes: kept } = base.givenUp;
    for (const old of kept) {
      const key = likenessKey(old, old.before);
      const now = key === undefined ? undefined : coming.get(key)?.pop();
      yield now && beside(subject, old, now, isCertain, base.record.at);
    }
  },
};

/** What a part has in common with the one that it may have been renamed to; undefined for what has no label. */
function likenessKey({ part, path }: Change, value: unknown): string | undefined {
  if ((part !== "field" && part !== "entry") || !isObject(value)) {
    return undefined;
  }
  const label = value["displayName"] ?? value["label"];
  return typeof label === "string"
    ? JSON.stringify([path.slice(0, -1), value["type"], foldLabel(label)])
    : undefined;
}

function beside(
  subject: ImportSubject,
  old: Change,
  now: Change,
  isCertain: boolean,
  at: string,
): UntoldFinding {
  const likeness = old.part === "field" ? "the same type and label" : "the same label";
  const has = isCertain ? "has" : "may have";
  return {
    rule: "looks-renamed",
    severity: "warning",
    resolvedBy: ["skip"],
    tell: () => ({
      message: `${subjectName(subject)} keeps the ${old.part} ${nameOf(subject, old)} and gets ${String(now.path.at(-1))} with ${likeness}, which the source ${has} in its place since the import of ${utcText(at)}; if it was renamed, the target has it twice from now on and its stored values don't move along.`,
      places: fromTo(subject, old.path, now.path),
    }),
  };
}

/** "con_Amount (Amount)", "2 (Done) of con_Stage" */
function nameOf({ resource }: ImportSubject, change: Change): string {
  const { path } = change;
  const name = partName({ ...change, path: path.slice(-1) });
  const isTop = path.length === 2 && resourceTypeOf(resource.ref).layout.properties[String(path[0])];
  return isTop ? name : `${name} of ${String(path.at(-3))}`;
}

/** A whole resource comes that looks like one which the last package had, and this one hasn't. */
export const resourceKeptUnderOldName: ResourceRule = {
  check: (subject) => {
    const { renamedFrom, target, after } = subject;
    if (!renamedFrom || target || !after) {
      return [];
    }
    const { loaded, record } = renamedFrom;
    return [
      {
        rule: "looks-renamed",
        severity: "warning",
        message: `${subjectName(subject)} comes new with the label of ${loaded.ref.name}, which the import of ${utcText(record.at)} brought and this package doesn't have; if it was renamed, the target has it twice from now on and nothing of the old one moves along.`,
        places: [inPackage(subject), ...inTarget({ ...subject, target: loaded })],
        resolvedBy: ["skip"],
      },
    ];
  },
};
