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
    const gone = changes.filter((change) => change.kind === "removed" && change.part === part);
    return gone.length === 0
      ? []
      : [{ part, rule, amount: count(gone.length, singular, plural), changes: gone }];
  });
}
