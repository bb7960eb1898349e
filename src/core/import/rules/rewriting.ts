import type { Draft } from "../draft";
import type { Finding } from "../finding";

/** The target's file says something that writing it again would lose; `loss` says what, in words that follow "it". */
export function checkRewriting({ resource, file }: Draft, loss: string | undefined): Finding[] {
  if (loss === undefined) {
    return [];
  }
  return [
    {
      rule: "target-invalid",
      severity: "error",
      message: `${resource.displayName} (${resource.ref.name}) can't be imported without the target's ${file} losing something: it ${loss}. Mend the file, or skip the resource.`,
      places: [{ side: "target", file }],
      resolvedBy: ["skip"],
      steps: [{ kind: "open", file }],
    },
  ];
}
