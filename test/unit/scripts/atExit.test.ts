import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { scriptArguments } from "../../../scripts/editor/scriptArguments";
import { projectFolder } from "../../../scripts/editor/paths";

describe("what is cleaned up at the end of a process", () => {
  it("is what is still to be, the last one first, by a single listener", () => {
    const [loader, url] = scriptArguments("");
    const program = `
      import("./scripts/editor/atExit.ts").then(({ default: { atExit } }) => {
        for (let index = 0; index < 20; index++) atExit(() => console.log("early " + index));
        const done = atExit(() => console.log("asked for"));
        atExit(() => console.log("last"));
        done();
        done();
        console.log(process.listenerCount("exit"));
        process.kill(process.pid, "SIGTERM");
        setTimeout(() => {}, 60_000);
      });
    `;
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [loader!, url!, "--input-type=module", "--eval", program],
      { cwd: projectFolder, encoding: "utf8" },
    );
    assert.equal(stderr, "");
    assert.equal(status, 143);
    const lines = stdout.trimEnd().split("\n");
    assert.deepEqual(lines.slice(0, 4), ["asked for", "1", "last", "early 19"]);
    assert.equal(lines.length, 23);
  });
});
