import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { scaled } from "../../../scripts/editor/timeScale";
import { isTemporary } from "../../../src/core/temporaryName";
import { NodeFileSystem } from "../../../src/node/nodeFileSystem";
import { placeComplete } from "../../../src/node/placeComplete";
import { bundleProgram, talkTo } from "../../support/childProgram";
import { useTemporaryFolder, writeTree } from "../../support/temporaryFolder";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("NodeFileSystem, creating and moving", () => {
  const folder = useTemporaryFolder();
  const at = (relative: string): string => path.join(folder(), relative);
  const files = (): NodeFileSystem => new NodeFileSystem(folder());
  const read = (relative: string): string => fs.readFileSync(at(relative), "utf8");

  it("creates a file and the folders above it, and no second time", async () => {
    await files().createFile("a/b/lock", bytes("first"));
    await assert.rejects(files().createFile("a/b/lock", bytes("second")), {
      code: "already-exists",
      path: "a/b/lock",
    });
    assert.equal(read("a/b/lock"), "first");
    assert.deepEqual(fs.readdirSync(at("a/b")), ["lock"]);
  });

  it("creates none where a link is, whether that leads somewhere or not", async () => {
    writeTree(folder(), { real: "r" });
    fs.symlinkSync("real", at("link"));
    fs.symlinkSync("gone", at("dangling"));
    await assert.rejects(files().createFile("link", bytes("new")), { code: "already-exists" });
    await assert.rejects(files().createFile("dangling", bytes("new")), { code: "already-exists" });
    assert.deepEqual(fs.readdirSync(folder()).sort(), ["dangling", "link", "real"]);
  });

  it("lets one of twenty processes create a file, with all that it wrote", async () => {
    const program = bundleProgram("test/unit/node/programs/createOnce.ts", folder());
    fs.mkdirSync(at("shared"));
    const texts = Array.from({ length: 20 }, (_, index) => `${index} `.repeat(20_000));
    const contenders = texts.map((text) => talkTo(process.execPath, [program, at("shared"), "lock", text]));
    for (const contender of contenders) {
      assert.equal(await contender.line(), "ready");
    }
    contenders.forEach((contender) => contender.say("go"));
    const outcomes = await Promise.all(contenders.map((contender) => contender.line()));
    await Promise.all(contenders.map(({ ended }) => ended));
    const winners = texts.filter((_, index) => outcomes[index] === "created");
    assert.equal(winners.length, 1, outcomes.join());
    assert.equal(outcomes.filter((outcome) => outcome === "already-exists").length, 19, outcomes.join());
    assert.equal(read("shared/lock"), winners[0]);
    assert.deepEqual(fs.readdirSync(at("shared")), ["lock"]);
  }).timeout(scaled(30_000));

  it("moves a file in place of another, into folders that weren't there", async () => {
    writeTree(folder(), { a: "a", b: "b", c: "c" });
    await files().renameFile("a", "b");
    await files().renameFile("c", "deep/down/c");
    assert.deepEqual([read("b"), read("deep/down/c")], ["a", "c"]);
    assert.deepEqual(fs.readdirSync(folder()).sort(), ["b", "deep"]);
    await assert.rejects(files().renameFile("gone", "b"), { code: "not-found", path: "gone" });
    assert.equal(read("b"), "a");
  });

  it("writes what is to be durable, and nothing but that is there afterwards", async () => {
    await files().writeFile("a/b", bytes("old"), { durable: true });
    await files().writeFile("a/b", bytes("new"), { durable: true });
    assert.equal(read("a/b"), "new");
    assert.deepEqual(fs.readdirSync(at("a")), ["b"]);
  });

  it("gives temporary files names that are known as such, and removes them when it fails", () => {
    let temporary = "";
    const place = (from: string): void => {
      temporary = path.basename(from);
      assert.equal(fs.readFileSync(from, "utf8"), "new");
      throw new Error("It was told to fail");
    };
    assert.throws(() => placeComplete(at("target"), bytes("new"), { durable: false }, place), /told to fail/);
    assert.ok(isTemporary(temporary), temporary);
    assert.deepEqual(fs.readdirSync(folder()), []);
  });
});
