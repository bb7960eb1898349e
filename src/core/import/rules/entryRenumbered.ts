import type { Entry } from "../../model/picklist";
import { foldLabel } from "../../visibleText";
import type { SetupAction } from "../setupAction";
import { isSameLabel, type EntryListRule, type EntryLists } from "./entryListRule";

/** One label with two values: what is stored has the target's, what comes the package's. */
export const entryRenumbered: EntryListRule = {
  *check(lists) {
    const renumbered = valuesLeft(lists);
    for (const after of lists.after.values()) {
      const own = lists.before.get(after.value);
      const old =
        own && isSameLabel(own.label, after.label) ? undefined : renumbered.get(foldLabel(after.label));
      if (!old) {
        yield undefined;
        continue;
      }
      // Add only leaves the labels of the target's entries alone, but brings those that it lacks.
      const resolvedBy: readonly SetupAction[] = own ? ["add", "skip"] : ["skip"];
      yield {
        rule: "entry-renumbered",
        severity: "warning",
        resolvedBy,
        tell: () => ({
          message: `The entry ${after.label} of ${lists.owner} has the value ${old.value} in the target and would have ${after.value}, while ${whatIsStored(lists, old)}.`,
          places: lists.places(old.value, after.value),
        }),
      };
    }
  },
};

function whatIsStored({ after }: EntryLists, { value }: Entry): string {
  return after.has(value)
    ? `stored values stay ${value}`
    : `stored values stay ${value}, which no entry has any more`;
}

/** The target's entries by their label, the first of each: without those to which the package gives the label as well. */
function valuesLeft({ before, incoming }: EntryLists): ReadonlyMap<string, Entry> {
  const left = new Map<string, Entry>();
  for (const entry of before.values()) {
    const theirs = incoming.get(entry.value);
    const key = foldLabel(entry.label);
    if (!left.has(key) && !(theirs && isSameLabel(theirs.label, entry.label))) {
      left.set(key, entry);
    }
  }
  return left;
}
