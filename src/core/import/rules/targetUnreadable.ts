import { unreadableFolders } from "../../environment/unreadableFolders";
import type { ImportRule } from "./rule";

/**
 * Where a folder of the target can't be listed, what would be new and what is there already can't be told apart; where its description
 * can't be read, nobody knows whether a newer Envferry has written it.
 */
export const targetUnreadable: ImportRule = {
  check: (_pkg, target) => {
    const { unreadable } = target.header;
    return [...(unreadable ? [unreadable] : []), ...unreadableFolders(target)].map(({ file, message }) => ({
      rule: "target-invalid",
      severity: "error",
      message: `${target.displayName} can't be imported into: ${file}: ${message}`,
      places: [{ side: "target", file }],
      resolvedBy: [],
      steps: [{ kind: "check-again" }],
    }));
  },
};
