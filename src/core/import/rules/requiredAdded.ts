import { stricter, type FieldRule } from "./fieldRule";

/** Records that exist may lack a value that they need from now on. */
export const requiredAdded: FieldRule = {
  check: ({ before, after, title, places }) => {
    if (after.required !== true || before?.required === true) {
      return [];
    }
    if (before) {
      return stricter("required-added", () => ({
        message: `${title} would become required; existing records without a value for it may be refused when they are saved.`,
        places: places("required"),
      }));
    }
    if (after.default !== undefined) {
      return [];
    }
    return [
      {
        rule: "required-added",
        severity: "warning",
        resolvedBy: ["skip"],
        tell: () => ({
          message: `${title} comes new, is required and has no default; no existing record has a value for it.`,
          places: places("required"),
        }),
      },
    ];
  },
};
