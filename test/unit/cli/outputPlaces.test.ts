import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { assertSentence } from "../../support/assertSentence";
import { complaintsOf, copySample, envferry, faultyFileSystems } from "../../support/cli";
import { endlessDevice, makePipe, whyNoSpecialFiles } from "../../support/specialFiles";
import { snapshotDefinitions, useTemporaryFolder, writeTree } from "../../support/temporaryFolder";

describe("envferry, the place of a file that it is to write", () => {
  const folder = useTemporaryFolder();
  let workspace: string;
  const at = (relative: string): string => path.join(workspace, relative);
  beforeEach(() => {
    workspace = copySample(folder());
  });
  const exportTo = ["export", "--env", "dev", "--all", "--force", "--out"];
  const planTo = ["import", "p.zip", "--env", "staging", "--force", "--plan-out"];

  async function refusal(args: readonly string[]): Promise<string> {
    const run = await envferry(args, { cwd: workspace });
    assert.equal(run.exitCode, 2, run.stderr);
    const [complaint = "", ...others] = complaintsOf(run);
    assert.deepEqual(others, []);
    return complaint;
  }

  it("is no pipe, no device and nothing that is open already, with --force too", async function () {
    if (whyNoSpecialFiles()) {
      this.skip();
    }
    await envferry([...exportTo, "p.zip"], { cwd: workspace });
    makePipe(at("pipe"));
    fs.symlinkSync("pipe", at("link"));
    for (const [place, words] of [
      ["pipe", "no file but a pipe"],
      ["link", "no file but a pipe"],
      [endlessDevice(), "no file but a device"],
      ["/dev/stdout", "no file but a name of one that is open already"],
    ] as const) {
      assertSentence(await refusal([...exportTo, place]), place, words, "--out");
      assertSentence(await refusal([...planTo, place]), place, words, "--plan-out");
    }
    assert.ok(fs.lstatSync(at("pipe")).isFIFO());
    assert.ok(fs.lstatSync(endlessDevice()).isCharacterDevice());
  });

  it("is none among the definitions, by whatever way", async () => {
    await envferry([...exportTo, "p.zip"], { cwd: workspace });
    writeTree(folder(), { "outside/x": "" });
    fs.symlinkSync("environments/dev/entities", at("short"));
    fs.rmSync(at("environments/staging/picklists"), { recursive: true });
    fs.symlinkSync("../../../outside", at("environments/staging/picklists"));
    fs.symlinkSync("environments/dev/entities/lmi_New.json", at("new"));
    const before = snapshotDefinitions(workspace);
    for (const place of ["short/a.zip", "../outside/a.json", "new", "environments/a.zip"]) {
      assertSentence(await refusal([...exportTo, place]), place, "among the definitions");
      assertSentence(await refusal([...planTo, place]), place, "among the definitions");
    }
    assert.deepEqual(snapshotDefinitions(workspace), before);
  });

  it("isn't the package that is imported, by any of its names", async () => {
    await envferry([...exportTo, "p.zip"], { cwd: workspace });
    fs.symlinkSync("p.zip", at("link.json"));
    fs.linkSync(at("p.zip"), at("hard.json"));
    for (const place of ["./p.zip", "link.json", "hard.json"]) {
      assertSentence(await refusal([...planTo, place]), place, "the package itself");
    }
  });

  it("is looked at again just before it is written", async () => {
    const run = await envferry(["export", "--env", "dev", "--all", "--out", "p.zip"], {
      cwd: workspace,
      createFileSystem: faultyFileSystems([], ({ path: read }) => {
        if (read.endsWith("environment.json")) {
          writeTree(workspace, { "p.zip": "somebody else's" });
        }
      }),
    });
    assert.equal(run.exitCode, 1);
    assertSentence(complaintsOf(run)[0] ?? "", "p.zip exists already");
    assert.equal(fs.readFileSync(at("p.zip"), "utf8"), "somebody else's");
  });

  it("keeps its owner and its mode when it is replaced", async function () {
    if (process.geteuid?.() !== 0) {
      // Only root gives files away.
      this.skip();
    }
    writeTree(workspace, { "p.zip": "old", "plan.json": "old" });
    for (const name of ["p.zip", "plan.json"]) {
      fs.chownSync(at(name), 12_345, 23_456);
      fs.chmodSync(at(name), 0o640);
    }
    await envferry([...exportTo, "p.zip"], { cwd: workspace });
    await envferry([...planTo, "plan.json", "--setup", "skip"], { cwd: workspace });
    for (const name of ["p.zip", "plan.json"]) {
      const { uid, gid, mode, size } = fs.statSync(at(name));
      assert.deepEqual([uid, gid, mode & 0o777], [12_345, 23_456, 0o640], name);
      assert.notEqual(size, 3);
    }
  });
});
