import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { FileAccessError, type FileContent } from "../../../src/core/ports";
import { NodeFileSystem } from "../../../src/node/nodeFileSystem";
import { useTemporaryFolder, writeTree } from "../../support/temporaryFolder";
import { asUnprivileged, whyNoPermissions } from "../../support/unprivileged";

describe("NodeFileSystem, reading", () => {
  const folder = useTemporaryFolder();
  const at = (relative: string): string => path.join(folder(), relative);
  const files = (): NodeFileSystem => new NodeFileSystem(folder());

  async function names(relative: string): Promise<string[]> {
    const entries = await files().readDirectory(relative);
    const ends = { directory: "/", file: "", other: "?" };
    return entries.map(({ name, kind }) => name + ends[kind]).sort();
  }

  async function readAll(paths: readonly string[]): Promise<FileContent[]> {
    const contents: FileContent[] = [];
    for await (const batch of files().readFiles(paths)) {
      contents.push(...batch);
    }
    return contents;
  }

  it("lists files and folders, and the root by an empty path", async () => {
    writeTree(folder(), { "a.json": "a", "b/c.json": "c", ".hidden": "" });
    assert.deepEqual(await names(""), [".hidden", "a.json", "b/"]);
    assert.deepEqual(await names("b"), ["c.json"]);
  });

  it("lists a link as what it points to, and as something else where it leads nowhere", async () => {
    writeTree(folder(), { "real.json": "a", "folder/x": "" });
    fs.symlinkSync("real.json", at("file-link"));
    fs.symlinkSync("folder", at("folder-link"));
    fs.symlinkSync("gone", at("dangling"));
    assert.deepEqual(await names(""), ["dangling?", "file-link", "folder-link/", "folder/", "real.json"]);
  });

  it("lists the rest beside a link that points to itself", async () => {
    writeTree(folder(), { "a.json": "a" });
    fs.symlinkSync("loop", at("loop"));
    assert.deepEqual(await names(""), ["a.json", "loop?"]);
  });

  it("lists the rest beside a link into a folder that may not be entered", async function () {
    if (whyNoPermissions()) {
      this.skip();
    }
    writeTree(folder(), { "open/a.json": "a", "closed/b.json": "b" });
    fs.symlinkSync("../closed/b.json", at("open/link"));
    fs.chmodSync(at("closed"), 0);
    fs.chmodSync(folder(), 0o755);
    const listed = await asUnprivileged(() => names("open"));
    assert.ok(listed.includes("a.json"));
  });

  it("reads a file's bytes, through a link too", async () => {
    writeTree(folder(), { "a/b.bin": Uint8Array.of(0, 255, 10) });
    fs.symlinkSync("a/b.bin", at("link"));
    assert.deepEqual([...(await files().readFile("a/b.bin"))], [0, 255, 10]);
    assert.deepEqual([...(await files().readFile("link"))], [0, 255, 10]);
  });

  it("says why something can't be read", async () => {
    writeTree(folder(), { file: "", "folder/x": "" });
    await assert.rejects(files().readFile("gone"), {
      name: "FileAccessError",
      code: "not-found",
      path: "gone",
    });
    await assert.rejects(files().readFile("folder"), { code: "is-a-directory" });
    await assert.rejects(files().readFile("file/below"), { code: "not-a-directory" });
    await assert.rejects(files().readDirectory("gone"), { code: "not-found" });
    await assert.rejects(files().readDirectory("file"), { code: "not-a-directory" });
    await assert.rejects(files().readFile("n".repeat(300)), { name: "FileAccessError", code: "other" });
    await assert.rejects(files().readFile("zero\u0000byte"), { name: "FileAccessError", code: "other" });
  });

  it("says so when permission is denied", async function () {
    if (whyNoPermissions()) {
      this.skip();
    }
    writeTree(folder(), { secret: "s", "closed/x": "x" });
    fs.chmodSync(at("secret"), 0);
    fs.chmodSync(at("closed"), 0);
    fs.chmodSync(folder(), 0o755);
    await asUnprivileged(async () => {
      await assert.rejects(files().readFile("secret"), { code: "no-permission" });
      await assert.rejects(files().readDirectory("closed"), { code: "no-permission" });
    });
  });

  it("reads many files in order, each with its bytes or its error", async () => {
    writeTree(folder(), { a: "A", c: "C", "folder/x": "" });
    const contents = await readAll(["c", "gone", "a", "folder", "c"]);
    assert.deepEqual(
      contents.map((content) => [
        content.path,
        content.error?.code ?? Buffer.from(content.bytes!).toString(),
      ]),
      [
        ["c", "C"],
        ["gone", "not-found"],
        ["a", "A"],
        ["folder", "is-a-directory"],
        ["c", "C"],
      ],
    );
    assert.ok(contents[1]?.error instanceof FileAccessError);
  });

  it("reads no file at all without complaint", async () => {
    assert.deepEqual(await readAll([]), []);
  });

  it("lets other work have its turn while it reads thousands", async () => {
    writeTree(folder(), { a: "A" });
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    try {
      assert.equal((await readAll(Array<string>(10_000).fill("a"))).length, 10_000);
    } finally {
      clearInterval(timer);
    }
    assert.ok(turns > 1, `${turns} turns`);
  });
});
