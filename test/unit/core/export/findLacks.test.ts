import assert from "node:assert/strict";
import { checkSelection } from "../../../../src/core/export/exportPackage";
import { findLacks } from "../../../../src/core/export/findLacks";
import {
  customField,
  entity,
  field,
  key,
  loadTestEnvironment,
  lookupField,
  picklistField,
  ref,
  standardEntity,
  type EnvironmentContent,
} from "../../../support/factories";

async function lacksOf(content: EnvironmentContent, ...names: string[]): Promise<string[]> {
  const environment = await loadTestEnvironment(content);
  const lacks = findLacks(
    environment,
    names.map((name) => ref("entity", name)),
  );
  return lacks.map(({ file, code }) => `${code} ${file.split("/").at(-1)}`);
}

describe("what exported resources need that the source itself lacks", () => {
  it("is every picklist, target and field that isn't there, and what doesn't fit", async () => {
    const fields = [
      picklistField(),
      lookupField(["con_Ghost"]),
      field({ name: "con_N", type: "integer", default: "x" }),
    ];
    const keys = [key({ fields: ["con_Code"] })];
    const project = entity({ primaryField: "con_Title", fields, keys });
    const other = entity({ name: "con_Other", fields: [lookupField(["con_Ghost"])] });
    assert.deepEqual(await lacksOf({ entities: [project, other] }, "con_Project"), [
      "primary-field-invalid con_Project.json",
      "dependency-missing con_Project.json",
      "dependency-missing con_Project.json",
      "default-invalid con_Project.json",
      "key-invalid con_Project.json",
    ]);
  });

  it("is a needed resource whose file is broken", async () => {
    const content = {
      entities: [entity({ fields: [picklistField()] })],
      files: { "picklists/con_Stage.json": "{" },
    };
    assert.deepEqual(await lacksOf(content, "con_Project"), ["definition-invalid con_Stage.json"]);
  });

  it("isn't what the platform's own parts of a standard entity lack, but what stays behind for want of an origin is", async () => {
    const account = standardEntity({
      fields: [
        lookupField(["Ghost"], { name: "Owner", origin: "standard" }),
        customField({ name: "con_A" }),
        lookupField(["con_Ghost"], { origin: "custom" }),
        field({ name: "con_Unsaid" }),
      ],
    });
    assert.deepEqual(await lacksOf({ entities: [account] }, "Account"), [
      "dependency-missing Account.json",
      "origin-missing Account.json",
    ]);
  });

  it("is nothing where all is well, whatever warnings there are", async () => {
    assert.deepEqual(await lacksOf({ entities: [entity({ Description: "x" })] }, "con_Project"), []);
  });

  it("says why a standard entity has nothing to move whose parts don't say what they are", async () => {
    const account = standardEntity({ fields: [field({ name: "con_Unsaid" })] });
    const [problem] = checkSelection(await loadTestEnvironment({ entities: [account] }), [
      ref("entity", "Account"),
    ]);
    assert.equal(
      problem?.message,
      'Account has no part that says "origin": "custom", so it has nothing to move.',
    );
  });
});
