import type { Draft } from "../draft";
import type { Finding } from "../finding";
import type { SharedWith, WriteObstacle } from "../targetConditions";
import { draftName } from "./places";

/** The target's file can't be written, or is another environment's too; found before anything is written. */
export function checkWritable(item: Draft, obstacle: WriteObstacle | undefined): Finding[] {
  if (!obstacle) {
    return [];
  }
  const common = {
    severity: "error",
    places: [{ side: "target", file: item.file }],
    resolvedBy: ["skip"],
    steps: [{ kind: "check-again" }],
  } as const;
  return obstacle.kind === "read-only"
    ? [
        {
          ...common,
          rule: "target-read-only",
          message: `${draftName(item)} can't be imported: ${item.file} ${obstacle.why}. Mend that and check again, or skip the resource.`,
        },
      ]
    : [
        {
          ...common,
          rule: "target-shared",
          message: `${draftName(item)} can't be imported without changing ${obstacle.with.environment} too: ${describeShared(obstacle.with)}. Give each environment a file of its own and check again, or skip the resource.`,
        },
      ];
}

/** "a.json is, through a link, also b.json of Production" */
export function describeShared({ file, by, environment, theirFile }: SharedWith): string {
  const through = by === undefined ? "is" : `is, through a ${by},`;
  return `${file} ${through} also ${theirFile} of ${environment}`;
}
