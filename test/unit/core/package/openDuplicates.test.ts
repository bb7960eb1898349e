import assert from "node:assert/strict";
import { assertSentence } from "../../../support/assertSentence";
import {
  codesOf,
  listedResources,
  packageEntries,
  packageWith,
  problemsOf,
} from "../../../support/hostilePackage";
import { hostileZip } from "../../../support/hostileZip";

describe("openPackage, of a package with an entry twice", () => {
  it("refuses two entries with the same name, whichever the manifest's checksum fits", async () => {
    const [project] = packageEntries().filter((entry) => entry.name === "entities/con_Project.json");
    const other = { ...project!, content: '{"name":"con_Project"}' };
    for (const [first, second] of [
      [project!, other],
      [other, project!],
    ] as const) {
      const entries = packageEntries().flatMap((entry) =>
        entry.name === first.name ? [first, second] : entry,
      );
      const problems = await problemsOf(hostileZip(entries));
      const duplicate = problems.find((problem) => problem.code === "package-entry-duplicate");
      assert.equal(duplicate?.entry, "entities/con_Project.json");
      assertSentence(duplicate.message, "entities/con_Project.json");
    }
  });

  it("refuses two manifests", async () => {
    const codes = await codesOf(packageWith(packageEntries()[0]!));
    assert.deepEqual(codes, ["package-entry-duplicate"]);
  });

  it("refuses names that differ only in letter case, naming both", async () => {
    const problems = await problemsOf(packageWith({ name: "Entities/CON_PROJECT.json" }));
    assert.deepEqual(
      problems.map((problem) => problem.code),
      ["package-entry-duplicate"],
    );
    assertSentence(problems[0]!.message, "entities/con_Project.json", "Entities/CON_PROJECT.json");
  });

  it("refuses a manifest in other letter case beside the right one", async () => {
    assert.deepEqual(await codesOf(packageWith({ name: "MANIFEST.JSON" })), ["package-entry-duplicate"]);
  });

  it("refuses a manifest that lists a resource twice", async () => {
    const [first] = listedResources();
    const entries = packageEntries({ manifest: { resources: [first, first] } }).slice(0, 2);
    assert.deepEqual(await codesOf(hostileZip(entries)), ["package-entry-duplicate"]);
  });

  it("refuses a manifest that lists two names which differ only in letter case", async () => {
    const [first] = listedResources();
    const twin = { ...first, name: "CON_project", path: "entities/CON_project.json" };
    const entries = packageEntries({ manifest: { resources: [first, twin] } }).slice(0, 2);
    const codes = await codesOf(hostileZip(entries));
    assert.ok(codes.includes("package-entry-duplicate"), codes.join());
  });
});
