import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { assertSentence } from "../../support/assertSentence";
import { complaintsOf, copySample, envferry, faultyFileSystems } from "../../support/cli";
import { snapshotTree, useTemporaryFolder } from "../../support/temporaryFolder";
import { asUnprivileged, whyNoPermissions } from "../../support/unprivileged";

describe("envferry export, refusals", () => {
  const folder = useTemporaryFolder();
  let workspace: string;
  beforeEach(() => {
    workspace = copySample(folder());
    fs.symlinkSync("loop", path.join(workspace, "loop"));
  });

  const long = "n".repeat(300);
  const all = ["--env", "dev", "--all"];
  const cases: [what: string, args: string[], exitCode: number, names: string[]][] = [
    ["a workspace that doesn't exist", [...all, "--workspace", "nowhere", "--out", "x.zip"], 2, ["nowhere"]],
    ["a workspace that is a file", [...all, "--workspace", "README.md", "--out", "x.zip"], 2, ["README.md"]],
    [
      "a workspace below a file",
      [...all, "--workspace", "README.md/a", "--out", "x.zip"],
      2,
      ["README.md/a"],
    ],
    ["a workspace with too long a name", [...all, "--workspace", long, "--out", "x.zip"], 2, [long]],
    ["a workspace that is a link to itself", [...all, "--workspace", "loop", "--out", "x.zip"], 2, ["loop"]],
    [
      "a workspace without environments",
      [...all, "--workspace", "environments", "--out", "x.zip"],
      2,
      ["dev", "environments"],
    ],
    [
      "an unknown environment",
      ["--env", "live", "--all", "--out", "x.zip"],
      2,
      ["live", "production", "dev", "staging"],
    ],
    ["an environment in other letter case", ["--env", "Dev", "--all", "--out", "x.zip"], 2, ["Dev", "dev"]],
    [
      "an environment's path",
      ["--env", "../environments/dev", "--all", "--out", "x.zip"],
      2,
      ["../environments/dev"],
    ],
    [
      "an unknown entity",
      ["--env", "dev", "--entity", "lmi_Nowhere", "--out", "x.zip"],
      2,
      ["lmi_Nowhere", "dev"],
    ],
    [
      "an unknown picklist",
      ["--env", "dev", "--picklist", "lmi_Rental", "--out", "x.zip"],
      2,
      ["lmi_Rental"],
    ],
    ["nothing selected", ["--env", "dev", "--out", "x.zip"], 2, ["--all"]],
    [
      "a standard entity without customizations",
      ["--env", "dev", "--entity", "Territory", "--out", "x.zip"],
      4,
      ["Territory"],
    ],
    [
      "a standard picklist",
      ["--env", "dev", "--picklist", "PurchaseTimeframe", "--out", "x.zip"],
      4,
      ["PurchaseTimeframe"],
    ],
    [
      "--setup-for of what isn't exported",
      [...all, "--setup-for", "entity:lmi_X=skip", "--out", "x.zip"],
      2,
      ["entity:lmi_X"],
    ],
    ["an output that is a folder", [...all, "--out", "environments"], 2, ["environments"]],
    ["an output below a file", [...all, "--out", "README.md/x.zip"], 1, ["README.md/x.zip"]],
    ["an output far below a file", [...all, "--out", "README.md/a/b/x.zip"], 1, ["README.md/a/b/x.zip"]],
    ["an output with too long a name", [...all, "--out", `${long}.zip`], 1, [long]],
    ["an output that is a link to itself", [...all, "--out", "loop"], 1, ["loop"]],
    ["an empty name", [...all, "--name", "", "--out", "x.zip"], 2, ["--name"]],
  ];
  for (const [what, args, exitCode, names] of cases) {
    it(`exits ${exitCode} for ${what}, with one sentence, and writes nothing`, async () => {
      const before = snapshotTree(workspace);
      const run = await envferry(["export", ...args], { cwd: workspace });
      const [complaint, ...others] = complaintsOf(run);
      assert.deepEqual(others, []);
      assertSentence(complaint!, ...names);
      assert.equal(run.exitCode, exitCode, complaint);
      assert.deepEqual(snapshotTree(workspace), before);
    });
  }

  it("names every unknown and broken resource at once", async () => {
    fs.writeFileSync(path.join(workspace, "environments/dev/entities/lmi_Rental.json"), "[1, 2");
    const run = await envferry(
      [
        "export",
        "--env",
        "dev",
        "--entity",
        "lmi_A",
        "lmi_Rental",
        "User",
        "--picklist",
        "lmi_B",
        "--out",
        "x.zip",
      ],
      { cwd: workspace },
    );
    const complaints = complaintsOf(run);
    assert.deepEqual(
      complaints.map((line) => /lmi_A|lmi_B|lmi_Rental|User/.exec(line)?.[0]),
      ["lmi_A", "lmi_Rental", "User", "lmi_B"],
    );
    complaints.forEach((line) => assertSentence(line));
    assert.equal(run.exitCode, 2);
  });

  it("exits 1 for a broken resource, and says what is wrong with its file", async () => {
    fs.writeFileSync(path.join(workspace, "environments/dev/entities/lmi_Rental.json"), "");
    const run = await envferry(["export", "--env", "dev", "--entity", "lmi_Rental", "--out", "x.zip"], {
      cwd: workspace,
    });
    assert.equal(run.exitCode, 1);
    assertSentence(complaintsOf(run)[0]!, "lmi_Rental", "empty");
    assert.ok(!fs.existsSync(path.join(workspace, "x.zip")));
  });

  for (const epoch of ["soon", "-1", "1.5", "1e3", "99999999999999", "253402300800", " 1"]) {
    it(`exits 2 for SOURCE_DATE_EPOCH=${epoch}`, async () => {
      const run = await envferry(["export", ...all, "--out", "x.zip"], {
        cwd: workspace,
        env: { SOURCE_DATE_EPOCH: epoch },
      });
      assert.equal(run.exitCode, 2);
      assertSentence(complaintsOf(run)[0]!, "SOURCE_DATE_EPOCH", epoch);
    });
  }

  for (const code of ["no-space", "no-permission", "read-only", "other"] as const) {
    it(`exits 1 and leaves no file when writing fails with ${code}`, async () => {
      const before = snapshotTree(workspace);
      const run = await envferry(["export", ...all, "--out", "x.zip"], {
        cwd: workspace,
        createFileSystem: faultyFileSystems([{ operation: "write", code }]),
      });
      assert.equal(run.exitCode, 1);
      assertSentence(complaintsOf(run)[0]!, "x.zip");
      assert.deepEqual(snapshotTree(workspace), before);
    });
  }

  it("keeps the file that --force would replace when writing fails", async () => {
    fs.writeFileSync(path.join(workspace, "x.zip"), "precious");
    const run = await envferry(["export", ...all, "--out", "x.zip", "--force"], {
      cwd: workspace,
      createFileSystem: faultyFileSystems([{ operation: "write", code: "no-space" }]),
    });
    assert.equal(run.exitCode, 1);
    assert.equal(fs.readFileSync(path.join(workspace, "x.zip"), "utf8"), "precious");
  });

  it("exits 130 and writes nothing when it is cancelled", async () => {
    const controller = new AbortController();
    const stopAtOnce = faultyFileSystems([], () => {
      controller.abort(new Error("Cancelled"));
      const end = performance.now() + 11;
      while (performance.now() < end);
    });
    const before = snapshotTree(workspace);
    const run = await envferry(["export", ...all, "--out", "x.zip"], {
      cwd: workspace,
      signal: controller.signal,
      createFileSystem: stopAtOnce,
    });
    assert.equal(run.exitCode, 130);
    assert.deepEqual(snapshotTree(workspace), before);
  });

  it("exits 1 for a folder that may not be written to or looked into", async function () {
    if (whyNoPermissions()) {
      this.skip();
    }
    // What is loaded on first use is loaded by a user who may.
    await envferry(["export", ...all, "--out", "first.zip"], { cwd: workspace });
    fs.mkdirSync(path.join(workspace, "readonly"), { mode: 0o555 });
    fs.mkdirSync(path.join(workspace, "closed"), { mode: 0o000 });
    fs.chmodSync(folder(), 0o755);
    const before = snapshotTree(workspace);
    for (const out of ["readonly/x.zip", "readonly/sub/x.zip", "closed/x.zip"]) {
      const run = await asUnprivileged(() => envferry(["export", ...all, "--out", out], { cwd: workspace }));
      assert.equal(run.exitCode, 1);
      assertSentence(complaintsOf(run)[0]!, out, "permission");
    }
    assert.deepEqual(snapshotTree(workspace), before);
  });
});
