import assert from "node:assert/strict";
import type { Problem } from "../../../../src/core/environment/environment";
import { assertSentence } from "../../../support/assertSentence";
import {
  entity,
  field,
  key,
  loadTestEnvironment,
  lookupField,
  picklist,
  picklistField,
  ref,
  standardEntity,
  type EnvironmentContent,
} from "../../../support/factories";

async function problemsOf(content: EnvironmentContent): Promise<readonly Problem[]> {
  const { problems } = await loadTestEnvironment(content);
  problems.forEach((problem) => assertSentence(problem.message));
  return problems;
}

const places = (problems: readonly Problem[]): string[] =>
  problems.map(({ line, column, code }) => `${line}:${column} ${code}`);

describe("loadEnvironment, of definitions that don't fit together", () => {
  const cases: Record<string, [content: EnvironmentContent, ...problems: string[]]> = {
    "a picklist that isn't there": [
      { entities: [entity({ fields: [picklistField()] })] },
      "10:19 dependency-missing",
    ],
    "a picklist in other letter case": [
      { entities: [entity({ fields: [picklistField({ picklist: "CON_stage" })] })], picklists: [picklist()] },
      "10:19 name-case",
    ],
    "lookup targets that aren't there": [
      { entities: [entity({ fields: [lookupField(["con_Project", "con_A", "con_B"])] })] },
      "12:9 dependency-missing",
      "13:9 dependency-missing",
    ],
    "a primary field that isn't there": [
      { entities: [entity({ primaryField: "con_Title" })] },
      "5:19 primary-field-invalid",
    ],
    "a primary field that isn't text": [
      { entities: [entity({ primaryField: "con_Name", fields: [field({ type: "integer" })] })] },
      "5:19 primary-field-invalid",
    ],
    "a key with a field that isn't there": [
      { entities: [entity({ keys: [key({ fields: ["con_Name", "con_Gone"] })] })] },
      "17:9 key-invalid",
    ],
    "a default that isn't an entry of the picklist": [
      { entities: [entity({ fields: [picklistField({ default: 3 })] })], picklists: [picklist()] },
      "11:18 default-invalid",
    ],
    "a default that isn't an entry of the field": [
      {
        entities: [
          entity({
            fields: [field({ type: "picklist", entries: [{ value: 1, label: "One" }], default: "1" })],
          }),
        ],
      },
      "16:18 default-invalid",
    ],
    "one of several defaults that isn't an entry": [
      {
        entities: [entity({ fields: [picklistField({ type: "multiSelectPicklist", default: [1, 7] })] })],
        picklists: [picklist()],
      },
      "11:18 default-invalid",
    ],
    "a default above the maximum": [
      { entities: [entity({ fields: [field({ type: "integer", maximum: 5, default: 6 })] })] },
      "11:18 default-invalid",
    ],
    "a default that is too long": [
      { entities: [entity({ fields: [field({ maxLength: 3, default: "four" })] })] },
      "11:18 default-invalid",
    ],
  };
  for (const [what, [content, ...expected]] of Object.entries(cases)) {
    it(`reports ${what}, and keeps the definition`, async () => {
      assert.deepEqual(places(await problemsOf(content)), expected);
      const environment = await loadTestEnvironment(content);
      assert.ok(environment.find(ref("entity", "con_Project")));
      assert.deepEqual(environment.broken, []);
    });
  }

  const sound: Record<string, EnvironmentContent> = {
    "an entity that looks itself up": { entities: [entity({ fields: [lookupField(["con_Project"])] })] },
    "a need that is there but broken, which has its own problem": {
      entities: [entity({ fields: [picklistField({ default: 9 })] })],
      files: { "picklists/con_Stage.json": "{" },
    },
    "a primary field of a standard entity": { entities: [standardEntity({ primaryField: "Name" })] },
    "defaults that fit": {
      entities: [
        entity({
          fields: [
            picklistField({ default: 2 }),
            picklistField({ name: "con_Many", type: "multiSelectPicklist", default: [1, 2] }),
            field({ name: "con_Number", type: "number", default: 0.5, minimum: 0.5, maximum: 0.5 }),
            field({ name: "con_Text", default: "abc", maxLength: 3 }),
          ],
        }),
      ],
      picklists: [picklist()],
    },
  };
  for (const [what, content] of Object.entries(sound)) {
    it(`has nothing against ${what}`, async () => {
      const problems = await problemsOf(content);
      assert.deepEqual(
        problems.filter((problem) => problem.code !== "definition-invalid"),
        [],
      );
    });
  }

  it("names who needs what", async () => {
    const [problem] = await problemsOf({ entities: [entity({ fields: [lookupField(["con_Gone"])] })] });
    assertSentence(problem!.message, "Lookup", "con_Gone");
  });
});
