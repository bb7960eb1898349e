import type { Reference } from "../../resources/resourceType";
import type { Draft } from "../draft";
import type { Step } from "../finding";
import { defaultSetupAction, type SetupAction } from "../setupAction";
import { draftName, draftPlace } from "./places";
import type { UntoldFinding } from "./rule";

/** What a resource needs is in the package, but doesn't come into the target, which lacks it. */
export function dependencySkipped(draft: Draft, { to, via }: Reference, provider: Draft): UntoldFinding {
  return {
    rule: "dependency-skipped",
    severity: "error",
    resolvedBy: ["skip"],
    tell: () => {
      const isSkipped = provider.action === "skip";
      const { displayName } = provider.resource;
      const why = isSkipped ? "is set to Skip" : "can't be imported itself";
      const advice = isSkipped
        ? `Choose another action for ${displayName}`
        : `Resolve the errors of ${displayName} first`;
      const step: Step = isSkipped
        ? { kind: "choose", ref: to, action: bringingAction(provider) }
        : { kind: "show", ref: to };
      return {
        message: `${draftName(draft)} needs the ${to.type} ${to.name} for "${via}", which ${why} and isn't in the target. ${advice}, or skip ${draft.resource.displayName} too.`,
        places: [draftPlace(draft)],
        steps: [step],
      };
    },
  };
}

/** What the package says, or what is usual where it says Skip: each of the three creates what the target lacks. */
function bringingAction({ resource }: Draft): SetupAction {
  return resource.setup === "skip" ? defaultSetupAction : resource.setup;
}
