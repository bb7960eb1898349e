import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { buildTestPackage, environmentFiles, picklist } from "../../support/factories";
import { envferry } from "../../support/cli";
import { useTemporaryFolder, writeTree } from "../../support/temporaryFolder";

describe("an import whose history can't be told", () => {
  const folder = useTemporaryFolder();
  const environment = (): string => path.join(folder(), "environments/staging");

  beforeEach(async () => {
    writeTree(folder(), {
      ...environmentFiles({ name: "staging" }),
      "stage.zip": await buildTestPackage({ definitions: [picklist()] }),
    });
  });

  const obstacles: Readonly<Record<string, () => void>> = {
    "is a folder": () => fs.mkdirSync(path.join(environment(), "imports.jsonl")),
    "is a pipe that nobody writes into": () =>
      void execFileSync("mkfifo", [path.join(environment(), "imports.jsonl")]),
  };
  for (const [what, make] of Object.entries(obstacles)) {
    it(`because its file ${what} is refused before anything is written`, async function () {
      if (process.platform === "win32") {
        this.skip();
      }
      make();
      const run = await envferry(["import", "stage.zip", "--env", "staging"], { cwd: folder() });
      assert.equal(run.exitCode, 1, run.stderr);
      assert.match(
        run.stdout,
        /import history environments\/staging\/imports\.jsonl can't be read: .+\(history-damaged\)/,
      );
      assert.deepEqual(fs.readdirSync(environment()).sort(), ["environment.json", "imports.jsonl"]);
    });
  }
});
