import { compare, type Change } from "../../compare/compare";
import { partName } from "../../compare/describeChange";
import { layoutAt } from "../../compare/valueAt";
import { resourceTypeOf } from "../../resources/registry";
import { listOf } from "../../text";
import { resultOf } from "../resultOf";
import type { Finding } from "../finding";
import { removalsOf, type Removal } from "../removals";
import type { SetupAction } from "../setupAction";
import { inTarget } from "./places";
import type { ImportSubject, ResourceRule } from "./rule";

/** How many of the parts that go are named before the rest is counted. */
const shownParts = 8;

/** What only the target has and the import takes away, whatever it is; each kind of part has its own rule. */
export const removed: ResourceRule = {
  check: (subject) =>
    removalsOf(subject.changes).map((removal) => ({
      ...removalFinding(subject, removal),
      resolvedBy: [
        ...(isKeptByMerging(subject, removal.rule, removal.changes) ? (["merge"] as const) : []),
        ...keeping,
      ],
    })),
};

/** What is said of parts of one kind that go; only what keeps the target's is sure to keep them. */
export function removalFinding(
  subject: Pick<ImportSubject, "resource" | "target">,
  { rule, amount, changes }: Removal,
): Finding {
  return {
    rule,
    severity: "removal",
    message: `Removes ${amount} of ${subject.resource.displayName} (${subject.resource.ref.name}) that only the target has: ${listOf(changes, partName, shownParts)}.`,
    places: changes.slice(0, shownParts).flatMap((change) => inTarget(subject, change.path)),
    resolvedBy: keeping,
  };
}

/** The actions that leave what the target has. */
const keeping: readonly SetupAction[] = ["add", "skip"];

/** Merging keeps every part; of lists that no schema knows it takes the package's, which is tried. */
function isKeptByMerging(
  { resource, action, target }: ImportSubject,
  rule: string,
  changes: readonly Change[],
): boolean {
  const { layout } = resourceTypeOf(resource.ref);
  if (action === "merge" || !target || !changes.some(({ path }) => layoutAt(layout, path).kind === "open")) {
    return action !== "merge";
  }
  const merged = resultOf(resource, target, "merge");
  const left = merged ? removalsOf(compare(layout, target.definition, merged)) : [];
  return left.every((removal) => removal.rule !== rule);
}
