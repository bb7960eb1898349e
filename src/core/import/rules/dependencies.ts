import type { Definition, Reference, ResourceRef } from "../../resources/resourceType";
import type { Draft } from "../draft";
import { findDiffering } from "./dependencyDiffers";
import { dependencyMissing, ExportsOfMissing } from "./dependencyMissing";
import { dependencySkipped } from "./dependencySkipped";
import { referenceCase } from "./referenceCase";
import type { ResultingEnvironment } from "./resultingEnvironment";
import type { Found } from "./rule";

/**
 * What one resource needs and will not find in the target as it should be. What it needed before and doesn't find is left out:
 * importing it doesn't bring that about.
 */
export function* checkDependencies(
  draft: Draft,
  after: Definition,
  result: ResultingEnvironment,
): Iterable<Found> {
  const unmet = result.needs.unmet(draft);
  const exports = new ExportsOfMissing(missingOf(unmet, result), result.needs);
  for (const reference of unmet) {
    const provider = result.draftOf(reference.to);
    const twin = provider ? undefined : result.twinOf(reference.to);
    if (twin) {
      yield referenceCase(draft, reference, twin);
    } else if (!provider) {
      yield dependencyMissing(draft, reference, exports, result);
    } else {
      yield result.find(reference.to) ? undefined : dependencySkipped(draft, reference, provider);
    }
  }
  yield* findDiffering(draft, after, result);
}

/** Whether there is an error among that; with `using` only whether that resource is one. */
export function lacksDependency(draft: Draft, result: ResultingEnvironment, using?: ResourceRef): boolean {
  const unmet = result.needs.unmet(draft);
  if (using) {
    return unmet.has(using) && !result.find(using);
  }
  for (const { to } of unmet) {
    if (!result.find(to)) {
      return true;
    }
  }
  return false;
}

function* missingOf(unmet: Iterable<Reference>, result: ResultingEnvironment): Iterable<ResourceRef> {
  for (const { to } of unmet) {
    if (!result.draftOf(to) && !result.twinOf(to)) {
      yield to;
    }
  }
}
