import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { copySample, envferry } from "../../support/cli";
import { snapshotTree, useTemporaryFolder } from "../../support/temporaryFolder";

describe("envferry, with links that lead out of the workspace folder", () => {
  const folder = useTemporaryFolder();

  it("reads through them, writes nothing through them, and writes packages anywhere", async () => {
    const workspace = copySample(folder());
    const dev = path.join(workspace, "environments/dev");
    const outside = path.join(folder(), "outside");
    fs.renameSync(path.join(dev, "picklists"), outside);
    fs.symlinkSync(outside, path.join(dev, "picklists"));
    fs.mkdirSync(path.join(folder(), "elsewhere"));
    fs.symlinkSync(path.join(folder(), "elsewhere"), path.join(workspace, "out"));

    const exported = await envferry(["export", "--env", "dev", "--all", "--out", "out/p.zip"], {
      cwd: workspace,
    });
    assert.equal(exported.exitCode, 0, exported.stderr);
    assert.ok(fs.existsSync(path.join(folder(), "elsewhere/p.zip")));

    const condition = path.join(outside, "lmi_Condition.json");
    fs.writeFileSync(
      condition,
      fs.readFileSync(condition, "utf8").replace(/"label": "[^"]+"/, '"label": "Other"'),
    );
    const before = snapshotTree(outside);
    const imported = await envferry(["import", "out/p.zip", "--env", "dev"], { cwd: workspace });
    assert.notEqual(imported.exitCode, 0);
    assert.match(imported.stdout + imported.stderr, /a link that leads out of the workspace folder/);
    assert.deepEqual(snapshotTree(outside), before);
  });
});
