import assert from "node:assert/strict";
import * as path from "node:path";
import { complaintsOf, copySample, envferry, faultyFileSystems, jsonOf } from "../../support/cli";
import { buildTestPackage, environmentFiles } from "../../support/factories";
import { useTemporaryFolder, writeTree } from "../../support/temporaryFolder";
import { assertSentence } from "../../support/assertSentence";

const commands = ["list", "validate", "export", "inspect", "import", "undo", "recover"];
const required: Record<string, string[]> = {
  export: ["--env", "dev", "--all", "--out", "x.zip"],
  import: ["p.zip", "--env", "dev"],
  undo: ["--env", "dev"],
  recover: ["--env", "dev", "--finish"],
};
const escape = "\u001b[";

describe("envferry, wrong usage with --json", () => {
  const folder = useTemporaryFolder();
  const wrong: Record<string, string[]> = {
    "an unknown command": ["lst", "--json"],
    "an unknown option": ["list", "--nonsense", "--json"],
    "a missing option": ["import", "p.zip", "--json"],
    "an environment that isn't there": ["import", "p.zip", "--env", "nowhere", "--json"],
    "a package that isn't there": ["inspect", "missing.zip", "--json"],
    "a resource that isn't there": [
      "export",
      "--env",
      "dev",
      "--entity",
      "con_No",
      "--out",
      "q.zip",
      "--json",
    ],
    "a folder that isn't there": ["list", "--workspace", "nowhere", "--json"],
    "a report as JSON": ["import", "p.zip", "--env", "nowhere", "--report", "json"],
    "a report as JSON, written otherwise": ["import", "p.zip", "--env", "nowhere", "--report=json"],
  };
  for (const [what, args] of Object.entries(wrong)) {
    it(`prints one object for ${what}`, async () => {
      copySample(folder());
      const run = await envferry(args, { cwd: path.join(folder(), "workspace") });
      assert.equal(run.exitCode, 2, run.stderr);
      const { problems } = jsonOf<{ problems: { severity: string; message: string }[] }>(run);
      assert.ok(problems.length > 0);
      for (const { severity, message } of problems) {
        assert.equal(severity, "error");
        assert.doesNotMatch(message, /\n|^error: /);
      }
    });
  }

  it("prints one object when the command is cancelled", async () => {
    const stdin = (async function* () {
      yield await Promise.resolve(new Uint8Array(1));
    })();
    const signal = AbortSignal.abort(new Error("stop"));
    const run = await envferry(["inspect", "-", "--json"], { cwd: folder(), signal, stdin });
    assert.equal(run.exitCode, 130);
    assert.equal(jsonOf<{ problems: unknown[] }>(run).problems.length, 1);
  });
});

describe("envferry, usage", () => {
  it("prints its version", async () => {
    for (const flag of ["--version", "-v"]) {
      assert.deepEqual(await envferry([flag]), { exitCode: 0, stdout: "0.0.0\n", stderr: "" });
    }
  });

  it("prints help that names every command and exit code", async () => {
    for (const args of [["--help"], ["-h"], ["help"]]) {
      const { exitCode, stdout, stderr } = await envferry(args);
      assert.deepEqual([exitCode, stderr], [0, ""]);
      commands.forEach((command) => assert.match(stdout, new RegExp(`^  ${command} `, "m")));
      [0, 1, 2, 3, 4].forEach((code) => assert.match(stdout, new RegExp(`\\b${code} \\w`)));
    }
  });

  for (const command of commands) {
    it(`prints help for ${command}`, async () => {
      for (const args of [
        [command, "--help"],
        ["help", command],
      ]) {
        const { exitCode, stdout, stderr } = await envferry(args);
        assert.deepEqual([exitCode, stderr], [0, ""]);
        assert.match(stdout, new RegExp(`^Usage: envferry ${command}`));
        assert.match(stdout, /--json/);
      }
    });

    it(`exits 2 for an unknown option of ${command}`, async () => {
      // Options that are required come first, so that these are given.
      const { exitCode, stdout, stderr } = await envferry([
        command,
        "--nonsense",
        ...(required[command] ?? []),
      ]);
      assert.deepEqual([exitCode, stdout], [2, ""]);
      assert.match(stderr, /--nonsense/);
    });
  }

  const wrong: string[][] = [
    [],
    ["nonsense"],
    ["help", "nonsense"],
    ["--nonsense"],
    ["list", "extra"],
    ["list", "--workspace"],
    ["validate", "extra"],
    ["export"],
    ["export", "--env", "dev", "--all"],
    ["export", "--all", "--out", "x.zip"],
    ["export", "--env", "dev", "--all", "--entity", "A", "--out", "x.zip"],
    ["export", "--env", "dev", "--all", "--picklist", "A", "--out", "x.zip"],
    ["export", "--env", "dev", "--entity", "--out", "x.zip"],
    ["export", "--env", "dev", "--all", "--setup", "replace", "--out", "x.zip"],
    ["export", "--env", "dev", "--all", "--setup-for", "con_A=skip", "--out", "x.zip"],
    ["inspect"],
    ["inspect", "a.zip", "b.zip"],
    ["import"],
  ];
  for (const args of wrong) {
    it(`exits 2 for: envferry ${args.join(" ")}`, async () => {
      const { exitCode, stdout, stderr } = await envferry(args);
      assert.deepEqual([exitCode, stdout], [2, ""]);
      assert.notEqual(stderr, "");
    });
  }

  it("suggests what may have been meant", async () => {
    assert.match((await envferry(["exprot"])).stderr, /export/);
    assert.match((await envferry(["list", "--jsn"])).stderr, /--json/);
    const help = await envferry(["help", "exprot"]);
    assert.match(help.stderr, /exprot.*\n.*export/);
    assert.doesNotMatch(help.stderr, /Usage:/);
  });
});

