import { utcText } from "../../time";
import type { InterruptedImport } from "../targetConditions";
import type { ImportRule } from "./rule";

/** An earlier import was cut off, so that the target is neither as it was nor as it was meant to be. */
export const importInterrupted: ImportRule = {
  check: (_pkg, target, { interrupted }) =>
    interrupted
      ? [
          {
            rule: "import-interrupted",
            severity: "error",
            message: describeInterruption(interrupted, target.displayName),
            places: [{ side: "target", file: interrupted.file }],
            resolvedBy: [],
            steps:
              interrupted.damage === undefined
                ? [
                    { kind: "recover", how: "finish" },
                    { kind: "recover", how: "roll-back" },
                  ]
                : [{ kind: "check-again" }],
          },
        ]
      : [],
};

/** That an import into a target was cut off, in whole sentences. */
export function describeInterruption(interrupted: InterruptedImport, target: string): string {
  const { file, belongsTo } = interrupted;
  if (belongsTo !== undefined) {
    return `The journal ${file} belongs to an import into ${belongsTo} that was interrupted, not to ${target}, whose folder seems to be a copy or to have got another name. Put right what ${target} holds, or copy it again once that import has ended, and delete the journal.`;
  }
  return `${describeImport(interrupted)} into ${target} was interrupted. ${describeWayOut(interrupted)}`;
}

function describeImport({ packageName, at }: InterruptedImport): string {
  const what = packageName === undefined ? "An import" : `The import of the package ${packageName}`;
  return at ? `${what} of ${utcText(at)}` : what;
}

function describeWayOut({ file, damage }: InterruptedImport): string {
  return damage === undefined
    ? "Finish it or roll it back first."
    : `It can be neither finished nor rolled back, because its journal ${file} ${damage}. Look at what it may have changed, put that right, and delete the journal.`;
}
