import type { Purpose } from "../../core/model/environmentDescription";

/** An environment that could be imported into. */
export interface TargetCandidate {
  readonly purpose: Purpose | undefined;
  /** Whether it was imported into last. */
  readonly isLastUsed: boolean;
  /** Whether what is to be imported was exported from it. */
  readonly isSource: boolean;
}

/**
 * The order in which targets are offered, the first of which Enter takes: the one that was used last, the others, production, and at the
 * end where it all came from. What comes as one list stays in its order.
 */
export function orderTargets<T extends TargetCandidate>(candidates: readonly T[]): readonly T[] {
  return candidates.toSorted((a, b) => rankOf(a) - rankOf(b));
}

function rankOf({ purpose, isLastUsed, isSource }: TargetCandidate): number {
  if (isSource) {
    return 3;
  }
  if (purpose === "production") {
    return 2;
  }
  return isLastUsed ? 0 : 1;
}

/** Whether the first one may be chosen beforehand: production is only ever chosen on purpose. */
export function mayPreselect([first]: readonly TargetCandidate[]): boolean {
  return first !== undefined && first.purpose !== "production" && !first.isSource;
}
