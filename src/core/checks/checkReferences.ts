import { resourceTypeOf } from "../resources/registry";
import type { DefinitionIssue, Reference, ResourceRef } from "../resources/resourceType";

/** One issue for each reference that leads nowhere. `absence` ends the sentence: "which this environment doesn't have". */
export function* checkReferences(
  references: Iterable<Reference>,
  isThere: (ref: ResourceRef) => boolean,
  absence: string,
): Iterable<DefinitionIssue> {
  for (const { to, from, via, path } of references) {
    if (!isThere(to)) {
      yield {
        code: "dependency-missing",
        severity: "error",
        message: `"${via}" needs the ${resourceTypeOf(to).singular} ${to.name}, which ${absence}.`,
        path,
        about: `${from} ${to.type} ${to.name}`,
      };
    }
  }
}
