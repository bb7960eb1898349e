import assert from "node:assert/strict";
import { describeStep } from "../../../../src/core/import/describeStep";
import type { Step } from "../../../../src/core/import/finding";
import { ref } from "../../../support/factories";

const stage = ref("picklist", "con_Stage");
const file = "environments/dev/entities/con_Project.json";

const cases: readonly (readonly [Step, string])[] = [
  [{ kind: "choose", ref: stage, action: "merge" }, "Choose Merge for con_Stage"],
  [{ kind: "choose", ref: stage, action: "add" }, "Choose Add only for con_Stage"],
  [{ kind: "show", ref: stage }, "Show what is wrong with con_Stage"],
  [{ kind: "open", file }, "Open entities/con_Project.json"],
  [{ kind: "open", file, line: 3, column: 5 }, "Open entities/con_Project.json, line 3"],
  [{ kind: "open", file: "imports.jsonl" }, "Open imports.jsonl"],
  [{ kind: "save", file }, "Save entities/con_Project.json"],
  [{ kind: "revert", file }, "Revert entities/con_Project.json"],
  [{ kind: "import-first", file: "packages/con_stages.zip" }, "Import packages/con_stages.zip first"],
  [{ kind: "export-from", environment: "dev", refs: [stage] }, "Export con_Stage from dev"],
  [
    {
      kind: "export-from",
      environment: "dev",
      refs: ["a", "b", "c", "d"].map((name) => ref("entity", name)),
    },
    "Export a, b and 2 more from dev",
  ],
  [{ kind: "recover", how: "finish" }, "Finish the interrupted import"],
  [{ kind: "recover", how: "roll-back" }, "Roll the interrupted import back"],
  [{ kind: "trust" }, "Trust the workspace"],
  [{ kind: "check-again" }, "Check again"],
  [{ kind: "compare" }, "Compare"],
];

describe("words for the steps that resolve a finding", () => {
  for (const [step, words] of cases) {
    it(words, () => assert.equal(describeStep(step), words));
  }
});
