import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { NodeFileSystem } from "../../../src/node/nodeFileSystem";
import {
  endlessDevice,
  linkToEndless,
  makePipe,
  whyNoSpecialFiles,
  withSocket,
} from "../../support/specialFiles";
import { useTemporaryFolder, writeTree } from "../../support/temporaryFolder";

const bytes = new TextEncoder().encode("new");

describe("NodeFileSystem, with pipes, devices and sockets", function () {
  before(function () {
    if (whyNoSpecialFiles()) {
      this.skip();
    }
  });
  const folder = useTemporaryFolder();
  const at = (relative: string): string => path.join(folder(), relative);
  const files = (): NodeFileSystem => new NodeFileSystem(folder());
  /** Everything that may be asked for: each is refused in the same words, and the thing is still there. */
  const refuses = async (name: string, kind: string): Promise<void> => {
    const before = fs.statSync(at(name));
    const refusal = {
      name: "FileAccessError",
      code: "not-a-file",
      path: name,
      reason: `it is no file but ${kind}`,
    };
    await assert.rejects(files().readFile(name), refusal);
    for await (const [read] of files().readFiles([name])) {
      assert.equal(read?.error?.reason, refusal.reason);
    }
    await assert.rejects(files().writeFile(name, bytes), refusal);
    await assert.rejects(files().writeFile(name, bytes, { durable: true }), refusal);
    await assert.rejects(files().createFile(name, bytes), { code: "already-exists" });
    await assert.rejects(files().renameFile(name, "moved"), refusal);
    writeTree(folder(), { file: "file" });
    await assert.rejects(files().renameFile("file", name), refusal);
    assert.equal(fs.readFileSync(at("file"), "utf8"), "file");
    const after = fs.statSync(at(name));
    assert.deepEqual([after.ino, after.mode, after.size], [before.ino, before.mode, before.size]);
    assert.deepEqual(fs.readdirSync(folder()).sort(), [name, "file"].sort());
  };

  it("never opens, replaces, moves or deletes a pipe", async () => {
    makePipe(at("pipe"));
    await refuses("pipe", "a pipe");
    await assert.rejects(files().deleteFile("pipe"), { code: "not-a-file" });
    assert.ok(fs.lstatSync(at("pipe")).isFIFO());
  });

  it("never opens, replaces, moves or deletes a socket", () =>
    withSocket(at("socket"), async () => {
      await refuses("socket", "a socket");
      await assert.rejects(files().deleteFile("socket"), { code: "not-a-file" });
      assert.ok(fs.lstatSync(at("socket")).isSocket());
    }));

  it("never opens or replaces a device behind a link", async () => {
    linkToEndless(at("zero"));
    await refuses("zero", "a device");
    assert.equal(fs.readlinkSync(at("zero")), endlessDevice());
    assert.ok(fs.statSync(endlessDevice()).isCharacterDevice());
  });

  it("lists them as something else, and what their links lead to", async () => {
    writeTree(folder(), { "a.json": "", "sub/x": "" });
    makePipe(at("pipe"));
    fs.symlinkSync("pipe", at("to-pipe"));
    fs.symlinkSync("sub", at("to-sub"));
    const listed = (await files().readDirectory("")).sort((a, b) => (a.name < b.name ? -1 : 1));
    assert.deepEqual(listed, [
      { name: "a.json", kind: "file" },
      { name: "pipe", kind: "other" },
      { name: "sub", kind: "directory" },
      { name: "to-pipe", kind: "other", isLink: true },
      { name: "to-sub", kind: "directory", isLink: true },
    ]);
  });

  it("reads a file of which the system doesn't know the length", async function () {
    if (process.platform !== "linux") {
      this.skip();
    }
    const system = new NodeFileSystem("/proc/self");
    const status = Buffer.from(await system.readFile("status")).toString();
    assert.match(status, /^Name:.*\n[^]*Threads:/);
  });

  it("refuses a file of a length that no memory holds", async () => {
    const file = fs.openSync(at("large"), "w");
    fs.ftruncateSync(file, 2 ** 40);
    fs.closeSync(file);
    await assert.rejects(files().readFile("large"), { reason: "it is larger than 2 GiB" });
  });
});