describe("envferry, colours", () => {
  const folder = useTemporaryFolder();
  const broken = environmentFiles({ description: { default: true }, files: { "entities/con_A.json": "{" } });

  for (const command of [["list"], ["validate"]]) {
    it(`are in the output of ${command[0]} only on a terminal that may show them`, async () => {
      writeTree(folder(), broken);
      const isColoured = async (isTTY: boolean, env: Record<string, string> = {}): Promise<boolean> =>
        (await envferry(command, { cwd: folder(), isTTY, env })).stdout.includes(escape);
      assert.equal(await isColoured(true), true);
      assert.equal(await isColoured(true, { NO_COLOR: "1" }), false);
      assert.equal(await isColoured(true, { TERM: "dumb" }), false);
      assert.equal(await isColoured(false), false);
      assert.equal(await isColoured(false, { FORCE_COLOR: "" }), false);
    });
  }

  it("are in no JSON, terminal or not", async () => {
    writeTree(folder(), broken);
    for (const command of ["list", "validate"]) {
      const { stdout } = await envferry([command, "--json"], { cwd: folder(), isTTY: true });
      assert.ok(!stdout.includes(escape));
      JSON.parse(stdout);
    }
  });

  it("and progress stay out of the JSON of an import", async () => {
    writeTree(folder(), { ...environmentFiles(), "p.zip": await buildTestPackage() });
    const run = await envferry(["import", "p.zip", "--env", "dev", "--json"], { cwd: folder(), isTTY: true });
    assert.equal(jsonOf(run)["outcome"], "imported");
    assert.ok(!run.stdout.includes(escape));
    assert.match(run.stderr, /Importing Project, 1 of 2|Importing Stage, 1 of 2/);
  });

  it("don't change the words", async () => {
    const workspace = copySample(folder());
    const [plain, coloured] = [
      await envferry(["list"], { cwd: workspace }),
      await envferry(["list"], { cwd: workspace, isTTY: true }),
    ];
    // eslint-disable-next-line no-control-regex -- colours are what is taken out
    assert.equal(coloured.stdout.replace(/\u001b\[\d+m/g, ""), plain.stdout);
  });
});

describe("envferry, the setting that names the folder of the environments", () => {
  const folder = useTemporaryFolder();

  for (const [setting, isGood] of [
    ["environments", true],
    ["./environments/", true],
    ["../environments", false],
    ["/environments", false],
    ["", false],
    [3, false],
  ] as const) {
    it(`${isGood ? "is followed" : "isn't, and that is said,"} when it is ${JSON.stringify(setting)}`, async () => {
      const settings = JSON.stringify({ "envferry.environmentsFolder": setting });
      writeTree(folder(), { ...environmentFiles(), ".vscode/settings.json": settings });
      const run = await envferry(["list", "--json"], { cwd: folder() });
      assert.equal(run.exitCode, 0);
      assert.equal(jsonOf<{ environments: object[] }>(run).environments.length, 1);
      if (isGood) {
        assert.equal(run.stderr, "");
      } else {
        assertSentence(run.stderr.trimEnd(), "envferry.environmentsFolder", ".vscode/settings.json");
      }
    });
  }
});

describe("envferry, a workspace that can't be listed", () => {
  const folder = useTemporaryFolder();

  for (const command of [["list"], ["validate"], ["export", "--env", "dev", "--all", "--out", "x.zip"]]) {
    it(`makes ${command[0]} exit 1 with the reason`, async () => {
      writeTree(folder(), environmentFiles());
      const run = await envferry(command, {
        cwd: folder(),
        createFileSystem: faultyFileSystems([
          { operation: "list", path: "environments", code: "no-permission" },
        ]),
      });
      assert.equal(run.exitCode, 1);
      assertSentence(complaintsOf(run)[0]!, "environments", "permission");
    });

    it(`makes ${command[0]} exit 1 when "environments" is a file`, async () => {
      writeTree(folder(), { environments: "a file" });
      const run = await envferry(command, { cwd: folder() });
      assert.equal(run.exitCode, 1);
      assertSentence(complaintsOf(run)[0]!, "environments");
    });
  }

  for (const workspace of ["nowhere", "file", "n".repeat(300)]) {
    it(`makes list and validate exit 2 for the workspace ${workspace.slice(0, 10)}`, async () => {
      writeTree(folder(), { file: "" });
      for (const command of ["list", "validate"]) {
        const run = await envferry([command, "--workspace", workspace], { cwd: folder() });
        assert.equal(run.exitCode, 2);
        assertSentence(complaintsOf(run)[0]!, workspace);
      }
    });
  }
});
