import assert from "node:assert/strict";
import { openPackage } from "../../../../src/core/package/openPackage";
import { assertSentence } from "../../../support/assertSentence";
import { entity, picklist } from "../../../support/factories";
import {
  codesOf,
  hostilePackage,
  packageEntries,
  packageWith,
  problemsOf,
  tamper,
} from "../../../support/hostilePackage";
import { hostileZip, linkMode } from "../../../support/hostileZip";
import { Cancelled, cancellingPacer, testPlatform } from "../../../support/testPlatform";

describe("openPackage, of a package whose manifest and files don't agree", () => {
  it("refuses a listed file that is missing", async () => {
    const problems = await problemsOf(hostileZip(packageEntries().slice(0, 2)));
    assert.deepEqual(
      problems.map((problem) => [problem.code, problem.entry]),
      [["package-entry-missing", "picklists/con_Stage.json"]],
    );
    assertSentence(problems[0]!.message, "picklists/con_Stage.json");
  });

  it("refuses a listed file that is there only in other letter case", async () => {
    const entries = tamper(packageEntries(), "picklists/con_Stage.json", {
      name: "picklists/CON_Stage.json",
    });
    assert.deepEqual(await codesOf(hostileZip(entries)), ["package-entry-missing", "package-entry-unlisted"]);
  });

  it("refuses a folder in place of a listed file", async () => {
    const entries = tamper(packageEntries(), "picklists/con_Stage.json", {
      name: "picklists/con_Stage.json/",
    });
    assert.deepEqual(await codesOf(hostileZip(entries)), ["package-entry-unlisted", "package-entry-missing"]);
  });

  for (const name of ["readme.txt", "entities/con_More.json", "imports.jsonl", ".git/hooks/pre-commit"]) {
    it(`refuses ${name}, which isn't listed`, async () => {
      const problems = await problemsOf(packageWith({ name, content: "x" }));
      assert.deepEqual(
        problems.map((problem) => [problem.code, problem.entry]),
        [["package-entry-unlisted", name]],
      );
      assertSentence(problems[0]!.message, name);
    });
  }

  it("reports many faults in one pass", async () => {
    const definitions = [entity(), entity({ name: "con_Task" }), entity({ name: "con_Gone" }), picklist()];
    const entries = packageEntries({ definitions }).filter(
      (entry) => entry.name !== "entities/con_Gone.json",
    );
    const problems = await problemsOf(
      hostileZip([
        ...tamper(tamper(entries, "entities/con_Task.json", { content: "{}" }), "picklists/con_Stage.json", {
          crc32: 5,
        }),
        { name: "../outside.json" },
        { name: "link", unixMode: linkMode },
        { name: "entities/CON_PROJECT.json" },
        { name: "notes.txt" },
      ]),
    );
    assert.deepEqual(problems.map((problem) => `${problem.code} ${problem.entry}`).sort(), [
      "package-checksum entities/con_Task.json",
      "package-checksum picklists/con_Stage.json",
      "package-entry-duplicate entities/CON_PROJECT.json",
      "package-entry-missing entities/con_Gone.json",
      "package-entry-unlisted notes.txt",
      "package-entry-unsafe ../outside.json",
      "package-entry-unsafe link",
    ]);
    problems.forEach((problem) => assertSentence(problem.message));
  });

  it("reports faults of the zip beside those of the manifest", async () => {
    const entries = [...packageEntries({ manifest: { name: 1 } }), { name: "../outside.json" }];
    assert.deepEqual(await codesOf(hostileZip(entries)), [
      "package-entry-unsafe",
      "package-manifest-invalid",
    ]);
  });
});

describe("openPackage, cancelled", () => {
  it("rejects with the pacer's reason", async () => {
    const opening = openPackage(hostilePackage(), { ...testPlatform, pacer: cancellingPacer(2) });
    await assert.rejects(opening, Cancelled);
  });
});
