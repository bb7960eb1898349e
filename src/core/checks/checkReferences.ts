import { resourceTypeOf } from "../resources/registry";
import type { DefinitionIssue, Reference, ResourceRef } from "../resources/resourceType";
import { nameCase } from "./nameCase";

/** What is known of the resources that a definition can refer to. */
export interface Referable {
  isThere(ref: ResourceRef): boolean;
  /** How one is written that isn't there but in other letter case; undefined where there is none. */
  inOtherCase(ref: ResourceRef): string | undefined;
  /** A sentence that names what was probably meant, with a blank before it; "" where nothing is near. */
  hint(ref: ResourceRef): string;
}

/** One issue for each reference that leads nowhere. `absence` ends the sentence: "which this environment doesn't have". */
export function* checkReferences(
  references: Iterable<Reference>,
  known: Referable,
  absence: string,
): Iterable<DefinitionIssue> {
  for (const { to, from, via, path } of references) {
    if (known.isThere(to)) {
      continue;
    }
    const { singular } = resourceTypeOf(to);
    const written = known.inOtherCase(to);
    yield written === undefined
      ? {
          code: "dependency-missing",
          severity: "error",
          message: `"${via}" needs the ${singular} ${to.name}, which ${absence}.${known.hint(to)}`,
          path,
          about: `${from} ${to.type} ${to.name}`,
        }
      : {
          code: nameCase,
          severity: "error",
          message: `"${via}" needs the ${singular} ${to.name}, which is written ${written}. Write it so here too.`,
          path,
          about: `${from} ${to.type} ${to.name}`,
        };
  }
}
