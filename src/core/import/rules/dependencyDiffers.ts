import type { LoadedResource } from "../../environment/environment";
import type { Requirement } from "../../package/manifest";
import { refKey, resourceTypeOf } from "../../resources/registry";
import type { Definition, Reference, ResourceRef } from "../../resources/resourceType";
import type { Draft } from "../draft";
import { draftName, draftPlace } from "./places";
import type { ResultingEnvironment } from "./resultingEnvironment";
import type { Found } from "./rule";

/**
 * The target has what a resource needs and the package leaves out, but what is relied on in it isn't as it was in the source when that
 * was exported.
 */
export function* findDiffering(
  draft: Draft,
  after: Definition,
  result: ResultingEnvironment,
): Iterable<Found> {
  const differing = draft.resource.requires.filter(
    (required) => !result.draftOf(required) && result.needs.likenessInTarget(required) !== "same",
  );
  if (differing.length === 0) {
    return;
  }
  const uses = firstUses(draft, after, differing);
  for (const required of differing) {
    const use = uses.get(refKey(required));
    const needed = result.target.resource(required);
    // Where there is none, the target's own field stays, which needs something else.
    yield use && needed
      ? {
          rule: "dependency-differs",
          severity: "warning",
          resolvedBy: ["skip"],
          tell: () => ({
            message: describe(draft, required, use, needed, result),
            places: [draftPlace(draft), { side: "target", file: needed.file }],
            steps: [{ kind: "open", file: needed.file }],
          }),
        }
      : undefined;
  }
}

/** The first reference to each of some resources, by its key. */
function firstUses(
  draft: Draft,
  after: Definition,
  wanted: readonly ResourceRef[],
): ReadonlyMap<string, Reference> {
  const keys = new Set(wanted.map(refKey));
  const uses = new Map<string, Reference>();
  for (const reference of resourceTypeOf(draft.ref).references(after)) {
    const key = refKey(reference.to);
    if (keys.has(key) && !uses.has(key)) {
      uses.set(key, reference);
    }
  }
  return uses;
}

function describe(
  draft: Draft,
  required: Requirement,
  { via }: Reference,
  needed: LoadedResource,
  { needs }: ResultingEnvironment,
): string {
  const { name } = required;
  const { singular, partsPlural } = resourceTypeOf(required);
  const how =
    needs.likenessInTarget(required) === "differs"
      ? `the target's has other ${partsPlural} than the source had when the package was exported`
      : `the target's isn't what the source had when the package was exported; the package is of an older version and doesn't say whether its ${partsPlural} differ`;
  const advice =
    needed.definition.kind === "custom"
      ? `See whether the target's will do, or export ${name} along.`
      : `See whether the target's will do; it comes with the platform, so that it can't be exported along.`;
  return `${draftName(draft)} needs the ${singular} ${name} for "${via}". The package leaves it out, and ${how}. ${advice}`;
}
