import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { NodeFileSystem } from "../../../src/node/nodeFileSystem";
import { useTemporaryFolder, writeTree } from "../../support/temporaryFolder";
import { asUnprivileged } from "../../support/unprivileged";

const bytes = new TextEncoder().encode("new");
const [someone, theirGroup] = [12_345, 23_456];

describe("NodeFileSystem, replacing a file of somebody else", function () {
  before(function () {
    if (process.geteuid?.() !== 0) {
      // Only root gives files away.
      this.skip();
    }
  });
  const folder = useTemporaryFolder();
  const at = (relative: string): string => path.join(folder(), relative);
  const permissions = (name: string): (string | number)[] => {
    const { mode, uid, gid } = fs.statSync(at(name));
    return [(mode & 0o7777).toString(8), uid, gid];
  };
  const ownedFile = (mode: number, uid = someone, gid = theirGroup): void => {
    writeTree(folder(), { a: "old" });
    fs.chownSync(at("a"), uid, gid);
    fs.chmodSync(at("a"), mode);
  };

  for (const mode of [0o640, 0o600, 0o664, 0o4755, 0o2750]) {
    it(`keeps its owner, its group and the mode ${mode.toString(8)}`, async () => {
      ownedFile(mode);
      await new NodeFileSystem(folder()).writeFile("a", bytes, { durable: true });
      assert.equal(fs.readFileSync(at("a"), "utf8"), "new");
      assert.deepEqual(permissions("a"), [mode.toString(8), someone, theirGroup]);
    });
  }

  it("keeps a group alone", async () => {
    ownedFile(0o660, 0, theirGroup);
    await new NodeFileSystem(folder()).writeFile("a", bytes);
    assert.deepEqual(permissions("a"), ["660", 0, theirGroup]);
  });

  it("keeps them where the file is behind a link", async () => {
    ownedFile(0o640);
    fs.symlinkSync("a", at("link"));
    await new NodeFileSystem(folder()).writeFile("link", bytes);
    assert.deepEqual(permissions("a"), ["640", someone, theirGroup]);
  });

  it("writes all the same where it may not give the file away, and gives nobody else's rights", async () => {
    fs.chmodSync(folder(), 0o777);
    ownedFile(0o4666);
    await asUnprivileged(() => new NodeFileSystem(folder()).writeFile("a", bytes));
    const [mode, uid] = permissions("a");
    assert.equal(fs.readFileSync(at("a"), "utf8"), "new");
    assert.equal(mode, "666");
    assert.notEqual(uid, someone);
  });
});
