import type { Field } from "../../model/entity";
import { stricter, type FieldRule } from "./fieldRule";

/** Fewer numbers are allowed than before, at one end or at both. */
export const rangeNarrowed: FieldRule = {
  check: ({ before, after, title, places }) => {
    if (!before) {
      return [];
    }
    const isRaised = lowest(after) > lowest(before);
    if (!isRaised && highest(after) >= highest(before)) {
      return [];
    }
    return stricter("range-narrowed", () => ({
      message: `${title} would take ${rangeText(after)} instead of ${rangeText(before)}; stored values outside of that may be refused.`,
      places: places(isRaised ? "minimum" : "maximum"),
    }));
  },
};

function lowest({ minimum = -Infinity }: Field): number {
  return minimum;
}

function highest({ maximum = Infinity }: Field): number {
  return maximum;
}

function rangeText({ minimum, maximum }: Field): string {
  if (minimum === undefined) {
    return maximum === undefined ? "any number" : `numbers up to ${maximum}`;
  }
  return maximum === undefined ? `numbers from ${minimum}` : `numbers from ${minimum} to ${maximum}`;
}
