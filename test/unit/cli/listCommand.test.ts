import assert from "node:assert/strict";
import * as path from "node:path";
import { copySample, envferry, jsonOf } from "../../support/cli";
import { entity, environmentFiles, picklistField } from "../../support/factories";
import { useTemporaryFolder, writeTree } from "../../support/temporaryFolder";

interface ListedEnvironment {
  readonly name: string;
  readonly problems: number;
}

describe("envferry list", () => {
  const folder = useTemporaryFolder();

  it("prints each environment of the sample, the default first", async () => {
    const run = await envferry(["list", "--workspace", copySample(folder())]);
    assert.equal(run.exitCode, 0);
    assert.equal(run.stderr, "");
    const rows = run.stdout.trimEnd().split("\n");
    assert.equal(rows.length, 4);
    assert.match(rows[1]!, /^production \(default\)\s+Production\s+production\s+12\s+9\s+none$/);
  });

  it("prints one JSON object of the promised form", async () => {
    const run = await envferry(["list", "--json"], { cwd: copySample(folder()) });
    assert.equal(run.exitCode, 0);
    const row = { problems: 0, default: false };
    assert.deepEqual(jsonOf(run), {
      environments: [
        {
          ...row,
          name: "production",
          displayName: "Production",
          purpose: "production",
          default: true,
          entities: 12,
          picklists: 9,
        },
        {
          ...row,
          name: "dev",
          displayName: "Development",
          purpose: "development",
          entities: 18,
          picklists: 11,
        },
        { ...row, name: "staging", displayName: "Staging", purpose: "staging", entities: 14, picklists: 9 },
      ],
    });
  });

  it("counts the problems of broken environments and lists them all the same", async () => {
    writeTree(folder(), {
      ...environmentFiles({ name: "a", files: { "environment.json": "{", "entities/con_A.json": "[]" } }),
      ...environmentFiles({ name: "b", entities: [entity({ fields: [picklistField()] })] }),
      "environments/c/notes.txt": "no environment.json",
    });
    const run = await envferry(["list", "--json"], { cwd: folder() });
    assert.equal(run.exitCode, 0);
    assert.deepEqual(
      jsonOf<{ environments: ListedEnvironment[] }>(run).environments.map(({ name, problems }) => [
        name,
        problems,
      ]),
      [
        ["a", 2],
        ["b", 1],
        ["c", 1],
      ],
    );
  });

  it("says so when there is no environment", async () => {
    const run = await envferry(["list"], { cwd: folder() });
    assert.equal(run.exitCode, 0);
    assert.ok(run.stdout.includes(folder()));
    assert.deepEqual(jsonOf(await envferry(["list", "--json"], { cwd: folder() })), { environments: [] });
  });

  it("looks in the folder that the workspace's settings name", async () => {
    writeTree(folder(), {
      ".vscode/settings.json": '{\n  // where ours are\n  "envferry.environmentsFolder": "config/envs",\n}',
      "config/envs/dev/environment.json": '{ "formatVersion": 1, "name": "dev", "displayName": "Dev" }',
    });
    const run = await envferry(["list", "--json"], { cwd: folder() });
    assert.deepEqual(
      jsonOf<{ environments: ListedEnvironment[] }>(run).environments.map(({ name, problems }) => [
        name,
        problems,
      ]),
      [["dev", 0]],
    );
  });

  it("never looks outside of the workspace, whatever its settings say", async () => {
    const outside = environmentFiles({ name: "outside" });
    writeTree(folder(), { ...outside, "workspace/environments/.keep": "" });
    for (const written of [
      "../environments",
      "environments/../../environments",
      `${folder()}/environments`,
    ]) {
      writeTree(folder(), {
        "workspace/.vscode/settings.json": JSON.stringify({ "envferry.environmentsFolder": written }),
      });
      const run = await envferry(["list", "--json"], { cwd: path.join(folder(), "workspace") });
      assert.ok(!run.stdout.includes("outside"), written);
    }
  });

  it("falls back to the usual folder when the settings say nothing of use", async () => {
    writeTree(folder(), environmentFiles({ entities: [entity()] }));
    for (const settings of [
      "",
      "{ nonsense",
      "[]",
      '{"envferry.environmentsFolder": 5}',
      '{"envferry.environmentsFolder": " "}',
    ]) {
      writeTree(folder(), { ".vscode/settings.json": settings });
      const run = await envferry(["list", "--json"], { cwd: folder() });
      assert.equal(jsonOf<{ environments: object[] }>(run).environments.length, 1, settings);
    }
  });
});
