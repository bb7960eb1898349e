import assert from "node:assert/strict";
import { planImport } from "../../../../src/core/import/planImport";
import type { Definition } from "../../../../src/core/resources/resourceType";
import {
  entity,
  entry,
  field,
  loadTestEnvironment,
  lookupField,
  openTestPackage,
  picklist,
  picklistField,
} from "../../../support/factories";
import { steadyPacer } from "../../../support/testPlatform";

/** One definition for each thing that can be wrong with it, and the code that says so. */
const faulty: readonly (readonly [what: string, code: string, definition: Definition])[] = [
  ["a field twice", "definition-invalid", entity({ fields: [field(), field()] })],
  ["a field without a display name", "definition-invalid", entity({ fields: [field({ displayName: "" })] })],
  ["a value twice", "definition-invalid", picklist({ entries: [entry(1), entry(1)] })],
  ["a picklist that isn't there", "dependency-missing", entity({ fields: [picklistField()] })],
  ["a lookup into nothing", "dependency-missing", entity({ fields: [lookupField(["con_Missing"])] })],
  ["a default of another type", "default-invalid", entity({ fields: [field({ default: 1 })] })],
  [
    "a default that is too long",
    "default-invalid",
    entity({ fields: [field({ maxLength: 1, default: "ab" })] }),
  ],
  ["a primary field that isn't there", "primary-field-invalid", entity({ primaryField: "con_Missing" })],
  [
    "a primary field that isn't text",
    "primary-field-invalid",
    entity({ primaryField: "con_Name", fields: [field({ type: "integer" })] }),
  ],
  [
    "a key over a field that isn't there",
    "key-invalid",
    entity({ keys: [{ name: "con_K", fields: ["con_Missing"] }] }),
  ],
];

describe("what is wrong with a definition", () => {
  for (const [what, code, definition] of faulty) {
    it(`${what} is ${code}, whether it is in the environment or about to be imported`, async () => {
      const isPicklist = "entries" in definition;
      const path = `${isPicklist ? "picklists" : "entities"}/${definition.name}.json`;
      const environment = await loadTestEnvironment({ files: { [path]: JSON.stringify(definition) } });
      const pkg = await openTestPackage({ definitions: [definition] });
      const plan = await planImport(pkg, await loadTestEnvironment({}), () => undefined, steadyPacer);
      assert.deepEqual(
        environment.problems.map((problem) => problem.code),
        [code],
      );
      assert.deepEqual(
        plan.items.flatMap((item) => item.findings.map((finding) => finding.rule)),
        [code],
      );
    });
  }
});
