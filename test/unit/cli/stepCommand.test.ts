import assert from "node:assert/strict";
import { stepCommand } from "../../../src/cli/stepCommand";
import type { Step } from "../../../src/core/import/finding";
import { ref } from "../../support/factories";

const commands: readonly (readonly [Step, string | undefined])[] = [
  [
    { kind: "choose", ref: ref("picklist", "con_Stage"), action: "merge" },
    "--setup-for picklist:con_Stage=merge",
  ],
  [{ kind: "recover", how: "roll-back" }, "envferry recover --env staging --roll-back"],
  [
    { kind: "import-first", file: "packages/a b's.zip" },
    "envferry import 'packages/a b'\\''s.zip' --env staging",
  ],
  [
    {
      kind: "export-from",
      environment: "dev",
      refs: [ref("picklist", "con_Stage"), ref("entity", "con_Project")],
    },
    "envferry export --env dev --picklist con_Stage --entity con_Project --out FILE",
  ],
  [{ kind: "compare" }, undefined],
];

describe("the command that takes a step", () => {
  for (const [step, command] of commands) {
    it(`of the kind ${step.kind} is ${command ?? "none"}`, () => {
      assert.equal(stepCommand(step, "staging"), command);
    });
  }
});
