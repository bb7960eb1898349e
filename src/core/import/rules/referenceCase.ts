import { nameCase } from "../../checks/nameCase";
import type { Reference } from "../../resources/resourceType";
import type { Draft } from "../draft";
import { draftName, draftPlace } from "./places";
import type { ResultingEnvironment } from "./resultingEnvironment";
import type { UntoldFinding } from "./rule";

/** What a resource needs is there, in other letter case: a mistake in the reference, and nothing that is missing. */
export function referenceCase(
  draft: Draft,
  { to, via }: Reference,
  { ref, side }: NonNullable<ReturnType<ResultingEnvironment["twinOf"]>>,
): UntoldFinding {
  const { displayName } = draft.resource;
  return {
    rule: nameCase,
    severity: "error",
    resolvedBy: ["skip"],
    tell: () => ({
      message: `${draftName(draft)} needs the ${to.type} ${to.name} for "${via}", which is written ${ref.name} in the ${side}. Write it so in the source and export ${displayName} again, or skip it.`,
      places: [draftPlace(draft)],
    }),
  };
}
