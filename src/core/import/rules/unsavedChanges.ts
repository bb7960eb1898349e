import type { Draft } from "../draft";
import type { Finding } from "../finding";

/** Somebody is editing the target's file: writing it now would leave an editor with other content than the file. */
export function checkUnsaved({ resource, file }: Draft, unsavedFiles: ReadonlySet<string>): Finding[] {
  if (!unsavedFiles.has(file)) {
    return [];
  }
  return [
    {
      rule: "unsaved-changes",
      severity: "error",
      message: `${resource.displayName} (${resource.ref.name}) can't be imported while ${file} has unsaved changes in an editor. Save or revert them, or skip the resource.`,
      places: [{ side: "target", file }],
      resolvedBy: ["skip"],
      steps: [
        { kind: "save", file },
        { kind: "revert", file },
      ],
    },
  ];
}
