import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { copySample, envferry, type CliRun } from "../../support/cli";
import { snapshotDefinitions, useTemporaryFolder } from "../../support/temporaryFolder";

describe("envferry, where a link leads nowhere", () => {
  const folder = useTemporaryFolder();
  let workspace: string;
  const run = (...args: string[]): Promise<CliRun> => envferry(args, { cwd: workspace });
  /** Puts such a link in the place of whatever is there. */
  const breakOff = (relative: string): void => {
    const absolute = path.join(workspace, relative);
    fs.rmSync(absolute, { recursive: true, force: true });
    fs.mkdirSync(path.dirname(absolute), { recursive: true });
    fs.symlinkSync("nowhere", absolute);
  };
  beforeEach(async () => {
    workspace = copySample(folder());
    await run("export", "--env", "dev", "--entity", "Account", "--out", "a.zip");
  });

  for (const inside of [".envferry/lock", ".envferry/journal", ".envferry", "imports.jsonl"]) {
    const file = `environments/staging/${inside}`;
    it(`says that ${inside} can't be read, whatever writes into the environment`, async () => {
      breakOff(file);
      const before = snapshotDefinitions(workspace);
      for (const args of [
        ["import", "a.zip", "--dry-run"],
        ["import", "a.zip"],
        ["undo"],
        ["recover", "--finish"],
      ]) {
        const refused = await run(...args, "--env", "staging");
        assert.ok(refused.exitCode !== 0, args.join(" "));
        if (args[0] === "import") {
          assert.equal(refused.exitCode, 1);
          assert.ok(refused.stdout.includes(file), args.join(" "));
        }
      }
      assert.deepEqual(snapshotDefinitions(workspace), before);
      assert.equal(fs.readlinkSync(path.join(workspace, file)), "nowhere");
    });
  }

  it("takes one in the place of a folder of definitions for no empty folder", async () => {
    breakOff("environments/dev/entities");
    const validated = await run("validate");
    assert.equal(validated.exitCode, 1);
    assert.match(validated.stdout, /dev\/entities:1:1: error: .*leads nowhere.*folder-unreadable/u);
    assert.equal((await run("list")).exitCode, 1);
    const exported = await run("export", "--env", "dev", "--all", "--out", "b.zip");
    assert.equal(exported.exitCode, 1);
    assert.match(exported.stderr, /environments\/dev\/entities: .*leads nowhere/u);
    const imported = await run("import", "a.zip", "--env", "dev", "--dry-run");
    assert.equal(imported.exitCode, 1);
    assert.match(imported.stdout, /environments\/dev\/entities: .*leads nowhere.*target-invalid/u);
  });

  it("takes one in the place of an environment for one that can't be read", async () => {
    breakOff("environments/gone");
    const validated = await run("validate");
    assert.equal(validated.exitCode, 1);
    assert.match(validated.stdout, /environments\/gone is a link that leads nowhere/u);
    assert.doesNotMatch(validated.stdout, /running|interrupted/u);
    const listed = await run("list");
    assert.equal(listed.exitCode, 1);
    assert.match(listed.stdout, /gone .* 3$/mu);
    const imported = await run("import", "a.zip", "--env", "gone", "--dry-run");
    assert.equal(imported.exitCode, 1);
  });

  it("says of all environments that they can't be listed", async () => {
    breakOff("environments");
    for (const args of [["validate"], ["list"], ["import", "a.zip", "--env", "dev"]]) {
      const refused = await run(...args);
      assert.equal(refused.exitCode, 1);
      assert.match(refused.stderr, /environments can't be listed: it is a link that leads nowhere/u);
    }
  });

  it("tells of one that should describe an environment", async () => {
    breakOff("environments/dev/environment.json");
    const validated = await run("validate");
    assert.equal(validated.exitCode, 1);
    assert.match(validated.stdout, /dev\/environment\.json.*leads nowhere/u);
    const imported = await run("import", "a.zip", "--env", "dev");
    assert.equal(imported.exitCode, 1);
    assert.match(imported.stdout, /dev\/environment\.json: .*leads nowhere.*target-invalid/u);
  });
});
