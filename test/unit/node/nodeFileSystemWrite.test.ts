import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { NodeFileSystem } from "../../../src/node/nodeFileSystem";
import { snapshotTree, useTemporaryFolder, writeTree } from "../../support/temporaryFolder";
import { asUnprivileged, whyNoPermissions } from "../../support/unprivileged";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("NodeFileSystem, writing", () => {
  const folder = useTemporaryFolder();
  const at = (relative: string): string => path.join(folder(), relative);
  const files = (): NodeFileSystem => new NodeFileSystem(folder());
  const read = (relative: string): string => fs.readFileSync(at(relative), "utf8");

  it("creates a file and the folders above it", async () => {
    await files().writeFile("a/b/c.json", bytes("new"));
    assert.equal(read("a/b/c.json"), "new");
    assert.deepEqual(fs.readdirSync(at("a/b")), ["c.json"]);
  });

  it("writes only what it was given of a larger buffer", async () => {
    await files().writeFile("a", bytes("0123456789").subarray(2, 5));
    assert.equal(read("a"), "234");
  });

  it("replaces a file all at once: whoever has it open keeps the old one", async () => {
    writeTree(folder(), { a: "old" });
    const open = fs.openSync(at("a"), "r");
    try {
      await files().writeFile("a", bytes("new"));
      assert.equal(fs.readFileSync(open, "utf8"), "old");
    } finally {
      fs.closeSync(open);
    }
    assert.equal(read("a"), "new");
    assert.deepEqual(fs.readdirSync(folder()), ["a"]);
  });

  it("leaves everything as it was when the target is a folder", async () => {
    writeTree(folder(), { "target/x": "x" });
    const before = snapshotTree(folder());
    await assert.rejects(files().writeFile("target", bytes("new")), {
      code: "is-a-directory",
      path: "target",
    });
    assert.deepEqual(snapshotTree(folder()), before);
  });

  it("leaves everything as it was when a file is in the way of a folder", async () => {
    writeTree(folder(), { a: "file" });
    const before = snapshotTree(folder());
    await assert.rejects(files().writeFile("a/b", bytes("new")), { name: "FileAccessError" });
    await assert.rejects(files().writeFile("a/b/c", bytes("new")), { name: "FileAccessError" });
    assert.deepEqual(snapshotTree(folder()), before);
  });

  it("leaves everything as it was in a folder that may not be written to", async function () {
    if (whyNoPermissions()) {
      this.skip();
    }
    writeTree(folder(), { "closed/a": "old" });
    fs.chmodSync(at("closed"), 0o555);
    fs.chmodSync(folder(), 0o755);
    const before = snapshotTree(folder());
    await asUnprivileged(async () => {
      await assert.rejects(files().writeFile("closed/a", bytes("new")), { code: "no-permission" });
      await assert.rejects(files().writeFile("closed/b", bytes("new")), { code: "no-permission" });
      await assert.rejects(files().writeFile("closed/c/d", bytes("new")), { code: "no-permission" });
      await assert.rejects(files().deleteFile("closed/a"), { code: "no-permission" });
    });
    assert.deepEqual(snapshotTree(folder()), before);
  });

  it("keeps a file's mode, whatever the umask is", async () => {
    const umask = process.umask(0o027);
    try {
      for (const mode of [0o600, 0o644, 0o664, 0o666, 0o755]) {
        writeTree(folder(), { a: "old" });
        fs.chmodSync(at("a"), mode);
        await files().writeFile("a", bytes("new"));
        assert.equal((fs.statSync(at("a")).mode & 0o777).toString(8), mode.toString(8));
      }
    } finally {
      process.umask(umask);
    }
  });

  it("keeps a link and changes what it points to", async () => {
    writeTree(folder(), { "real/a": "old", "links/x": "" });
    fs.symlinkSync("../real/a", at("links/a"));
    await files().writeFile("links/a", bytes("new"));
    assert.equal(fs.readlinkSync(at("links/a")), "../real/a");
    assert.equal(read("real/a"), "new");
    assert.deepEqual(fs.readdirSync(at("real")), ["a"]);
    assert.deepEqual(fs.readdirSync(at("links")), ["a", "x"]);
  });

  it("follows a link from where it really is, not from where it is seen through another link", async () => {
    writeTree(folder(), { "deep/down/shared/a": "old", "deep/down/env/x": "", "ws/y": "" });
    fs.symlinkSync("../shared/a", at("deep/down/env/a"));
    fs.symlinkSync("../deep/down/env", at("ws/env"));
    await files().writeFile("ws/env/a", bytes("new"));
    assert.equal(read("deep/down/shared/a"), "new");
    assert.deepEqual(fs.readdirSync(at("ws")), ["env", "y"]);
  });

  it("keeps a link that leads nowhere yet, and creates what it points to", async () => {
    fs.mkdirSync(at("real"));
    fs.symlinkSync("real/a", at("link"));
    await files().writeFile("link", bytes("new"));
    assert.ok(fs.lstatSync(at("link")).isSymbolicLink());
    assert.equal(read("real/a"), "new");
  });

  it("writes below a folder that is a link", async () => {
    fs.mkdirSync(at("real"));
    fs.symlinkSync("real", at("link"));
    await files().writeFile("link/sub/a", bytes("new"));
    assert.ok(fs.lstatSync(at("link")).isSymbolicLink());
    assert.equal(read("real/sub/a"), "new");
  });

  it("writes a file whose name is nearly as long as the system allows", async () => {
    const name = `${"n".repeat(246)}.zip`;
    await files().writeFile(name, bytes("new"));
    assert.equal(read(name), "new");
  });

  it("deletes a file, and a link without what it points to", async () => {
    writeTree(folder(), { a: "a", real: "r" });
    fs.symlinkSync("real", at("link"));
    await files().deleteFile("a");
    await files().deleteFile("link");
    assert.deepEqual(fs.readdirSync(folder()), ["real"]);
  });

  it("says why something can't be deleted", async () => {
    writeTree(folder(), { "folder/x": "" });
    await assert.rejects(files().deleteFile("gone"), { code: "not-found" });
    await assert.rejects(files().deleteFile("folder"), { name: "FileAccessError" });
    assert.ok(fs.existsSync(at("folder/x")));
  });
});
