import type { Entry } from "../../model/picklist";
import type { Finding } from "../finding";
import { whoChanged } from "../base";
import type { EntryListRule, EntryLists } from "./entryListRule";
import type { ImportSubject } from "./rule";

/** One value with two labels: it was renamed, or source and target mean different things by it. */
export const entryRelabelled: EntryListRule = {
  check: (lists, subject) =>
    [...lists.after.values()].flatMap((after) => {
      const before = lists.before.get(after.value);
      return before && before.label !== after.label ? [judge(lists, subject, before, after)] : [];
    }),
};

/** Only what the last import left tells which of the two sides gave the value another label. */
function judge(lists: EntryLists, subject: ImportSubject, before: Entry, after: Entry): Finding {
  const { owner, places } = lists;
  if (isRenamedInPackage(lists, subject, after.value)) {
    return {
      rule: "entry-relabelled",
      severity: "information",
      message: `The entry ${before.value} of ${owner} is called ${after.label} instead of ${before.label}; only the source changed that since the last import.`,
      places: places(before.value, after.value),
      resolvedBy: [],
    };
  }
  return {
    rule: "entry-relabelled",
    severity: "warning",
    message: `The entry ${before.value} of ${owner} is ${before.label} in the target and would be called ${after.label}; if that isn't just another name for it, stored values get another meaning.`,
    places: places(before.value, after.value),
    resolvedBy: ["add", "skip"],
  };
}

function isRenamedInPackage(
  { path }: EntryLists,
  { resource, base, changes }: ImportSubject,
  value: number,
): boolean {
  const label = [...path, value, "label"].join("\n");
  const change = changes.find((one) => one.path.join("\n") === label);
  const [known] = change ? whoChanged(resource.ref, base, [change]) : [];
  return known?.changedBy === "package";
}
