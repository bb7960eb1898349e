import { list } from "../../text";
import { stricter, type FieldRule } from "./fieldRule";

/** A lookup points to fewer entities than before. */
export const lookupTargetsReduced: FieldRule = {
  check: ({ before, after, title, places }) => {
    const targets = new Set(after.targets);
    const gone = (before?.targets ?? []).filter((target) => !targets.has(target));
    if (gone.length === 0) {
      return [];
    }
    return stricter("lookup-targets-reduced", () => ({
      message: `${title} would not point to ${list(gone)} any more; stored links to that may be lost.`,
      places: places("targets"),
    }));
  },
};
