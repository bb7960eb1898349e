import { stricter, type FieldRule } from "./fieldRule";

/** Records that exist may have the same value where only one may have it from now on. */
export const uniqueAdded: FieldRule = {
  check: ({ before, after, title, places }) => {
    if (after.unique !== true || before?.unique === true) {
      return [];
    }
    if (before) {
      return stricter("unique-added", () => ({
        message: `${title} would become unique; existing records that have the same value may be refused.`,
        places: places("unique"),
      }));
    }
    if (after.default === undefined) {
      return [];
    }
    return [
      {
        rule: "unique-added",
        severity: "warning",
        resolvedBy: ["skip"],
        tell: () => ({
          message: `${title} comes new, is unique and has a default; existing records can't all get the same value.`,
          places: places("unique"),
        }),
      },
    ];
  },
};
