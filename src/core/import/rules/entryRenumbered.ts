import type { Entry } from "../../model/picklist";
import type { SetupAction } from "../setupAction";
import { isSameLabel, type EntryListRule, type EntryLists } from "./entryListRule";

/** One label with two values: what is stored has the target's, what comes the package's. */
export const entryRenumbered: EntryListRule = {
  check: (lists) =>
    [...lists.after.values()].flatMap((after) => {
      const old = labelledBefore(lists, after);
      if (!old) {
        return [];
      }
      const stored = lists.after.has(old.value)
        ? `stored values stay ${old.value}`
        : `stored values stay ${old.value}, which no entry has any more`;
      // Add only leaves the labels of the target's entries alone, but brings those that it lacks.
      const resolvedBy: readonly SetupAction[] = lists.before.has(after.value) ? ["add", "skip"] : ["skip"];
      return [
        {
          rule: "entry-renumbered",
          severity: "warning",
          message: `The entry ${after.label} of ${lists.owner} has the value ${old.value} in the target and would have ${after.value}, while ${stored}.`,
          places: lists.places(old.value, after.value),
          resolvedBy,
        },
      ];
    }),
};

/**
 * The target's entry whose label another one has from now on. None where the package has that label for both, or the target for
 * this one already.
 */
function labelledBefore({ before, incoming }: EntryLists, { value, label }: Entry): Entry | undefined {
  const own = before.get(value);
  if (own && isSameLabel(own.label, label)) {
    return undefined;
  }
  return [...before.values()].find((entry) => {
    const theirs = incoming.get(entry.value);
    return isSameLabel(entry.label, label) && !(theirs && isSameLabel(theirs.label, label));
  });
}
