import { originMissing } from "../../checks/checkOrigins";
import { resourceTypeOf } from "../../resources/registry";
import type { Definition, ResourceRef } from "../../resources/resourceType";
import type { JsonPath } from "../../schema/checked";
import { count, foldCase, list } from "../../text";
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
    const openInPackage = partsOfUnknownOrigin(resource.ref, incoming, parts);
    const openInTarget = target ? partsOfUnknownOrigin(resource.ref, target.definition, parts) : [];
    return [
      {
        rule: "standard-part-changed",
        severity: "error",
        message: [
          `${subjectName(subject)} can't be imported: the package would define or change ${count(parts.length, "standard part")} (${list(parts, shownParts)}).`,
          ...wordUnknown(openInPackage, "the package"),
          ...wordUnknown(openInTarget, "the target"),
        ].join(" "),
        places: parts.slice(0, shownParts).flatMap((part) => placesOf(subject, part)),
        resolvedBy: ["skip"],
        ...(target && {
          steps: openInTarget
            .slice(0, 1)
            .map(({ path }) => ({ kind: "open" as const, file: target.file, path })),
        }),
      },
    ];
  },
};

interface PartOfUnknownOrigin {
  readonly name: string;
  readonly path: JsonPath;
}

/** Those of some parts that a definition has without saying where they come from, which is all that makes them standard. */
function partsOfUnknownOrigin(
  ref: ResourceRef,
  definition: Definition,
  parts: readonly string[],
): PartOfUnknownOrigin[] {
  const names = new Set(parts.map(foldCase));
  return [...resourceTypeOf(ref).checkDetails(definition)].flatMap(({ code, path, about }) =>
    code === originMissing && about !== undefined && names.has(foldCase(about))
      ? [{ name: about, path }]
      : [],
  );
}

function wordUnknown(parts: readonly PartOfUnknownOrigin[], where: string): string[] {
  const names = list(
    parts.map(({ name }) => name),
    shownParts,
  );
  const [say, count] = parts.length === 1 ? ["doesn't say its", "counts"] : ["don't say their", "count"];
  return parts.length === 0
    ? []
    : [`In ${where} ${names} ${say} origin, and ${count} as standard only for that.`];
}

/** Where a part is that goes by a name: a field, else a key, else somewhere in the definition. */
function placesOf(subject: Placed, name: string): Place[] {
  const { definition } = subject.resource;
  const list = (["fields", "keys"] as const).find((one) => {
    const named = definition?.[one];
    return Array.isArray(named) && named.some((part: { readonly name: string }) => part.name === name);
  });
  return onBothSides(subject, list ? [list, name] : []);
}
