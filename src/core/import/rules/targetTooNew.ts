import { whyTooNew } from "../../environment/newerFormat";
import { descriptionFile } from "../../model/environmentDescription";
import type { ImportRule } from "./rule";

/** What a newer Envferry has written would be changed without knowing what it means. */
export const targetTooNew: ImportRule = {
  check: (_pkg, target) => {
    const why = whyTooNew(target.header);
    return why === undefined
      ? []
      : [
          {
            rule: "target-invalid",
            severity: "error",
            message: `${target.displayName} can't be imported into: ${why}`,
            places: [{ side: "target", file: `${target.header.folder}/${descriptionFile}` }],
            resolvedBy: [],
            steps: [{ kind: "check-again" }],
          },
        ];
  },
};
