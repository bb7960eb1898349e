import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import type { FilePlace } from "../../../src/core/ports";
import { NodeFileSystem } from "../../../src/node/nodeFileSystem";
import { bundleProgram, runUnprivileged } from "../../support/childProgram";
import { makePipe, whyNoSpecialFiles } from "../../support/specialFiles";
import { useTemporaryFolder, writeTree } from "../../support/temporaryFolder";
import { whyNoPermissions } from "../../support/unprivileged";

const denied = "can't be written to because permission is denied";

describe("NodeFileSystem.placesOf", () => {
  const folder = useTemporaryFolder();
  const at = (relative: string): string => path.join(folder(), relative);

  async function placesOf(...paths: string[]): Promise<FilePlace[]> {
    const files = new NodeFileSystem(at("ws"), { staysInside: true });
    const places: FilePlace[] = [];
    for await (const batch of files.placesOf(paths)) {
      places.push(...batch);
    }
    assert.deepEqual(
      places.map((place) => place.path),
      paths,
    );
    return places;
  }
  const reasons = async (...paths: string[]): Promise<(string | undefined)[]> =>
    (await placesOf(...paths)).map(({ readOnly }) => readOnly);

  it("finds nothing against files, there or not, in folders, there or not", async () => {
    writeTree(folder(), { "ws/dev/a.json": "a" });
    const places = await placesOf("dev/a.json", "dev/b.json", "new/deep/c.json", "d.json");
    assert.deepEqual(
      places.map(({ readOnly, sharedBy }) => [readOnly, sharedBy]),
      Array(4).fill([undefined, undefined]),
    );
    assert.equal(new Set(places.map(({ identity }) => identity)).size, 4);
  });

  it("tells what is no file, and what is below one", async function () {
    if (whyNoSpecialFiles()) {
      this.skip();
    }
    writeTree(folder(), { "ws/folder.json/x": "", "ws/file": "" });
    makePipe(at("ws/pipe.json"));
    fs.symlinkSync("pipe.json", at("ws/link.json"));
    fs.symlinkSync("/dev/null", at("ws/null.json"));
    const found = await reasons(
      "folder.json",
      "pipe.json",
      "link.json",
      "null.json",
      "file/a.json",
      "file/b/c.json",
    );
    assert.deepEqual(found, [
      "is a folder",
      "is no file but a pipe",
      "is no file but a pipe",
      "is a link that leads out of the workspace folder",
      "can't be written to because file is no folder",
      "can't be written to because file is no folder",
    ]);
  });

  it("tells a link that leads out, behind one and in a circle", async () => {
    writeTree(folder(), { "outside/a.json": "a", "ws/x": "" });
    fs.symlinkSync("../outside", at("ws/out"));
    fs.symlinkSync("../outside/a.json", at("ws/a.json"));
    fs.symlinkSync("loop.json", at("ws/loop.json"));
    const [behind, itself, loop] = await reasons("out/a.json", "a.json", "loop.json");
    assert.equal(behind, "is behind a link that leads out of the workspace folder");
    assert.equal(itself, "is a link that leads out of the workspace folder");
    assert.match(loop ?? "", /^can't be written to because ELOOP/);
  });

  it("gives all ways to one file one identity, whether it is there or not, and says what leads to it", async () => {
    writeTree(folder(), { "ws/dev/a.json": "a", "ws/x": "" });
    fs.symlinkSync("dev", at("ws/linked"));
    fs.symlinkSync("dev/a.json", at("ws/link.json"));
    fs.symlinkSync("dev/new.json", at("ws/link-to-new.json"));
    fs.linkSync(at("ws/dev/a.json"), at("ws/hard.json"));
    const there = await placesOf("dev/a.json", "linked/a.json", "link.json", "hard.json");
    assert.deepEqual(
      there.map(({ sharedBy }) => sharedBy),
      ["hard link", "link", "link", "hard link"],
    );
    const missing = await placesOf("dev/new.json", "linked/new.json", "link-to-new.json");
    assert.deepEqual(
      missing.map(({ sharedBy }) => sharedBy),
      [undefined, "link", "link"],
    );
    for (const places of [there, missing]) {
      assert.equal(new Set(places.map(({ identity }) => identity)).size, 1);
    }
    assert.notEqual(there[0]?.identity, missing[0]?.identity);
  });

  it("says what the user may not write", function () {
    if (whyNoPermissions()) {
      this.skip();
    }
    writeTree(folder(), { "ws/open/a.json": "a", "ws/open/protected.json": "a", "ws/closed/a.json": "a" });
    writeTree(folder(), { "ws/sticky/a.json": "a" });
    fs.symlinkSync("../closed/a.json", at("ws/open/link.json"));
    fs.chmodSync(folder(), 0o755);
    fs.chmodSync(at("ws"), 0o755);
    fs.chmodSync(at("ws/open"), 0o777);
    fs.chmodSync(at("ws/open/a.json"), 0o666);
    fs.chmodSync(at("ws/open/protected.json"), 0o444);
    fs.chmodSync(at("ws/closed"), 0o555);
    fs.chmodSync(at("ws/closed/a.json"), 0o666);
    fs.chmodSync(at("ws/sticky"), 0o1777);
    fs.chmodSync(at("ws/sticky/a.json"), 0o666);
    const isOwner = process.geteuid?.() !== 0;
    const expected = {
      "open/a.json": "",
      "open/new.json": "",
      "open/protected.json": denied,
      "open/link.json": denied,
      "closed/a.json": denied,
      "closed/new/b.json": denied,
      "sticky/a.json": isOwner ? "" : "can't be replaced because its folder lets only its owner do that",
      "sticky/new.json": "",
    };
    const program = bundleProgram("test/unit/node/programs/askAsNobody.ts", folder());
    const answers = runUnprivileged(program, ["places", at("ws"), ...Object.keys(expected)]);
    assert.deepEqual(JSON.parse(answers), Object.values(expected));
  });

  it("tells a file that is mounted by itself, as in a container", async function () {
    writeTree(folder(), { "real it.json": "a", "ws/mounted it.json": "b" });
    const mounted = spawnSync("mount", ["--bind", at("real it.json"), at("ws/mounted it.json")]);
    if (mounted.status !== 0) {
      // Only root may.
      this.skip();
    }
    try {
      const why = "is mounted from elsewhere, so that it can't be replaced";
      assert.deepEqual(await reasons("mounted it.json"), [why]);
    } finally {
      spawnSync("umount", [at("ws/mounted it.json")]);
    }
  });
});
