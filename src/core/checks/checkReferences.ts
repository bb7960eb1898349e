import { resourceTypeOf } from "../resources/registry";
import type { DefinitionIssue, Reference, ResourceRef } from "../resources/resourceType";

/** One issue for each reference that leads nowhere. `absence` ends the sentence: "which this environment doesn't have". */
export function checkReferences(
  references: readonly Reference[],
  isThere: (ref: ResourceRef) => boolean,
  absence: string,
): DefinitionIssue[] {
  return references
    .filter((reference) => !isThere(reference.to))
    .map(({ to, via, path }) => ({
      code: "dependency-missing",
      severity: "error",
      message: `"${via}" needs the ${resourceTypeOf(to).singular} ${to.name}, which ${absence}.`,
      path,
    }));
}
