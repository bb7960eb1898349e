import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as os from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { scaled } from "../../../scripts/editor/timeScale";
import { copySample } from "../../support/cli";
import { useTemporaryFolder } from "../../support/temporaryFolder";

const projectFolder = process.cwd();

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe("envferry as a process", function () {
  this.timeout(scaled(30_000));
  const folder = useTemporaryFolder();
  let bundle: string;

  before("bundle the command line", async () => {
    bundle = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "envferry-cli-")), "cli.js");
    await build({
      entryPoints: ["src/cli.ts"],
      outfile: bundle,
      bundle: true,
      platform: "node",
      target: "node20.9",
      format: "cjs",
      mainFields: ["module", "main"],
    });
  });
  after("remove the bundle", () => fs.rmSync(path.dirname(bundle), { recursive: true, force: true }));

  const start = (...args: string[]): ChildProcess =>
    spawn(process.execPath, [bundle, ...args], { cwd: folder(), env: { ...process.env, NO_COLOR: "1" } });

  async function run(...args: string[]): Promise<Ended> {
    const child = start(...args);
    const ended = { stdout: "", stderr: "" };
    child.stdout?.on("data", (chunk: Buffer) => (ended.stdout += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (ended.stderr += chunk.toString()));
    const exitCode = await exitOf(child);
    return { exitCode, ...ended };
  }

  it("ends with the exit code and prints where it should", async () => {
    copySample(folder());
    const [listed, wrong, refused] = await Promise.all([
      run("list", "--workspace", "workspace", "--json"),
      run("nonsense"),
      run("inspect", "workspace/README.md"),
    ]);
    assert.deepEqual([listed.exitCode, listed.stderr], [0, ""]);
    assert.equal((JSON.parse(listed.stdout) as { environments: object[] }).environments.length, 3);
    assert.deepEqual([wrong.exitCode, wrong.stdout], [2, ""]);
    assert.deepEqual([refused.exitCode, refused.stdout], [1, ""]);
    assert.match(refused.stderr, /^envferry: .*\(package-unreadable\)\n$/);
  });

  it("exports and imports when it is bundled", async () => {
    copySample(folder());
    const exported = await run(
      "export",
      "--workspace",
      "workspace",
      "--env",
      "staging",
      "--all",
      "--out",
      "p.zip",
    );
    assert.equal(exported.exitCode, 0, exported.stderr);
    const imported = await run(
      "import",
      "p.zip",
      "--workspace",
      "workspace",
      "--env",
      "production",
      "--json",
    );
    assert.equal(imported.exitCode, 0, imported.stderr);
    const again = await run("import", "p.zip", "--workspace", "workspace", "--env", "production");
    assert.equal(again.exitCode, 4);
  });

  it("plans, imports and undoes when it is bundled, with the exit codes that tell how it went", async () => {
    copySample(folder());
    const at = ["--workspace", "workspace"];
    const into = [...at, "--env", "production"];
    await run("export", ...at, "--env", "staging", "--all", "--out", "p.zip");
    const codes: (number | null)[] = [];
    for (const args of [
      ["import", "p.zip", ...into, "--plan-out", "plan.json", "--report", "markdown"],
      ["import", "p.zip", ...into, "--plan", "plan.json", "--report", "junit"],
      ["import", "p.zip", ...into, "--plan", "plan.json"],
      ["import", "p.zip", ...into],
      ["undo", ...into],
      ["undo", ...into],
      ["recover", ...into, "--finish"],
      ["recover", ...into],
      ["import", "p.zip", ...into, "--plan", "plan.json"],
    ]) {
      codes.push((await run(...args)).exitCode);
    }
    assert.deepEqual(codes, [0, 0, 1, 4, 0, 4, 4, 2, 0]);
  });

  it("prints all of a large output before it ends", async () => {
    copySample(folder());
    const args = ["--workspace", "workspace", "--env", "staging"];
    await run("export", "--workspace", "workspace", "--env", "dev", "--all", "--out", "p.zip");
    const { exitCode, stdout } = await run("import", "p.zip", ...args, "--dry-run", "--json");
    assert.equal(exitCode, 1);
    assert.equal((JSON.parse(stdout) as { resources: object[] }).resources.length, 25);
  });

  it("isn't upset by a reader that has seen enough", async () => {
    copySample(folder());
    for (const stream of ["stdout", "stderr"] as const) {
      const child = start(
        "export",
        "--workspace",
        "workspace",
        "--env",
        "dev",
        "--entity",
        "lmi_InstrumentTrial",
        "--no-related",
        "--out",
        `${stream}.zip`,
      );
      let said = "";
      child[stream]?.destroy();
      child[stream === "stdout" ? "stderr" : "stdout"]?.on(
        "data",
        (chunk: Buffer) => (said += chunk.toString()),
      );
      assert.equal(await exitOf(child), 0, said);
      assert.doesNotMatch(said, /EPIPE| at /);
    }
  });

  it("reads a package from standard input", async () => {
    copySample(folder());
    await run("export", "--workspace", "workspace", "--env", "dev", "--all", "--out", "p.zip");
    const child = start("inspect", "-");
    child.stdin?.end(fs.readFileSync(path.join(folder(), "p.zip")));
    let said = "";
    child.stdout?.on("data", (chunk: Buffer) => (said += chunk.toString()));
    assert.equal(await exitOf(child), 0);
    assert.match(said, /^Development\n/);
  });

  it("keeps what it did, and its exit code, when nothing more can be printed", async function () {
    if (!fs.existsSync("/dev/full")) {
      this.skip();
    }
    copySample(folder());
    const full = fs.openSync("/dev/full", "w");
    const at = ["--workspace", "workspace"];
    const cases: [args: string[], exitCode: number][] = [
      [["export", ...at, "--env", "dev", "--all", "--out", "p.zip"], 0],
      [["import", "p.zip", ...at, "--env", "production", "--setup", "add", "--dry-run"], 1],
      [["list", ...at], 1],
    ];
    try {
      for (const [args, exitCode] of cases) {
        const child = spawn(process.execPath, [bundle, ...args], {
          cwd: folder(),
          stdio: ["ignore", full, "pipe"],
        });
        let said = "";
        child.stderr?.on("data", (chunk: Buffer) => (said += chunk.toString()));
        assert.equal(await exitOf(child), exitCode, said);
        assert.match(said, /^envferry: The output can't be written: .*no space left/m);
        assert.doesNotMatch(said, /^ +at /m);
      }
    } finally {
      fs.closeSync(full);
    }
    assert.ok(fs.existsSync(path.join(folder(), "p.zip")));
  });

  it("ends with 130 when it is interrupted, or was done before", async () => {
    copySample(folder());
    const child = start("export", "--workspace", "workspace", "--env", "dev", "--all", "--out", "p.zip");
    setTimeout(() => child.kill("SIGINT"), 60);
    const exitCode = await exitOf(child);
    assert.ok(exitCode === 0 || exitCode === 130 || child.signalCode === "SIGINT", `${exitCode}`);
    const leftovers = fs.readdirSync(folder()).filter((name) => name.endsWith(".tmp"));
    assert.deepEqual(leftovers, []);
  });

  it("runs from its source as well", async () => {
    const tsx = pathToFileURL(createRequire(__filename).resolve("tsx")).href;
    const child = spawn(process.execPath, [
      "--import",
      tsx,
      path.join(projectFolder, "src/cli.ts"),
      "--version",
    ]);
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    assert.equal(await exitOf(child), 0);
    const { version } = JSON.parse(fs.readFileSync("package.json", "utf8")) as { version: string };
    assert.equal(said.trim(), version);
  });
});

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once("close", (code) => resolve(code)));
}
