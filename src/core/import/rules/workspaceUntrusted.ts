import type { ImportRule } from "./rule";

/** Whoever opened the workspace hasn't said yet that it may be changed. */
export const workspaceUntrusted: ImportRule = {
  check: (_pkg, target, { isTrusted }) =>
    isTrusted
      ? []
      : [
          {
            rule: "workspace-untrusted",
            severity: "error",
            message: `Nothing can be imported into ${target.displayName} as long as its workspace isn't trusted. Trust the workspace if you know where it comes from.`,
            places: [],
            resolvedBy: [],
            steps: [{ kind: "trust" }],
          },
        ],
};
