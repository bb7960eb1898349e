import assert from "node:assert/strict";
import { openPackage } from "../../../../src/core/package/openPackage";
import { assertSentence } from "../../../support/assertSentence";
import { listedResources, packageEntries, problemsOf, sha256, tamper } from "../../../support/hostilePackage";
import { hostileZip } from "../../../support/hostileZip";
import { testPlatform } from "../../../support/testPlatform";

const stage = "picklists/con_Stage.json";

/** A package whose picklist has these properties more, before its others. */
function withProperties(text: string): Uint8Array {
  const entries = packageEntries();
  const definition = String(entries.find(({ name }) => name === stage)?.content).replace("{", `{ ${text},`);
  const resources = listedResources().map((resource) =>
    resource["path"] === stage ? { ...resource, sha256: sha256(definition) } : resource,
  );
  const listed = packageEntries({ manifest: { resources } });
  return hostileZip(tamper(listed, stage, { content: definition }));
}

describe("openPackage, of what can't be kept exactly", () => {
  const lost: Record<string, [text: string, ...words: string[]]> = {
    "a number of more digits than can be kept": ['"externalId": 123456789012345678', "123456789012345678"],
    "one after the point": ['"ratio": 0.12345678901234567891', "0.12345678901234567891"],
    "one that is too large": ['"most": 1e999', "1e999"],
    "a property twice": ['"note": 1, "note": 2', '"note"', "twice"],
    "a property of the schema twice": ['"displayName": "Other"', '"displayName"', "twice"],
    "a property twice further down": ['"more": [{ "a": 1, "a": 1 }]', '"a"', "twice"],
  };
  for (const [what, [text, ...words]] of Object.entries(lost)) {
    it(`finds a definition invalid that has ${what}`, async () => {
      const opened = await openPackage(withProperties(text), testPlatform);
      assert.ok(opened.ok);
      const [project, picklist] = opened.value.resources;
      assert.ok(project?.definition);
      assert.equal(picklist?.definition, undefined);
      assert.equal(picklist?.issues.length, 1);
      assertSentence(picklist?.issues[0]?.message ?? "", ...words, "line ");
    });
  }

  it("has nothing against numbers that are kept, and other layouts", async () => {
    const opened = await openPackage(
      withProperties('"a": 123456789012345, "b": 1e300, "c": -0.5'),
      testPlatform,
    );
    assert.ok(opened.ok && opened.value.resources.every(({ definition }) => definition));
  });

  it("refuses a manifest that says something twice", async () => {
    const manifest = String(packageEntries()[0]?.content).replace("{", '{ "name": "Another",');
    const problems = await problemsOf(
      hostileZip(tamper(packageEntries(), "manifest.json", { content: manifest })),
    );
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["package-manifest-invalid"],
    );
    assertSentence(problems[0]!.message, '"name" twice');
  });
});
