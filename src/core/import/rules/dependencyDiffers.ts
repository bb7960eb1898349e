import { refKey, resourceTypeOf } from "../../resources/registry";
import type { Definition } from "../../resources/resourceType";
import type { Draft } from "../draft";
import type { Finding } from "../finding";
import { draftName, draftPlace } from "./places";
import type { ResultingEnvironment } from "./resultingEnvironment";

/** The target has what a resource needs and the package leaves out, but not as it was in the source when that was exported. */
export function findDiffering(draft: Draft, after: Definition, result: ResultingEnvironment): Finding[] {
  const differing = draft.resource.requires.filter((required) => {
    const hash = result.needs.hashInTarget(required);
    const isCompared = required.sha256 !== undefined && hash !== undefined && !result.draftOf(required);
    return isCompared && hash !== required.sha256;
  });
  if (differing.length === 0) {
    return [];
  }
  const references = resourceTypeOf(draft.ref).references(after);
  return differing.flatMap((required): Finding[] => {
    const reference = references.find(({ to }) => refKey(to) === refKey(required));
    const needed = result.target.resource(required);
    if (!reference || !needed) {
      // The target's own field stays, which needs something else.
      return [];
    }
    const { name } = required;
    return [
      {
        rule: "dependency-differs",
        severity: "warning",
        message: `${draftName(draft)} needs the ${required.type} ${name} for "${reference.via}". The package leaves it out, and the target's isn't what the source had when the package was exported. See whether the target's will do, or export ${name} along.`,
        places: [draftPlace(draft), { side: "target", file: needed.file }],
        resolvedBy: ["skip"],
        steps: [{ kind: "open", file: needed.file }],
      },
    ];
  });
}
