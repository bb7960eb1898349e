import type { Entry } from "../../model/picklist";
import type { Finding } from "../finding";
import type { EntryListRule, EntryLists } from "./entryListRule";

/** One value with two labels: it was renamed, or source and target mean different things by it. */
export const entryRelabelled: EntryListRule = {
  check: (lists) =>
    [...lists.after.values()].flatMap((after) => {
      const before = lists.before.get(after.value);
      return before && before.label !== after.label ? [judge(lists, before, after)] : [];
    }),
};

/** Without knowing what the last import left, nobody can tell which of the two sides gave the value another label. */
function judge({ owner, places }: EntryLists, before: Entry, after: Entry): Finding {
  return {
    rule: "entry-relabelled",
    severity: "warning",
    message: `The entry ${before.value} of ${owner} is ${before.label} in the target and would be called ${after.label}; if that isn't just another name for it, stored values get another meaning.`,
    places: places(before.value, after.value),
    resolvedBy: ["add", "skip"],
  };
}
