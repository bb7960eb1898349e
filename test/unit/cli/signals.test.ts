import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { bundleProgram, talkTo } from "../../support/childProgram";
import { copySample } from "../../support/cli";
import { linkToEndless, makePipe, whyNoSpecialFiles } from "../../support/specialFiles";
import { useTemporaryFolder, writeTree } from "../../support/temporaryFolder";

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** Nothing waits longer than this: then it hangs, and is killed. */
const longest = 20_000;

describe("envferry as a process, where something never comes to an end", function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  let bundle: string;

  before("bundle the command line", function () {
    if (whyNoSpecialFiles()) {
      this.skip();
    }
    bundle = bundleProgram("src/cli.ts", fs.mkdtempSync(path.join(os.tmpdir(), "envferry-cli-")));
  });
  after("remove the bundle", () => {
    if (bundle) {
      fs.rmSync(path.dirname(bundle), { recursive: true, force: true });
    }
  });

  const start = (...args: string[]): ChildProcess =>
    spawn(process.execPath, [bundle, ...args], { cwd: folder(), timeout: longest, killSignal: "SIGKILL" });

  async function end(child: ChildProcess): Promise<Ended> {
    let stderr = "";
    child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    return new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal, stderr })));
  }

  async function run(...args: string[]): Promise<Ended> {
    const child = start(...args);
    child.stdout?.resume();
    return end(child);
  }

  it("ends by itself before pipes and endless devices, whoever reads them, and leaves them there", async () => {
    const workspace = copySample(folder());
    assert.equal(
      (await run("export", "--workspace", "workspace", "--env", "dev", "--all", "--out", "p.zip")).code,
      0,
    );
    makePipe(path.join(folder(), "pipe"));
    const staging = path.join(workspace, "environments/staging");
    const into = ["--workspace", "workspace", "--env", "staging"];
    const places = [
      "environment.json",
      "imports.jsonl",
      ".envferry/lock",
      ".envferry/journal",
      "entities/lmi_Rental.json",
    ];
    for (const [make, name] of [
      [makePipe, "a pipe"],
      [linkToEndless, "a device"],
    ] as const) {
      for (const place of places) {
        const absolute = path.join(staging, place);
        const kept = fs.existsSync(absolute) ? fs.readFileSync(absolute) : undefined;
        fs.rmSync(absolute, { force: true });
        fs.mkdirSync(path.dirname(absolute), { recursive: true });
        make(absolute);
        const [validated, imported] = await Promise.all([
          run("validate", "--workspace", "workspace"),
          run("import", "p.zip", ...into),
        ]);
        assert.equal(validated.signal, null, `validate, ${name} at ${place}`);
        assert.deepEqual([imported.signal, imported.code], [null, 1], `import, ${name} at ${place}`);
        assert.ok(!fs.statSync(absolute).isFile(), `${name} at ${place}`);
        fs.rmSync(absolute);
        if (kept) {
          fs.writeFileSync(absolute, kept);
        }
      }
    }
    for (const args of [
      ["inspect", "pipe"],
      ["import", "pipe", ...into],
      ["import", "p.zip", ...into, "--plan", "pipe"],
    ]) {
      const { code, signal, stderr } = await run(...args);
      assert.deepEqual([code, signal], [1, null], args.join(" "));
      assert.match(stderr, /^envferry: .*it is no file but a pipe\.\n$/);
    }
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`ends at ${signal} while it waits for standard input`, async () => {
      const child = start("inspect", "-");
      const ended = end(child);
      // More than the system holds for a reader: once it is taken, the program reads, and waits for more.
      child.stdin?.on("error", () => undefined);
      await new Promise((resolve) => child.stdin?.write(new Uint8Array(1024 * 1024), resolve));
      child.kill(signal);
      assert.deepEqual(await ended, {
        code: 130,
        signal: null,
        stderr: "envferry: Cancelled. Nothing was changed.\n",
      });
    });
  }

  for (const [first, second] of [
    ["SIGINT", "SIGINT"],
    ["SIGINT", "SIGTERM"],
    ["SIGTERM", "SIGINT"],
  ] as const) {
    it(`asks for an orderly end at ${first}, and ends on the spot at ${second} after it`, async () => {
      const job = talkTo(process.execPath, [bundleProgram("test/unit/cli/programs/deafJob.ts", folder())]);
      assert.equal(await job.line(), "ready");
      job.process.kill(first);
      assert.equal(await job.line(), "asked");
      assert.equal(job.process.exitCode, null);
      job.process.kill(second);
      await job.ended;
      assert.equal(job.process.signalCode, second);
    });
  }

  it("ends at a signal once its job is done, while nobody reads what it prints", async () => {
    copySample(folder());
    const broken = Object.fromEntries(
      Array.from({ length: 8_000 }, (_, index) => [`con_Broken${index}_${"n".repeat(60)}.json`, "{"]),
    );
    writeTree(path.join(folder(), "workspace/environments/dev/entities"), broken);
    const child = start("validate", "--workspace", "workspace", "--json");
    const ended = end(child);
    // Its buffer is full before the end is printed.
    await new Promise((resolve) => child.stdout?.once("readable", resolve));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    assert.equal(child.exitCode, null);
    child.kill("SIGTERM");
    assert.deepEqual(await ended, { code: null, signal: "SIGTERM", stderr: "" });
  });
});
