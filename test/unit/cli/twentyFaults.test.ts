import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { complaintsOf, copySample, envferry, jsonOf } from "../../support/cli";
import { snapshotTree, useTemporaryFolder } from "../../support/temporaryFolder";
import {
  faultsOfDefinitions,
  faultsOfFiles,
  faultsOfManifest,
  packageOfFaultyDefinitions,
  packageOfFaultyFiles,
  packageOfFaultyManifest,
} from "../../support/twentyFaults";

describe("A package with twenty different faults, on the command line", () => {
  const folder = useTemporaryFolder();
  const place = (bytes: Uint8Array): string => {
    const workspace = copySample(folder());
    fs.writeFileSync(path.join(folder(), "bad.zip"), bytes);
    return workspace;
  };

  for (const [what, faults, bytes] of [
    ["files", faultsOfFiles, packageOfFaultyFiles()],
    ["manifest", faultsOfManifest, packageOfFaultyManifest()],
  ] as const) {
    for (const args of [["inspect"], ["import", "--env", "dev"], ["import", "--env", "dev", "--json"]]) {
      it(`is refused by ${args.join(" ")} with a line for each when they are in its ${what}`, async () => {
        const workspace = place(bytes);
        const before = snapshotTree(folder());
        const run = await envferry([...args, "../bad.zip"], { cwd: workspace });
        assert.equal(run.exitCode, 1);
        const lines = complaintsOf(run);
        assert.equal(lines.length, 20);
        for (const [code, words] of faults) {
          assert.equal(
            lines.filter((line) => line.includes(words) && line.endsWith(`(${code})`)).length,
            1,
            words,
          );
        }
        assert.deepEqual(snapshotTree(folder()), before);
      });
    }
  }

  it("is refused by import with all of them when they are in its definitions, for people and for programs", async () => {
    const workspace = place(packageOfFaultyDefinitions());
    const before = snapshotTree(folder());
    const run = await envferry(["import", "../bad.zip", "--env", "dev"], { cwd: workspace });
    assert.equal(run.exitCode, 1);
    const said = run.stdout + run.stderr;
    const json = await envferry(["import", "../bad.zip", "--env", "dev", "--json"], { cwd: workspace });
    const { resources } = jsonOf<{
      resources: { name: string; findings: { severity: string; message: string }[] }[];
    }>(json);
    assert.equal(resources.flatMap(({ findings }) => findings).length, 20);
    for (const [name, words] of faultsOfDefinitions) {
      assert.equal(said.split(words).length, 2, `${words}\n${said}`);
      const found = resources
        .filter((resource) => resource.name === name)
        .flatMap(({ findings }) => findings)
        .filter(({ message, severity }) => message.includes(words) && severity === "error");
      assert.equal(found.length, 1, words);
    }
    assert.deepEqual(snapshotTree(folder()), before);
  });

  it("is shown by inspect, with all of them behind the table", async () => {
    const workspace = place(packageOfFaultyDefinitions());
    const run = await envferry(["inspect", "../bad.zip"], { cwd: workspace });
    assert.equal(run.stderr.trimEnd().split("\n").length, 20);
    faultsOfDefinitions.forEach(([name, words]) => {
      const lines = run.stderr.split("\n").filter((line) => line.includes(words));
      assert.equal(lines.length, 1, words);
      assert.ok(lines[0]!.startsWith(`entities/${name}.json: `));
    });
  });
});
