import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { assertSentence } from "../../support/assertSentence";
import { copySample, envferry } from "../../support/cli";
import { snapshotTree, useTemporaryFolder } from "../../support/temporaryFolder";

describe("envferry, an environment that isn't to be worked with as it is", () => {
  const folder = useTemporaryFolder();
  let workspace: string;
  const describeAs = (name: string, change: (text: string) => string): void => {
    const file = path.join(workspace, "environments", name, "environment.json");
    fs.writeFileSync(file, change(fs.readFileSync(file, "utf8")));
  };
  beforeEach(async () => {
    workspace = copySample(folder());
    await envferry(["export", "--env", "dev", "--all", "--out", "p.zip"], { cwd: workspace });
  });

  it("is refused when only a newer Envferry knows it, whatever is to be done with it", async () => {
    describeAs("staging", (text) => text.replace('"formatVersion": 1', '"formatVersion": 7'));
    const before = snapshotTree(workspace);
    for (const args of [
      ["export", "--all", "--out", "new.zip"],
      ["import", "p.zip", "--setup", "add"],
      ["undo"],
      ["recover", "--finish"],
      ["recover", "--roll-back"],
      ["validate"],
    ]) {
      const run = await envferry([...args, "--env", "staging"], { cwd: workspace });
      assert.equal(run.exitCode, 1, args.join(" "));
      assert.match(run.stdout + run.stderr, /environments\/staging\/environment\.json.*version 7/u);
    }
    assert.deepEqual(snapshotTree(workspace), before);
  });

  it("is told apart from one whose name differs only in letter case", async () => {
    fs.cpSync(path.join(workspace, "environments/dev"), path.join(workspace, "environments/DEV"), {
      recursive: true,
    });
    if (fs.readdirSync(path.join(workspace, "environments")).length === 3) {
      return; // Letter case doesn't count here, so there can't be two.
    }
    describeAs("DEV", (text) => text.replace('"name": "dev"', '"name": "DEV"'));
    const run = await envferry(["import", "p.zip", "--env", "DEV", "--dry-run"], { cwd: workspace });
    const [said = ""] = run.stderr.split("\n");
    assertSentence(said.replace("envferry: ", ""), "environments/DEV", "not about environments/dev");
    const validated = await envferry(["validate"], { cwd: workspace });
    assert.equal(validated.exitCode, 1);
    assert.match(validated.stdout, /"DEV" and "dev" differ only in letter case/u);
    const other = await envferry(["export", "--env", "staging", "--all", "--out", "s.zip"], {
      cwd: workspace,
    });
    assert.doesNotMatch(other.stderr, /letter case/u);
  });
});
