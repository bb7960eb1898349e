import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { NodeFileSystem } from "../../../src/node/nodeFileSystem";
import { useTemporaryFolder } from "../../support/temporaryFolder";

describe("NodeFileSystem, reading links that lead nowhere", () => {
  const folder = useTemporaryFolder();
  const files = (): NodeFileSystem => new NodeFileSystem(folder());

  it("tells them from what isn't there", async () => {
    fs.symlinkSync("nowhere", path.join(folder(), "link"));
    const refusal = { code: "not-a-file", path: "link", reason: "it is a link that leads nowhere" };
    await assert.rejects(files().readFile("link"), refusal);
    await assert.rejects(files().readDirectory("link"), refusal);
    for await (const [read] of files().readFiles(["link"])) {
      assert.equal(read?.error?.reason, refusal.reason);
    }
    await assert.rejects(files().readFile("none"), { code: "not-found" });
    await assert.rejects(files().readDirectory("none/below"), { code: "not-found" });
  });

  it("names the one in the place of a folder", async () => {
    fs.mkdirSync(path.join(folder(), "real"));
    fs.symlinkSync("nowhere", path.join(folder(), "real/link"));
    await assert.rejects(files().readFile("real/link/below/file"), {
      code: "not-a-file",
      path: "real/link/below/file",
      reason: "real/link is a link that leads nowhere",
    });
  });

  it("minds no link that leads to a folder in which something is missing", async () => {
    fs.mkdirSync(path.join(folder(), "real"));
    fs.symlinkSync("real", path.join(folder(), "link"));
    await assert.rejects(files().readFile("link/none"), { code: "not-found" });
  });
});
