import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { copySample, envferry, jsonOf } from "../../support/cli";
import { entity, environmentFiles, field, picklistField } from "../../support/factories";
import { snapshotTree, useTemporaryFolder, writeTree } from "../../support/temporaryFolder";

interface ListedProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: string;
  readonly message: string;
}

describe("envferry validate", () => {
  const folder = useTemporaryFolder();

  it("finds nothing in the sample", async () => {
    const workspace = copySample(folder());
    assert.deepEqual(await envferry(["validate", "--workspace", workspace]), {
      exitCode: 0,
      stdout: "No problems in 3 environments.\n",
      stderr: "",
    });
    const run = await envferry(["validate", "--env", "dev", "--json"], { cwd: workspace });
    assert.equal(run.exitCode, 0);
    assert.deepEqual(jsonOf(run), { problems: [] });
  });

  it("prints every problem with file, line and column, exits 1 and changes nothing", async () => {
    writeTree(folder(), {
      ...environmentFiles({
        name: "a",
        entities: [entity({ fields: [picklistField()] })],
        files: { "entities/con_Comma.json": '{\n  "name": "con_Comma",\n}' },
      }),
      ...environmentFiles({ name: "b", entities: [entity({ fields: [field(), field()] })] }),
    });
    const before = snapshotTree(folder());
    const run = await envferry(["validate", "--json"], { cwd: folder() });
    assert.equal(run.exitCode, 1);
    const { problems } = jsonOf<{ problems: ListedProblem[] }>(run);
    assert.deepEqual(
      problems.map(({ file, line, column, severity }) => `${file}:${line}:${column} ${severity}`),
      [
        "environments/a/entities/con_Comma.json:3:1 error",
        "environments/a/entities/con_Project.json:10:19 error",
        "environments/b/entities/con_Project.json:12:15 error",
      ],
    );
    const text = await envferry(["validate"], { cwd: folder() });
    assert.equal(text.exitCode, 1);
    for (const { file, line, column, message } of problems) {
      assert.ok(text.stdout.includes(`${file}:${line}:${column}: error: ${message}`));
    }
    assert.deepEqual(snapshotTree(folder()), before);
  });

  it("looks only at the environment it is told", async () => {
    writeTree(folder(), {
      ...environmentFiles({ name: "good", entities: [entity()] }),
      ...environmentFiles({ name: "bad", files: { "picklists/con_P.json": "" } }),
    });
    assert.equal((await envferry(["validate", "--env", "good"], { cwd: folder() })).exitCode, 0);
    assert.equal((await envferry(["validate", "--env", "bad"], { cwd: folder() })).exitCode, 1);
    assert.equal((await envferry(["validate"], { cwd: folder() })).exitCode, 1);
  });

  it("shows the same paths however the settings write that folder", async () => {
    writeTree(folder(), environmentFiles({ files: { "entities/con_A.json": "{" } }));
    for (const written of ["environments/", "./environments", "environments/.", " environments "]) {
      writeTree(folder(), {
        ".vscode/settings.json": JSON.stringify({ "envferry.environmentsFolder": written }),
      });
      const run = await envferry(["validate", "--json"], { cwd: folder() });
      assert.deepEqual(
        jsonOf<{ problems: ListedProblem[] }>(run).problems.map((problem) => problem.file),
        ["environments/dev/entities/con_A.json"],
        written,
      );
    }
  });

  it("exits 4 where there is no environment", async () => {
    fs.mkdirSync(path.join(folder(), "environments"));
    const run = await envferry(["validate", "--json"], { cwd: folder() });
    assert.equal(run.exitCode, 4);
    assert.deepEqual(jsonOf(run), { problems: [] });
  });
});
