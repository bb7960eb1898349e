import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { assertSentence } from "../../support/assertSentence";
import { complaintsOf, envferry, faultyFileSystems, jsonOf } from "../../support/cli";
import { buildTestPackage, entity, environmentFiles, field, picklist } from "../../support/factories";
import { snapshotTree, useTemporaryFolder, writeTree } from "../../support/temporaryFolder";

const sound = JSON.stringify(entity(), null, 2);
const file = "environments/dev/entities/con_Project.json";

const broken: Record<string, [content: string | Uint8Array, place: string]> = {
  nothing: ["", "1:1"],
  "half of a definition": ['{\n  "name": "con_Project",\n', "3:1"],
  "a comment": [`// mine\n${sound}`, "1:1"],
  "a trailing comma": [sound.replace("\n}", ",\n}"), "12:1"],
  "merge markers": [`<<<<<<< HEAD\n${sound}`, "1:1"],
  "Latin-1": [Buffer.from(sound.replace("Project", "Prójekt"), "latin1"), "1:1"],
  "a list": ["[]", "1:1"],
  "an unknown field type": [sound.replace('"text"', '"texts"'), "9:15"],
  "another name": [sound.replace("con_Project", "con_Projekt"), "2:11"],
};

describe("A broken definition on the command line", () => {
  const folder = useTemporaryFolder();
  beforeEach(() => {
    writeTree(folder(), environmentFiles({ entities: [entity()], picklists: [picklist()] }));
  });

  for (const [what, [content, place]] of Object.entries(broken)) {
    it(`with ${what} is reported by every command at ${place}, and nothing is written`, async () => {
      writeTree(folder(), { [file]: content, "p.zip": await buildTestPackage() });
      const before = snapshotTree(folder());
      const run = (...args: string[]) => envferry(args, { cwd: folder() });

      const validated = await run("validate");
      assert.equal(validated.exitCode, 1);
      assert.ok(validated.stdout.startsWith(`${file}:${place}: error: `), validated.stdout);

      const listed = jsonOf<{ environments: object[] }>(await run("list", "--json"));
      assert.deepEqual(
        listed.environments.map((environment) => ({
          ...environment,
          purpose: undefined,
          displayName: undefined,
        })),
        [
          {
            name: "dev",
            displayName: undefined,
            purpose: undefined,
            default: false,
            entities: 0,
            picklists: 1,
            problems: 1,
          },
        ],
      );

      const exported = await run("export", "--env", "dev", "--entity", "con_Project", "--out", "x.zip");
      assert.equal(exported.exitCode, 1);
      assertSentence(complaintsOf(exported)[0]!, "con_Project");

      const imported = await run("import", "p.zip", "--env", "dev", "--json");
      assert.equal(imported.exitCode, 1);
      assert.ok(imported.stdout.includes(file));
      assert.deepEqual(snapshotTree(folder()), before);

      const skipped = await run("import", "p.zip", "--env", "dev", "--setup-for", "entity:con_Project=skip");
      assert.equal(skipped.exitCode, 4);
      assert.deepEqual(snapshotTree(folder()), before);
    });
  }

  const lossy: Record<string, string> = {
    "a property twice": sound.replace('"kind"', '"con_x": 1,\n  "con_x": 2,\n  "kind"'),
    "a number of 20 digits": sound.replace('"kind"', '"con_x": 12345678901234567890,\n  "kind"'),
  };
  for (const [what, content] of Object.entries(lossy)) {
    it(`with ${what} isn't rewritten, and a dry run says so beforehand`, async () => {
      const definitions = [entity({ fields: [field(), field({ name: "con_New" })] })];
      writeTree(folder(), { [file]: content, "p.zip": await buildTestPackage({ definitions }) });
      const before = snapshotTree(folder());
      const imported = await envferry(["import", "p.zip", "--env", "dev"], { cwd: folder() });
      assert.equal(imported.exitCode, 1);
      assert.ok((imported.stdout + imported.stderr).includes(file));
      assert.deepEqual(snapshotTree(folder()), before);
      const dry = await envferry(["import", "p.zip", "--env", "dev", "--dry-run"], { cwd: folder() });
      assert.equal(dry.exitCode, 1);
    });
  }

  it("in a folder that can't be listed keeps anything from being exported or imported", async () => {
    writeTree(folder(), { "p.zip": await buildTestPackage() });
    const before = snapshotTree(folder());
    const createFileSystem = faultyFileSystems([
      { operation: "list", path: "environments/dev/picklists", code: "no-permission" },
    ]);
    for (const args of [
      ["export", "--env", "dev", "--all", "--out", "x.zip"],
      ["import", "p.zip", "--env", "dev"],
      ["validate"],
    ]) {
      const run = await envferry(args, { cwd: folder(), createFileSystem });
      assert.equal(run.exitCode, 1);
      assert.match(run.stdout + run.stderr, /environments\/dev\/picklists/);
    }
    assert.deepEqual(snapshotTree(folder()), before);
  });

  it("or an environment.json that is broken doesn't keep the rest from being exported", async () => {
    fs.writeFileSync(path.join(folder(), "environments/dev/environment.json"), "{");
    const exported = await envferry(["export", "--env", "dev", "--all", "--out", "x.zip"], { cwd: folder() });
    assert.equal(exported.exitCode, 0, exported.stderr);
    assert.equal((await envferry(["inspect", "x.zip"], { cwd: folder() })).exitCode, 0);
    assert.equal((await envferry(["validate"], { cwd: folder() })).exitCode, 1);
  });
});
