import { wholeNumberTypes } from "../../model/entity";
import { count } from "../../text";
import { stricter, type FieldRule } from "./fieldRule";

/** Fewer decimal places are kept than before. Whole numbers have none to lose. */
export const precisionReduced: FieldRule = {
  check: ({ before, after, title, places }) => {
    const kept = after.precision;
    if (!before || kept === undefined || wholeNumberTypes.has(before.type)) {
      return [];
    }
    if (kept >= (before.precision ?? Infinity)) {
      return [];
    }
    const instead = before.precision === undefined ? "any number of them" : String(before.precision);
    return stricter("precision-reduced", () => ({
      message: `${title} would keep ${count(kept, "decimal place")} instead of ${instead}; stored values with more may be rounded or refused.`,
      places: places("precision"),
    }));
  },
};
