import type { ImportRule } from "./rule";

/** The package came from the environment that it is about to be imported into. */
export const sameEnvironment: ImportRule = {
  check: ({ manifest }, target) =>
    manifest.source.name === target.name
      ? [
          {
            rule: "same-environment",
            severity: "warning",
            message: `The package was exported from this very environment (${target.displayName}); importing it undoes what was changed since.`,
            places: [],
            resolvedBy: [],
          },
        ]
      : [],
};
