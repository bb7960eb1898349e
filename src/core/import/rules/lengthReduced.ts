import { count } from "../../text";
import { stricter, type FieldRule } from "./fieldRule";

/** Less text fits than before; no length at all is more than any. */
export const lengthReduced: FieldRule = {
  check: ({ before, after, title, places }) => {
    const most = after.maxLength;
    if (!before || most === undefined || most >= (before.maxLength ?? Infinity)) {
      return [];
    }
    const instead = before.maxLength === undefined ? "any length" : String(before.maxLength);
    return stricter("length-reduced", () => ({
      message: `${title} would hold at most ${count(most, "character")} instead of ${instead}; longer values that are stored may be cut or refused.`,
      places: places("maxLength"),
    }));
  },
};
