import type { Change } from "../compare/compare";
import type { PartKind } from "../compare/layout";
import { count } from "../text";

/** The parts of one kind that a change of a resource takes away. */
export interface Removal {
  readonly part: PartKind;
  /** The rule that says so. */
  readonly rule: string;
  /** "3 fields" */
  readonly amount: string;
  readonly changes: readonly Change[];
}

const removables = [
  { part: "field", rule: "fields-removed", singular: "field", plural: "fields" },
  { part: "key", rule: "keys-removed", singular: "key", plural: "keys" },
  { part: "entry", rule: "entries-removed", singular: "entry", plural: "entries" },
  { part: "translation", rule: "translations-removed", singular: "translation", plural: "translations" },
  // A property of a part that stays, such as its description; never read as removing the part.
  { part: "property", rule: "properties-removed", singular: "property", plural: "properties" },
] as const satisfies readonly (Pick<Removal, "part" | "rule"> & Record<"singular" | "plural", string>)[];

/** What changes take away, by kind of part. */
export function removalsOf(changes: readonly Change[]): Removal[] {
  return removables.flatMap(({ part, rule, singular, plural }): Removal[] => {
    const gone = withoutReplacedLists(changes).filter(
      (change) => change.kind === "removed" && change.part === part,
    );
    return gone.length === 0
      ? []
      : [{ part, rule, amount: count(gone.length, singular, plural), changes: gone }];
  });
}

/**
 * Changes without those that take the list behind a field away and put another one there: what that does to what is stored is told by
 * rules of its own, as a change of type or of choices.
 */
function withoutReplacedLists(changes: readonly Change[]): readonly Change[] {
  const isList = ({ path }: Change): boolean =>
    path[0] === "fields" && (path[2] === "picklist" || path[2] === "entries");
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
