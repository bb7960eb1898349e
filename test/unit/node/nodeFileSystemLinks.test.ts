import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { NodeFileSystem } from "../../../src/node/nodeFileSystem";
import { snapshotTree, useTemporaryFolder, writeTree } from "../../support/temporaryFolder";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const itself = "is a link that leads out of the workspace folder";
const behind = "is behind a link that leads out of the workspace folder";

describe("NodeFileSystem, with links out of its folder", () => {
  const folder = useTemporaryFolder();
  const at = (relative: string): string => path.join(folder(), relative);
  const inside = (root = "ws"): NodeFileSystem => new NodeFileSystem(at(root), { staysInside: true });

  beforeEach(() => {
    writeTree(folder(), {
      "outside/a.json": "outside",
      "wsnot/a.json": "a folder whose name begins like the root's",
      "ws/shared/a.json": "a",
      "ws/dev/own.json": "own",
    });
    fs.symlinkSync("../../outside/a.json", at("ws/dev/a.json"));
    fs.symlinkSync("../../outside/none.json", at("ws/dev/none.json"));
    fs.symlinkSync("../../outside", at("ws/dev/entities"));
    fs.symlinkSync("../../outside/none", at("ws/dev/picklists"));
    fs.symlinkSync("../../wsnot", at("ws/dev/twin"));
    fs.symlinkSync("../shared", at("ws/dev/shared"));
    fs.symlinkSync("loop", at("ws/dev/loop"));
    fs.symlinkSync("ws", at("opened"));
  });

  const leadingOut: readonly (readonly [file: string, words: string])[] = [
    ["dev/a.json", itself],
    ["dev/none.json", itself],
    ["dev/entities", itself],
    ["dev/picklists", itself],
    ["dev/entities/a.json", behind],
    ["dev/entities/new/b.json", behind],
    ["dev/picklists/b.json", behind],
    ["dev/twin/a.json", behind],
  ];
  for (const [file, words] of leadingOut) {
    it(`writes, creates, moves and deletes nothing at ${file}`, async () => {
      const before = snapshotTree(folder());
      const refusal = { name: "FileAccessError", path: file, reason: `it ${words}` };
      assert.equal(await inside().whyReadOnly(file), words);
      await assert.rejects(inside().writeFile(file, bytes("new")), refusal);
      await assert.rejects(inside().createFile(file, bytes("new")), refusal);
      await assert.rejects(inside().deleteFile(file), refusal);
      await assert.rejects(inside().renameFile(file, "dev/moved"), refusal);
      await assert.rejects(inside().renameFile("dev/own.json", file), { reason: `it ${words}` });
      assert.deepEqual(snapshotTree(folder()), before);
    });
  }

  it("reads through them", async () => {
    assert.deepEqual(await inside().readFile("dev/a.json"), Buffer.from("outside"));
    assert.deepEqual(await inside().readDirectory("dev/entities"), [{ name: "a.json", kind: "file" }]);
  });

  it("writes through links that stay inside, and below a root that is a link", async () => {
    for (const root of ["ws", "opened"]) {
      await inside(root).writeFile("dev/shared/a.json", bytes(root));
      assert.equal(fs.readFileSync(at("ws/shared/a.json"), "utf8"), root);
      assert.equal(await inside(root).whyReadOnly("dev/shared/a.json"), undefined);
      assert.equal(await inside(root).whyReadOnly(""), undefined);
      assert.equal(await inside(root).whyReadOnly("dev/a.json"), itself);
    }
  });

  it("sees a link that has taken the place of a folder since", async () => {
    const files = inside();
    assert.equal(await files.whyReadOnly("shared/a.json"), undefined);
    fs.renameSync(at("ws/shared"), at("moved"));
    fs.symlinkSync("../moved", at("ws/shared"));
    assert.equal(await files.whyReadOnly("shared/a.json"), behind);
    await assert.rejects(files.writeFile("shared/a.json", bytes("new")));
    assert.equal(fs.readFileSync(at("moved/a.json"), "utf8"), "a");
  });

  it("follows them where nobody said that it stays inside, as for a package's file", async () => {
    const files = new NodeFileSystem(at("ws"));
    assert.equal(await files.whyReadOnly("dev/a.json"), undefined);
    await files.writeFile("dev/a.json", bytes("new"));
    await files.writeFile("dev/entities/b.json", bytes("b"));
    assert.equal(fs.readFileSync(at("outside/a.json"), "utf8"), "new");
    assert.equal(fs.readFileSync(at("outside/b.json"), "utf8"), "b");
  });

  it("says of a link to itself that it can't be followed", async () => {
    assert.match((await inside().whyReadOnly("dev/loop/a.json")) ?? "", /^can't be written to because ELOOP/);
    await assert.rejects(inside().writeFile("dev/loop", bytes("new")), { name: "FileAccessError" });
  });
});
