import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { setImmediate } from "node:timers/promises";
import type { ProcessInfo } from "../../../src/core/ports";
import { createNodeAgent } from "../../../src/node/nodeAgent";
import { bundleProgram, runUnprivileged, talkTo } from "../../support/childProgram";
import { useTemporaryFolder } from "../../support/temporaryFolder";
import { whyNoPermissions } from "../../support/unprivileged";

const hasProc = process.platform === "linux";

describe("createNodeAgent", () => {
  const folder = useTemporaryFolder();
  const agent = createNodeAgent();
  const other = (pid: number): ProcessInfo => ({ pid, host: hostname(), startMark: undefined });

  it("knows this process, and that it runs", () => {
    assert.equal(agent.process.pid, process.pid);
    assert.equal(agent.process.host, hostname());
    assert.equal(agent.isRunning(agent.process), true);
    assert.equal(agent.isRunning({ ...agent.process, startMark: undefined }), true);
  });

  it("gives ids that nobody else gets, and the time", () => {
    assert.notEqual(agent.newId(), agent.newId());
    assert.match(agent.newId(), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.ok(Math.abs(agent.now().getTime() - Date.now()) < 60_000);
  });

  it("tells a process that has ended from one that runs", async () => {
    const child = talkTo(process.execPath, ["-e", "process.stdin.resume(); console.log('there')"]);
    assert.equal(await child.line(), "there");
    const { pid } = child.process;
    assert.ok(pid !== undefined);
    assert.equal(agent.isRunning(other(pid)), true);
    child.process.kill("SIGKILL");
    await child.ended;
    assert.equal(agent.isRunning(other(pid)), false);
  });

  it("tells a process from an earlier one of the same number", function () {
    if (!hasProc) {
      this.skip();
    }
    const { startMark } = agent.process;
    assert.match(startMark ?? "", /^[0-9a-f-]{36} \d+$/);
    assert.equal(agent.isRunning({ ...agent.process, startMark: `${startMark}0` }), false);
    const otherBoot = startMark?.replace(/^[^ ]+/, "00000000-0000-0000-0000-000000000000");
    assert.equal(agent.isRunning({ ...agent.process, startMark: otherBoot }), false);
  });

  it("doesn't take one for running that only waits to be buried", async function () {
    if (!hasProc) {
      this.skip();
    }
    // A shell that starts a program, and becomes one that never asks what became of it.
    const parent = talkTo("sh", ["-c", "sleep 60 & echo $!; exec sleep 60"]);
    try {
      const pid = Number(await parent.line());
      await until(`/proc/${parent.process.pid}/comm`, "sleep");
      process.kill(pid, "SIGKILL");
      await until(`/proc/${pid}/stat`, ") Z ");
      process.kill(pid, 0);
      assert.equal(agent.isRunning(other(pid)), false);
    } finally {
      parent.process.kill("SIGKILL");
      await parent.ended;
    }
  });

  it("can't tell of another machine's process", () => {
    assert.equal(agent.isRunning({ ...agent.process, host: "another.example" }), undefined);
  });

  it("counts a process as running that it may not signal", function () {
    if (whyNoPermissions()) {
      this.skip();
    }
    const program = bundleProgram("test/unit/node/programs/askAsNobody.ts", folder());
    const init = JSON.stringify(other(process.geteuid?.() === 0 ? process.pid : 1));
    assert.equal(runUnprivileged(program, ["running", init]).trim(), "true");
  });
});

/** Resolves once a file of the system has a text in it. */
async function until(file: string, text: string): Promise<void> {
  while (!readFileSync(file, "utf8").includes(text)) {
    await setImmediate();
  }
}
