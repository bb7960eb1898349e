import type { ImportRule } from "./rule";

/** The package came from the environment that it is about to be imported into. */
export const sameEnvironment: ImportRule = {
  check: ({ manifest }, target) =>
    manifest.source.name === target.name
      ? [
          {
            rule: "same-environment",
            severity: "warning",
            message: `The package was exported from an environment named ${target.name}, as this one is; if it is this very one, importing undoes what was changed since.`,
            places: [],
            resolvedBy: [],
          },
        ]
      : [],
};
