import type { Definition } from "../../resources/resourceType";
import type { Draft } from "../draft";
import type { Finding } from "../finding";
import { findDiffering } from "./dependencyDiffers";
import { dependencyMissing } from "./dependencyMissing";
import { dependencySkipped } from "./dependencySkipped";
import type { ResultingEnvironment } from "./resultingEnvironment";

/**
 * What one resource needs and will not find in the target as it should be. What it needed before and doesn't find is left out:
 * importing it doesn't bring that about.
 */
export function checkDependencies(draft: Draft, after: Definition, result: ResultingEnvironment): Finding[] {
  const unmet = result.needs.unmet(draft);
  const missing = unmet.filter(({ to }) => !result.draftOf(to));
  return [
    ...unmet.flatMap((reference): Finding[] => {
      const provider = result.draftOf(reference.to);
      if (!provider) {
        return [dependencyMissing(draft, reference, missing, result)];
      }
      return result.find(reference.to) ? [] : [dependencySkipped(draft, reference, provider)];
    }),
    ...findDiffering(draft, after, result),
  ];
}
