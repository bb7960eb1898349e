import { resourceTypeOf } from "../../resources/registry";
import { count, list } from "../../text";
import type { Place } from "../finding";
import { onBothSides, subjectName, type Placed } from "./places";
import type { ResourceRule } from "./rule";

/** How many parts are named before the rest is counted. */
const shownParts = 5;

/** Standard parts come with the platform; a package can't define or change them. */
export const standardPartChanged: ResourceRule = {
  check: (subject) => {
    const { resource, incoming, target } = subject;
    if (incoming?.kind !== "standard") {
      return [];
    }
    const parts = resourceTypeOf(resource.ref).standardPartsTouched(incoming, target?.definition);
    if (parts.length === 0) {
      return [];
    }
    return [
      {
        rule: "standard-part-changed",
        severity: "error",
        message: `${subjectName(subject)} can't be imported: the package would define or change ${count(parts.length, "standard part")} (${list(parts, shownParts)}).`,
        places: parts.slice(0, shownParts).flatMap((part) => placesOf(subject, part)),
        resolvedBy: ["skip"],
      },
    ];
  },
};

/** Where a part is that goes by a name: a field, else a key, else somewhere in the definition. */
function placesOf(subject: Placed, name: string): Place[] {
  const { definition } = subject.resource;
  const list = (["fields", "keys"] as const).find((one) => {
    const named = definition?.[one];
    return Array.isArray(named) && named.some((part: { readonly name: string }) => part.name === name);
  });
  return onBothSides(subject, list ? [list, name] : []);
}
