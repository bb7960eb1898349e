import type { Change } from "../compare/compare";
import type { PartKind } from "../compare/layout";
import { count } from "../text";
import type { Finding } from "./finding";

/** The parts of one kind that a change of a resource takes away. */
export interface Removal {
  readonly part: PartKind;
  /** The rule that says so. */
  readonly rule: string;
  /** "3 fields" */
  readonly amount: string;
  readonly changes: readonly Change[];
}

/** What the parts of a kind are called in the plural, in the order in which people read of them. */
const plurals: Readonly<Record<PartKind, string>> = {
  field: "fields",
  key: "keys",
  entry: "entries",
  translation: "translations",
  // A property of a part that stays, such as its description; never read as removing the part.
  property: "properties",
};

const order: readonly string[] = Object.keys(plurals);

/** All that changes take away, whatever it is, by kind of part. */
export function removalsOf(changes: readonly Change[]): Removal[] {
  const gone = new Map<PartKind, Change[]>();
  for (const change of withoutReplacedLists(changes)) {
    if (change.kind === "removed") {
      const ofPart = gone.get(change.part);
      if (ofPart) {
        ofPart.push(change);
      } else {
        gone.set(change.part, [change]);
      }
    }
  }
  return [...gone]
    .sort(([one], [other]) => order.indexOf(one) - order.indexOf(other))
    .map(([part, ofPart]) => ({
      part,
      rule: `${plurals[part]}-removed`,
      amount: count(ofPart.length, part, plurals[part]),
      changes: ofPart,
    }));
}

/** All that a planned change of a resource takes away, what only its findings tell among it. */
export function removalsOfItem({
  changes,
  findings,
}: {
  readonly changes: readonly Change[];
  readonly findings: readonly Finding[];
}): Removal[] {
  const told = findings.flatMap(({ removes = [] }) => removes);
  return removalsOf(told.length === 0 ? changes : [...changes, ...told]);
}

/**
 * Changes without those that take the list behind a field away and put another one there: what that does to what is stored is told by
 * rules of its own, as a change of type or of choices, and as what the new list doesn't say.
 */
function withoutReplacedLists(changes: readonly Change[]): readonly Change[] {
  // The list or an entry of it: what one entry says is told as going, or as what the new list doesn't say.
  const isList = ({ path }: Change): boolean =>
    path[0] === "fields" && path.length <= 4 && (path[2] === "picklist" || path[2] === "entries");
  const coming = new Map<unknown, unknown>();
  for (const change of changes) {
    if (change.kind === "added" && isList(change)) {
      coming.set(change.path[1], change.path[2]);
    }
  }
  return coming.size === 0
    ? changes
    : changes.filter((change) => {
        const list = change.kind === "removed" && isList(change) ? coming.get(change.path[1]) : undefined;
        return list === undefined || list === change.path[2];
      });
}
