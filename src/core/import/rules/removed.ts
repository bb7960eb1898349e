import { partPath } from "../../compare/describeChange";
import type { PartKind } from "../../compare/layout";
import { count, list } from "../../text";
import { inTarget } from "./places";
import type { ResourceRule } from "./rule";

interface Removable {
  readonly part: PartKind;
  readonly rule: string;
  readonly singular: string;
  readonly plural: string;
}

const removables: readonly Removable[] = [
  { part: "field", rule: "fields-removed", singular: "field", plural: "fields" },
  { part: "key", rule: "keys-removed", singular: "key", plural: "keys" },
  { part: "entry", rule: "entries-removed", singular: "entry", plural: "entries" },
  { part: "translation", rule: "translations-removed", singular: "translation", plural: "translations" },
  // A property of a part that stays, such as its description; never read as removing the part.
  { part: "property", rule: "properties-removed", singular: "property", plural: "properties" },
];

/** What only the target has and Overwrite takes away; each kind of part has its own rule. */
export const removed: ResourceRule = {
  check: (subject) =>
    removables.flatMap(({ part, rule, singular, plural }) => {
      const gone = subject.changes.filter((change) => change.kind === "removed" && change.part === part);
      if (gone.length === 0) {
        return [];
      }
      return [
        {
          rule,
          severity: "removal",
          message: `Removes ${count(gone.length, singular, plural)} of ${subject.resource.displayName} (${subject.resource.ref.name}) that only the target has: ${list(gone.map(partPath), 8)}.`,
          places: inTarget(subject),
          resolvedBy: ["merge", "add", "skip"],
        },
      ];
    }),
};
