import type { Definition } from "../../resources/resourceType";
import { count } from "../../text";
import type { Draft } from "../draft";
import type { Finding } from "../finding";
import { findDiffering } from "./dependencyDiffers";
import { dependencyMissing } from "./dependencyMissing";
import { dependencySkipped } from "./dependencySkipped";
import { draftName, draftPlace } from "./places";
import type { ResultingEnvironment } from "./resultingEnvironment";

/** How many things that one resource needs are named one by one: each finding names all others to be had with it. */
const mostNamed = 500;

/**
 * What one resource needs and will not find in the target as it should be. What it needed before and doesn't find is left out:
 * importing it doesn't bring that about.
 */
export function checkDependencies(draft: Draft, after: Definition, result: ResultingEnvironment): Finding[] {
  const all = result.needs.unmet(draft);
  const unmet = all.slice(0, mostNamed);
  const missing = unmet.filter(({ to }) => !result.draftOf(to));
  return [
    ...unmet.flatMap((reference): Finding[] => {
      const provider = result.draftOf(reference.to);
      if (!provider) {
        return [dependencyMissing(draft, reference, missing, result)];
      }
      return result.find(reference.to) ? [] : [dependencySkipped(draft, reference, provider)];
    }),
    ...(all.length > mostNamed ? [andMore(draft, all.length - mostNamed)] : []),
    ...findDiffering(draft, after, result),
  ];
}

function andMore(draft: Draft, left: number): Finding {
  return {
    rule: "dependency-missing",
    severity: "error",
    message: `${draftName(draft)} needs ${count(left, "more thing")} than those named here, of which some are missing too. Bring them into the target first, or skip ${draft.resource.displayName}.`,
    places: [draftPlace(draft)],
    resolvedBy: ["skip"],
  };
}
