import { firstDifference } from "../../firstDifference";
import { looksSame, visibleText } from "../../visibleText";
import { whoChanged } from "../base";
import type { EntryListRule, EntryLists } from "./entryListRule";
import type { ImportSubject } from "./rule";

/** One value with two labels: it was renamed, or source and target mean different things by it. */
export const entryRelabelled: EntryListRule = {
  *check(lists, subject) {
    const { owner, places } = lists;
    let renamedInPackage: ReadonlySet<unknown> | undefined;
    for (const after of lists.after.values()) {
      const before = lists.before.get(after.value);
      if (!before || before.label === after.label) {
        yield undefined;
        continue;
      }
      if (looksSame(before.label, after.label)) {
        yield {
          rule: "entry-relabelled",
          severity: "information",
          resolvedBy: [],
          tell: () => ({
            message: `The entry ${before.value} of ${owner} looks the same on both sides, ${visibleText(after.label)}, but isn't spelled with the same characters: ${spellings(before.label, after.label)}.`,
            places: places(before.value, after.value),
          }),
        };
        continue;
      }
      // Only what the last import left tells which of the two sides gave the value another label.
      renamedInPackage ??= valuesRenamedInPackage(lists, subject);
      const isRenamed = renamedInPackage.has(after.value);
      yield {
        rule: "entry-relabelled",
        severity: isRenamed ? "information" : "warning",
        resolvedBy: isRenamed ? [] : ["add", "skip"],
        tell: () => ({
          message: isRenamed
            ? `The entry ${before.value} of ${owner} is called ${after.label} instead of ${before.label}; only the source changed that since the last import.`
            : `The entry ${before.value} of ${owner} is ${before.label} in the target and would be called ${after.label}; if that isn't just another name for it, stored values get another meaning.`,
          places: places(before.value, after.value),
        }),
      };
    }
  },
};

/** The values of a list to which only the source gave another label since the last import. */
function valuesRenamedInPackage(
  { path, changes }: EntryLists,
  { resource, base }: ImportSubject,
): ReadonlySet<unknown> {
  if (!base?.isSameSource) {
    return new Set();
  }
  const relabelled = changes.filter(
    (change) => change.path.length === path.length + 2 && change.path.at(-1) === "label",
  );
  return new Set(
    whoChanged(resource.ref, base, relabelled)
      .filter(({ changedBy }) => changedBy === "package")
      .map(({ change }) => change.path.at(-2)),
  );
}

/** "U+00FC in the target, U+0075 U+0308 in the package" */
function spellings(before: string, after: string): string {
  const { one, other } = firstDifference(before, after);
  return `${one ?? "nothing"} in the target, ${other ?? "nothing"} in the package`;
}
