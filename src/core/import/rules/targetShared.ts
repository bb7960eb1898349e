import type { ImportRule } from "./rule";
import { describeShared } from "./writable";

/** All of the target, or what tells of its imports, is also another environment's. */
export const targetShared: ImportRule = {
  check: (_pkg, target, { sharedWith }) =>
    sharedWith === undefined
      ? []
      : [
          {
            rule: "target-shared",
            severity: "error",
            message: `Nothing can be imported into ${target.displayName} without changing ${sharedWith.environment} too: ${describeShared(sharedWith)}. Remove the link, or choose another environment.`,
            places: [{ side: "target", file: sharedWith.file }],
            resolvedBy: [],
            steps: [{ kind: "check-again" }],
          },
        ],
};
