import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { copySample, envferry, jsonOf, type CliRun } from "../../support/cli";
import { useTemporaryFolder } from "../../support/temporaryFolder";

describe("envferry, names in other letter case or nearly right", () => {
  const folder = useTemporaryFolder();
  let workspace: string;
  beforeEach(() => {
    workspace = copySample(folder());
  });
  const run = (...args: string[]): Promise<CliRun> => envferry(args, { cwd: workspace });

  const cases: readonly (readonly [args: readonly string[], hint: RegExp])[] = [
    [["validate", "--env", "Dev"], /It is written dev\./],
    [["validate", "--env", "prodution"], /Did you mean production\?/],
    [
      ["export", "--env", "dev", "--entity", "lmi_workshop", "--out", "a.zip"],
      /It is written lmi_Workshop\./,
    ],
    [
      [
        "export",
        "--env",
        "dev",
        "--entity",
        "lmi_Workshop",
        "--setup-for",
        "entity:lmi_workshop=add",
        "--out",
        "a.zip",
      ],
      /It is written entity:lmi_Workshop\./,
    ],
  ];
  for (const [args, hint] of cases) {
    it(`says how it is written: ${args.join(" ")}`, async () => {
      const { exitCode, stderr } = await run(...args);
      assert.equal(exitCode, 2);
      assert.match(stderr, hint);
      assert.ok(!fs.existsSync(path.join(workspace, "a.zip")));
    });
  }

  it("says on export what the source itself lacks, and lists it under problems", async () => {
    fs.rmSync(path.join(workspace, "environments/dev/picklists/lmi_Condition.json"));
    const { exitCode, stderr } = await run(
      "export",
      "--env",
      "dev",
      "--entity",
      "lmi_Instrument",
      "--out",
      "a.zip",
    );
    assert.equal(exitCode, 0);
    assert.match(stderr, /lmi_Instrument\.json:\d+:\d+: .*lmi_Condition/);
    const again = await run(
      "export",
      "--env",
      "dev",
      "--entity",
      "lmi_Instrument",
      "--out",
      "b.zip",
      "--json",
    );
    const { problems } = jsonOf<{ problems: { rule: string; severity: string; message: string }[] }>(again);
    assert.deepEqual(
      [...new Set(problems.map(({ rule, severity }) => `${severity} ${rule}`))],
      ["error dependency-missing"],
    );
  });

  it("never takes a folder that can't be read for nothing to do", async () => {
    for (const type of ["entities", "picklists"]) {
      fs.rmSync(path.join(workspace, "environments/dev", type), { recursive: true });
      fs.writeFileSync(path.join(workspace, "environments/dev", type), "");
    }
    assert.equal((await run("list")).exitCode, 1);
    assert.equal((await run("validate")).exitCode, 1);
    const exported = await run("export", "--env", "dev", "--all", "--out", "a.zip");
    assert.equal(exported.exitCode, 1);
    assert.match(exported.stderr, /it is not a folder/);
  });
});
