import assert from "node:assert/strict";
import { assertSentence } from "../../../support/assertSentence";
import { loadTestEnvironment, picklist } from "../../../support/factories";

const textOf = (name: string): string => JSON.stringify(picklist({ name }), undefined, 2);

describe("names of definition files", () => {
  it("warns of one that Windows keeps for a device, at the name in the file, and uses it all the same", async () => {
    const files = { "picklists/Aux.json": textOf("Aux"), "picklists/con_Aux.json": textOf("con_Aux") };
    const { problems, resources } = await loadTestEnvironment({ files });
    assert.deepEqual(
      problems.map(({ file, line, severity, code }) => [file, line, severity, code]),
      [["environments/dev/picklists/Aux.json", 2, "warning", "name-reserved"]],
    );
    assertSentence(problems[0]!.message, "Aux", "Windows");
    assert.equal(resources.length, 2);
  });

  it("reports one that ends in other letter case than definitions do, beside one that doesn't too", async () => {
    const files = {
      "picklists/con_A.JSON": textOf("con_A"),
      "picklists/con_B.Json": textOf("con_B"),
      "picklists/con_B.json": textOf("con_B"),
      "picklists/notes.txt": "",
    };
    const { problems, resources, broken } = await loadTestEnvironment({ files });
    assert.deepEqual(
      problems.map(({ file, code }) => [file, code]),
      ["con_A.JSON", "con_B.Json"].map((name) => [
        `environments/dev/picklists/${name}`,
        "definition-invalid",
      ]),
    );
    problems.forEach(({ message }) => assertSentence(message, "Rename it"));
    assert.deepEqual([resources.length, broken.length], [1, 2]);
  });
});
