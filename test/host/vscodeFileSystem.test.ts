import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { chmodSync, lstatSync, statSync, symlinkSync } from "node:fs";

import {
  commands,
  FilePermission,
  FileSystemError,
  FileType,
  Uri,
  window,
  workspace,
  type Disposable,
  type FileSystemProvider,
} from "vscode";

import { FileAccessError, type FileContent } from "../../src/core/ports";
import { VscodeFileSystem } from "../../src/host/workspace/vscodeFileSystem";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe("VscodeFileSystem", () => {
  let root: Uri;
  let files: VscodeFileSystem;

  beforeEach(async () => {
    const folder = workspace.workspaceFolders?.[0];
    assert.ok(folder, "The tests run in a workspace folder.");
    root = Uri.joinPath(folder.uri, `files-${randomUUID()}`);
    await workspace.fs.createDirectory(root);
    files = new VscodeFileSystem(root);
  });
  afterEach(() => workspace.fs.delete(root, { recursive: true }));

  const uri = (path: string): Uri => Uri.joinPath(root, path);

  it("writes, replaces, lists, reads and deletes, and leaves no temporary file", async () => {
    await files.writeFile("a/b.json", encode("old"));
    await files.writeFile("a/b.json", encode("new"));
    assert.equal(decode(await files.readFile("a/b.json")), "new");
    assert.deepEqual(await files.readDirectory("a"), [{ name: "b.json", kind: "file" }]);
    assert.deepEqual(await files.readDirectory(""), [{ name: "a", kind: "directory" }]);
    await files.deleteFile("a/b.json");
    assert.deepEqual(await files.readDirectory("a"), []);
  });

  it("says why something can't be read, in the core's words", async () => {
    await files.writeFile("a", encode(""));
    const gone = { name: "FileAccessError", code: "not-found", path: "gone" };
    await assert.rejects(files.readFile("gone"), gone);
    await assert.rejects(files.readDirectory("gone"), gone);
    await assert.rejects(files.deleteFile("gone"), gone);
    await assert.rejects(files.readFile(""), FileAccessError);
  });

  it("leaves nothing behind when a file can't be written", async () => {
    await files.writeFile("a/x.json", encode("x"));
    await assert.rejects(files.writeFile("a", encode("a file over a folder")), FileAccessError);
    assert.deepEqual(await files.readDirectory(""), [{ name: "a", kind: "directory" }]);
    assert.equal(decode(await files.readFile("a/x.json")), "x");
  });

  it("keeps a file's permissions, and a link's being one", async () => {
    const script = uri("script.json");
    await files.writeFile("script.json", encode("old"));
    chmodSync(script.fsPath, 0o640);
    symlinkSync("script.json", uri("link.json").fsPath);
    await files.writeFile("script.json", encode("new"));
    assert.equal(statSync(script.fsPath).mode & 0o777, 0o640);
    await files.writeFile("link.json", encode("through the link"));
    assert.ok(lstatSync(uri("link.json").fsPath).isSymbolicLink());
    assert.equal(decode(await files.readFile("script.json")), "through the link");
    assert.equal((await files.readDirectory("")).length, 2);
  });

  it("leaves the editors of a file open that it replaces", async () => {
    await files.writeFile("shown.json", encode("old"));
    await window.showTextDocument(uri("shown.json"), { preview: false });
    await files.writeFile("shown.json", encode("new"));
    await files.writeFile("shown.json", encode("newer"));
    assert.equal(decode(await files.readFile("shown.json")), "newer");
    const shown = window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    assert.ok(shown.includes("shown.json"), shown.join());
    assert.equal((await files.readDirectory("")).length, 1);
    await commands.executeCommand("workbench.action.closeActiveEditor");
  });

  it("finds nothing against writing in a folder, and into one that isn't there yet", async () => {
    await files.writeFile("a/b.json", encode("b"));
    for (const path of ["", "a", "a/b.json", "new/c.json"]) {
      assert.equal(await files.whyReadOnly(path), undefined);
    }
  });

  it("says of a file system that VS Code only reads, and of folders marked so, that they are read-only", async () => {
    const readOnly = await withProvider("envferry-read-only", undefined, { isReadonly: true });
    const marked = await withProvider("envferry-marked", FilePermission.Readonly);
    const open = await withProvider("envferry-open", undefined);
    try {
      assert.equal(await readOnly.files.whyReadOnly("new/file"), "is on a read-only file system");
      assert.equal(await marked.files.whyReadOnly("new/file"), "is marked as read-only");
      assert.equal(await open.files.whyReadOnly("new/file"), undefined);
    } finally {
      [readOnly, marked, open].forEach(({ registered }) => void registered.dispose());
    }
  });

  it("reads many files in their order, with the reason for one that can't be", async () => {
    const names = Array.from({ length: 450 }, (_, index) => `${index}.json`);
    await Promise.all(names.map((name) => workspace.fs.writeFile(uri(name), encode(name))));
    const wanted = [...names.slice(0, 300), "gone.json", ...names.slice(300)];
    const contents: FileContent[] = [];
    for await (const batch of files.readFiles(wanted)) {
      contents.push(...batch);
    }
    assert.deepEqual(
      contents.map((content) => content.path),
      wanted,
    );
    assert.deepEqual(
      contents.filter((content) => content.error).map(({ path, error }) => [path, error?.code]),
      [["gone.json", "not-found"]],
    );
    assert.ok(contents.every(({ path, bytes }) => !bytes || decode(bytes) === path));
  });
});

/** A file system with an empty folder, once VS Code knows whether it can be written. */
async function withProvider(
  scheme: string,
  permissions: FilePermission | undefined,
  options: { readonly isReadonly?: boolean } = {},
): Promise<{ readonly files: VscodeFileSystem; readonly registered: Disposable }> {
  const refuse = (): never => {
    throw FileSystemError.NoPermissions();
  };
  const nothing = { dispose: () => undefined };
  const provider: FileSystemProvider = {
    onDidChangeFile: () => nothing,
    watch: () => nothing,
    stat: ({ path }) => {
      if (path !== "/folder") {
        throw FileSystemError.FileNotFound(path);
      }
      return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0, ...(permissions && { permissions }) };
    },
    readDirectory: () => [],
    readFile: refuse,
    writeFile: refuse,
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  };
  const registered = workspace.registerFileSystemProvider(scheme, provider, options);
  const root = Uri.from({ scheme, path: "/folder" });
  while (workspace.fs.isWritableFileSystem(scheme) === undefined) {
    // An answer from where file systems are kept.
    await workspace.fs.stat(root);
  }
  return { files: new VscodeFileSystem(root), registered };
}
