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
});
