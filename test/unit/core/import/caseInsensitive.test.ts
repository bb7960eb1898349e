import assert from "node:assert/strict";
import { refKey } from "../../../../src/core/resources/registry";
import { assertSentence } from "../../../support/assertSentence";
import { CaseInsensitiveFileSystem } from "../../../support/caseInsensitiveFileSystem";
import { entity, openTestPackage } from "../../../support/factories";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";
import { importInto, loadTarget } from "./importing";

const environment = {
  "environments/target/environment.json": '{"formatVersion":1,"name":"target","displayName":"Target"}',
};
const fileOf = (name: string): string => `environments/target/entities/${name}`;
const text = (name: string): string => JSON.stringify(entity({ name }));

describe("importing where letter case doesn't count in file names", () => {
  /** What is said of con_Project, imported into these files, and that nothing of them is changed. */
  async function refused(files: Readonly<Record<string, string>>): Promise<readonly [string, string][]> {
    const memory = new MemoryFileSystem({ ...environment, ...files });
    const before = memory.snapshot();
    const pkg = await openTestPackage({ definitions: [entity({ name: "con_Project" })] });
    const { plan, result } = await importInto(new CaseInsensitiveFileSystem(memory), pkg, () => "overwrite");
    assert.equal(result, undefined);
    assert.deepEqual(memory.snapshot(), before);
    return plan.items
      .flatMap(({ findings }) => findings.map(({ rule, message }) => [rule, message] as const))
      .map(([rule, message]): [string, string] => [rule, message]);
  }

  it("refuses a resource that the target has in other letter case", async () => {
    const [[rule, message] = ["", ""], ...others] = await refused({
      [fileOf("con_project.json")]: text("con_project"),
    });
    assert.deepEqual([rule, others], ["name-case", []]);
    assertSentence(message, "con_Project", "con_project");
  });

  it("refuses one whose file has other letter case than the name in it", async () => {
    const [[rule, message] = ["", ""], ...others] = await refused({
      [fileOf("CON_PROJECT.json")]: text("con_Project"),
    });
    assert.deepEqual([rule, others], ["name-case", []]);
    assertSentence(message, "con_Project", "CON_PROJECT");
  });

  it("refuses one whose file ends in other letter case, which would be overwritten unseen", async () => {
    for (const name of ["con_Project.JSON", "con_Project.Json"]) {
      const [[rule, message] = ["", ""], ...others] = await refused({ [fileOf(name)]: text("con_Project") });
      assert.deepEqual([rule, others], ["target-invalid", []]);
      assertSentence(message, "con_Project", name, "Rename it");
    }
  });

  it("finds the files of a folder in other letter case, and updates them there", async () => {
    const memory = new MemoryFileSystem({
      ...environment,
      "environments/target/Entities/con_Project.json": text("con_Project"),
    });
    const fs = new CaseInsensitiveFileSystem(memory);
    const pkg = await openTestPackage({
      definitions: [entity({ name: "con_Project", displayName: "Renamed" }), entity({ name: "con_New" })],
    });
    const { plan, result } = await importInto(fs, pkg, () => "merge");
    assert.equal(result?.outcome, "applied");
    assert.deepEqual(
      plan.items.map(({ ref, outcome }) => `${refKey(ref)} ${outcome}`),
      ["entity:con_New create", "entity:con_Project update"],
    );
    assert.deepEqual(memory.paths(), [
      "environments/target/Entities/con_New.json",
      "environments/target/Entities/con_Project.json",
      "environments/target/environment.json",
    ]);
    // Elsewhere they wouldn't be found.
    const { problems } = await loadTarget(fs);
    assert.deepEqual(
      problems.map(({ severity, code, file }) => [severity, code, file]),
      [["warning", "definition-misplaced", "environments/target/Entities"]],
    );
  });
});
