import { partPath } from "../../compare/describeChange";
import { list } from "../../text";
import { removalsOf } from "../removals";
import { inTarget } from "./places";
import type { ResourceRule } from "./rule";

/** How many of the parts that go are named before the rest is counted. */
const shownParts = 8;

/** What only the target has and Overwrite takes away; each kind of part has its own rule. */
export const removed: ResourceRule = {
  check: (subject) =>
    removalsOf(subject.changes).map(({ rule, amount, changes }) => ({
      rule,
      severity: "removal",
      message: `Removes ${amount} of ${subject.resource.displayName} (${subject.resource.ref.name}) that only the target has: ${list(changes.map(partPath), shownParts)}.`,
      places: changes.slice(0, shownParts).flatMap((change) => inTarget(subject, change.path)),
      resolvedBy: ["merge", "add", "skip"],
    })),
};
