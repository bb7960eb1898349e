import type { ImportRule } from "./rule";

/** The target's files can't or mustn't be written; the host says why. */
export const targetReadOnly: ImportRule = {
  check: (_pkg, target, { readOnly }) =>
    readOnly === undefined
      ? []
      : [
          {
            rule: "target-read-only",
            severity: "error",
            message: `Nothing can be imported into ${target.displayName}: ${readOnly}`,
            places: [{ side: "target", file: target.header.folder }],
            resolvedBy: [],
            steps: [{ kind: "check-again" }],
          },
        ],
};
