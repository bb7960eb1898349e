import { refKey, resourceTypeOf } from "../../resources/registry";
import type { Definition } from "../../resources/resourceType";
import type { Draft } from "../draft";
import type { Finding } from "../finding";
import { draftName, draftPlace } from "./places";
import type { ResultingEnvironment } from "./resultingEnvironment";

/**
 * The target has what a resource needs and the package leaves out, but what is relied on in it isn't as it was in the source when that
 * was exported.
 */
export function findDiffering(draft: Draft, after: Definition, result: ResultingEnvironment): Finding[] {
  const differing = draft.resource.requires.filter(
    (required) => !result.draftOf(required) && result.needs.likenessInTarget(required) !== "same",
  );
  if (differing.length === 0) {
    return [];
  }
  const references = new Map(
    resourceTypeOf(draft.ref)
      .references(after)
      .map((reference) => [refKey(reference.to), reference] as const)
      // Of several that need the same, the first.
      .reverse(),
  );
  return differing.flatMap((required): Finding[] => {
    const reference = references.get(refKey(required));
    const needed = result.target.resource(required);
    if (!reference || !needed) {
      // The target's own field stays, which needs something else.
      return [];
    }
    const { name } = required;
    const { singular, partsPlural } = resourceTypeOf(required);
    const isKnown = result.needs.likenessInTarget(required) === "differs";
    const how = isKnown
      ? `the target's has other ${partsPlural} than the source had when the package was exported`
      : `the target's isn't what the source had when the package was exported; the package is of an older version and doesn't say whether its ${partsPlural} differ`;
    const advice =
      needed.definition.kind === "custom"
        ? `See whether the target's will do, or export ${name} along.`
        : `See whether the target's will do; it comes with the platform, so that it can't be exported along.`;
    return [
      {
        rule: "dependency-differs",
        severity: "warning",
        message: `${draftName(draft)} needs the ${singular} ${name} for "${reference.via}". The package leaves it out, and ${how}. ${advice}`,
        places: [draftPlace(draft), { side: "target", file: needed.file }],
        resolvedBy: ["skip"],
        steps: [{ kind: "open", file: needed.file }],
      },
    ];
  });
}
