import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { NodeFileSystem } from "../../../src/node/nodeFileSystem";
import { assertSentence } from "../../support/assertSentence";
import { complaintsOf, copySample, envferry, jsonOf, type CliRun } from "../../support/cli";
import { buildTestPackage } from "../../support/factories";
import { snapshotDefinitions, snapshotTree, useTemporaryFolder } from "../../support/temporaryFolder";
import { asUnprivileged, whyNoPermissions } from "../../support/unprivileged";

describe("envferry import, refusals", () => {
  const folder = useTemporaryFolder();
  let workspace: string;
  beforeEach(async () => {
    workspace = copySample(folder());
    fs.writeFileSync(path.join(folder(), "p.zip"), await buildTestPackage());
  });
  const run = (...args: string[]): Promise<CliRun> => envferry(["import", ...args], { cwd: workspace });

  const long = "n".repeat(300);
  const cases: [what: string, args: string[], names: string[]][] = [
    ["a workspace that doesn't exist", ["../p.zip", "--workspace", "nowhere", "--env", "dev"], ["nowhere"]],
    ["a workspace that is a file", ["../p.zip", "--workspace", "README.md", "--env", "dev"], ["README.md"]],
    ["an unknown environment", ["../p.zip", "--env", "live"], ["live", "production", "dev", "staging"]],
    ["a package that doesn't exist", ["../nowhere.zip", "--env", "dev"], ["../nowhere.zip"]],
    ["a package that is a folder", ["environments", "--env", "dev"], ["environments"]],
    [
      "--setup-for of what isn't in it",
      ["../p.zip", "--env", "dev", "--setup-for", "entity:con_X=skip"],
      ["entity:con_X"],
    ],
  ];
  for (const [what, args, names] of cases) {
    it(`exits 2 for ${what}, with one sentence, and writes nothing`, async () => {
      const before = snapshotTree(folder());
      const refused = await run(...args);
      const [complaint, ...others] = complaintsOf(refused);
      assert.deepEqual(others, []);
      assertSentence(complaint!, ...names);
      assert.equal(refused.exitCode, 2, complaint);
      assert.deepEqual(snapshotTree(folder()), before);
    });
  }

  it("exits 1 or 2 for a package whose name is too long or below a file", async () => {
    for (const file of [long, "README.md/p.zip"]) {
      const refused = await run(file, "--env", "dev");
      assert.ok(refused.exitCode === 1 || refused.exitCode === 2);
      assertSentence(complaintsOf(refused)[0]!, file);
    }
  });

  const usage: [what: string, args: string[]][] = [
    ["no package", ["--env", "dev"]],
    ["two packages", ["../p.zip", "../p.zip", "--env", "dev"]],
    ["no environment", ["../p.zip"]],
    ["an unknown option", ["../p.zip", "--env", "dev", "--overwrite"]],
    ["an unknown action", ["../p.zip", "--env", "dev", "--setup", "replace"]],
    ["--setup-for without an action", ["../p.zip", "--env", "dev", "--setup-for", "entity:con_Project"]],
    ["--setup-for of an unknown type", ["../p.zip", "--env", "dev", "--setup-for", "flow:con_Project=skip"]],
    [
      "--setup-for of an unknown action",
      ["../p.zip", "--env", "dev", "--setup-for", "entity:con_Project=replace"],
    ],
    [
      "--setup-for in other letter case",
      ["../p.zip", "--env", "dev", "--setup-for", "Entity:con_Project=skip"],
    ],
  ];
  for (const [what, args] of usage) {
    it(`exits 2 for ${what}`, async () => {
      const before = snapshotTree(folder());
      const refused = await run(...args);
      assert.deepEqual([refused.exitCode, refused.stdout], [2, ""]);
      assert.match(refused.stderr, /^envferry: .*\n/);
      assert.deepEqual(snapshotTree(folder()), before);
    });
  }

  it("exits 1 when the target's own file is broken, naming it, and leaves it alone", async () => {
    const file = path.join(workspace, "environments/dev/entities/con_Project.json");
    fs.writeFileSync(file, "{ broken");
    const before = snapshotTree(folder());
    const refused = await run("../p.zip", "--env", "dev", "--json");
    assert.equal(refused.exitCode, 1);
    assert.match(refused.stdout, /target-invalid/);
    assert.match(refused.stdout, /environments\/dev\/entities\/con_Project\.json/);
    assert.deepEqual(snapshotTree(folder()), before);
  });

  it("shows what was wrong in the target before, and isn't kept by it", async () => {
    fs.writeFileSync(path.join(workspace, "environments/dev/entities/con_Unrelated.json"), "{");
    const imported = await run("../p.zip", "--env", "dev", "--json");
    assert.equal(imported.exitCode, 0);
    const { preexisting } = jsonOf<{ preexisting: { file: string }[] }>(imported);
    assert.deepEqual(
      preexisting.map((problem) => problem.file),
      ["environments/dev/entities/con_Unrelated.json"],
    );
  });

  it("exits 1 for a target that may not be written to, and leaves it as it was", async function () {
    if (whyNoPermissions()) {
      this.skip();
    }
    for (const name of ["entities", "picklists"]) {
      fs.chmodSync(path.join(workspace, "environments/dev", name), 0o555);
    }
    fs.chmodSync(path.join(workspace, "environments/dev"), 0o777);
    fs.chmodSync(folder(), 0o755);
    const before = snapshotDefinitions(folder());
    const refused = await asUnprivileged(() => run("../p.zip", "--env", "dev", "--json"));
    assert.equal(refused.exitCode, 1);
    assert.equal(jsonOf(refused)["applied"], false);
    // Run as root, the system answers for root when it is asked, and refuses only when something is written.
    assert.match(refused.stdout + refused.stderr, /environments\/dev\/picklists\b.*permission/);
    assert.deepEqual(snapshotDefinitions(folder()), before);
  });

  it("exits 1 for an environment that can't be written to, and names it", async () => {
    class ReadOnlyFileSystem extends NodeFileSystem {
      override async whyReadOnly(): Promise<string> {
        return "is on a read-only file system";
      }
    }
    const before = snapshotTree(folder());
    const refused = await envferry(["import", "../p.zip", "--env", "dev", "--json"], {
      cwd: workspace,
      createFileSystem: (root) => new ReadOnlyFileSystem(root),
    });
    assert.equal(refused.exitCode, 1);
    const { findings } = jsonOf<{ findings: { rule: string; message: string }[] }>(refused);
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ["target-read-only"],
    );
    assertSentence(findings[0]!.message, "environments/dev is on a read-only file system");
    assert.deepEqual(snapshotTree(folder()), before);
  });

  for (const inside of ["entities", "picklists", ".envferry"]) {
    it(`exits 1 for an environment whose ${inside} can't be written to, before anything is written`, async () => {
      class PartlyReadOnlyFileSystem extends NodeFileSystem {
        override async whyReadOnly(relative: string): Promise<string | undefined> {
          return relative === `environments/dev/${inside}` ? "is on a read-only file system" : undefined;
        }
      }
      const before = snapshotTree(folder());
      for (const how of [[], ["--dry-run"]]) {
        const refused = await envferry(["import", "../p.zip", "--env", "dev", "--json", ...how], {
          cwd: workspace,
          createFileSystem: (root) => new PartlyReadOnlyFileSystem(root),
        });
        assert.equal(refused.exitCode, 1);
        const { applied, findings } = jsonOf<{
          applied: boolean;
          findings: { rule: string; message: string }[];
        }>(refused);
        assert.deepEqual([applied, findings.map(({ rule }) => rule)], [false, ["target-read-only"]]);
        assertSentence(findings[0]!.message, `environments/dev/${inside} is on a read-only file system`);
      }
      assert.deepEqual(snapshotTree(folder()), before);
    });
  }

  it("exits 1 when the environments may not be listed", async function () {
    if (whyNoPermissions()) {
      this.skip();
    }
    fs.chmodSync(path.join(workspace, "environments"), 0);
    fs.chmodSync(folder(), 0o755);
    const refused = await asUnprivileged(() => run("../p.zip", "--env", "dev"));
    assert.equal(refused.exitCode, 1);
    assertSentence(complaintsOf(refused)[0]!, "environments", "permission");
  });
});
