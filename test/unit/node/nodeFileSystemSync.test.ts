import assert from "node:assert/strict";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import * as path from "node:path";
import { FileAccessError } from "../../../src/core/ports";
import { NodeFileSystem } from "../../../src/node/nodeFileSystem";
import { useTemporaryFolder, writeTree } from "../../support/temporaryFolder";

const bytes = new TextEncoder().encode("new");

describe("NodeFileSystem, bringing files onto the disk", () => {
  const folder = useTemporaryFolder();
  const { fsync, fsyncSync } = fs;
  /** What was synced, in order; below the folder that all is in, which is empty itself. */
  let synced: string[];
  let underWay: number;
  let mostUnderWay: number;
  /** What the system says when it is asked to sync a path. */
  let refusals: Readonly<Record<string, string>>;

  beforeEach("watch", () => {
    synced = [];
    refusals = {};
    underWay = 0;
    mostUnderWay = 0;
    const note = (opened: number): Error | null => {
      const name = path.relative(folder(), nameOf(opened));
      synced.push(name);
      const code = refusals[name];
      return code === undefined ? null : Object.assign(new Error(`${code}: refused, fsync`), { code });
    };
    fs.fsyncSync = (opened) => {
      const error = note(opened);
      if (error) {
        throw error;
      }
      fsyncSync(opened);
    };
    fs.fsync = ((opened: number, done: (error: Error | null) => void) => {
      const error = note(opened);
      underWay++;
      mostUnderWay = Math.max(mostUnderWay, underWay);
      const end = (ended: Error | null): void => {
        underWay--;
        done(ended);
      };
      return error ? end(error) : fsync(opened, end);
    }) as typeof fs.fsync;
    syncBuiltinESMExports();
  });

  afterEach("watch no longer", () => {
    Object.assign(fs, { fsync, fsyncSync });
    syncBuiltinESMExports();
  });

  /** The path that a number of an open file stands for: there are only few here. */
  function nameOf(opened: number): string {
    const { dev, ino } = fs.fstatSync(opened);
    const all = [folder(), ...fs.readdirSync(folder(), { recursive: true, encoding: "utf8" })];
    const found = all
      .map((name) => path.resolve(folder(), name))
      .find((name) => {
        const stats = fs.lstatSync(name);
        return stats.dev === dev && stats.ino === ino;
      });
    assert.ok(found, "something else was synced");
    return found;
  }

  const files = (): NodeFileSystem => new NodeFileSystem(path.join(folder(), "ws"));

  it("syncs what files hold first, then the folders that have their names, each once", async () => {
    writeTree(folder(), { "ws/dev/a/1.json": "", "ws/dev/a/2.json": "", "ws/dev/b/3.json": "" });
    await files().syncFiles(["dev/a/1.json", "dev/a/2.json", "dev/b/3.json"]);
    assert.deepEqual(synced.slice(0, 3).sort(), ["ws/dev/a/1.json", "ws/dev/a/2.json", "ws/dev/b/3.json"]);
    assert.deepEqual(synced.slice(3).sort(), ["ws", "ws/dev", "ws/dev/a", "ws/dev/b"]);
  });

  it("syncs the folder of a file that is gone", async () => {
    writeTree(folder(), { "ws/dev/a/1.json": "" });
    await files().deleteFile("dev/a/1.json");
    await files().syncFiles(["dev/a/1.json"]);
    assert.deepEqual(synced, ["ws/dev/a", "ws/dev", "ws"]);
  });

  it("syncs the new place and the old one of a file that was moved", async () => {
    writeTree(folder(), { "ws/dev/a/1.json": "", "ws/dev/b/2.json": "" });
    await files().renameFile("dev/a/1.json", "dev/b/1.json");
    await files().syncFiles(["dev/b/1.json", "dev/a/1.json"]);
    assert.deepEqual(synced.sort(), ["ws", "ws/dev", "ws/dev/a", "ws/dev/b", "ws/dev/b/1.json"]);
  });

  it("syncs where a link leads, and none of the folders above that are somebody else's", async () => {
    writeTree(folder(), { "ws/dev/2.json": "", "else/where/1.json": "" });
    fs.symlinkSync("../../else/where/1.json", path.join(folder(), "ws/dev/1.json"));
    await files().syncFiles(["dev/1.json"]);
    assert.deepEqual(synced, ["else/where/1.json", "else/where"]);
  });

  it("writes durably: what the file holds before it gets its name, then its name and those of the folders above", async () => {
    fs.mkdirSync(path.join(folder(), "ws"));
    await files().writeFile("dev/a/1.json", bytes, { durable: true });
    const [temporary, ...folders] = synced.slice(-4);
    assert.match(temporary ?? "", /^ws\/dev\/a\/\.envferry-.*\.tmp$/);
    assert.deepEqual(folders, ["ws/dev/a", "ws/dev", "ws"]);
    synced = [];
    await files().writeFile("dev/a/1.json", bytes);
    assert.deepEqual(synced, []);
  });

  it("keeps the names of folders that it makes, also above its root", async () => {
    await new NodeFileSystem(path.join(folder(), "new/deep")).writeFile("package.zip", bytes);
    assert.deepEqual(synced, ["new", ""]);
  });

  it("says of which file it can't tell that it is on the disk", async () => {
    writeTree(folder(), { "ws/dev/1.json": "", "ws/dev/2.json": "" });
    const assertRefused = (code: string): Promise<void> =>
      assert.rejects(
        files().syncFiles(["dev/1.json", "dev/2.json"]),
        (error) => error instanceof FileAccessError && error.path.startsWith("dev/") && error.code === code,
      );
    refusals = { "ws/dev/2.json": "EIO" };
    await assertRefused("other");
    refusals = { "ws/dev": "ENOSPC" };
    await assertRefused("no-space");
  });

  it("minds no file system that knows nothing of it", async () => {
    writeTree(folder(), { "ws/dev/1.json": "" });
    refusals = { "ws/dev/1.json": "EINVAL", "ws/dev": "EINVAL", ws: "EPERM" };
    await files().syncFiles(["dev/1.json"]);
    assert.equal(synced.length, 3);
  });

  it("syncs many, some of them at once", async () => {
    const names = Array.from({ length: 60 }, (_, index) => `dev/${index}.json`);
    writeTree(folder(), Object.fromEntries(names.map((name) => [`ws/${name}`, ""])));
    await files().syncFiles(names);
    assert.equal(synced.length, 62);
    assert.ok(mostUnderWay > 1 && mostUnderWay <= 16, `${mostUnderWay} at once`);
  });
});
