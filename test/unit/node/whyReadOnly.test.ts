import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { NodeFileSystem } from "../../../src/node/nodeFileSystem";
import { bundleProgram, runUnprivileged } from "../../support/childProgram";
import { useTemporaryFolder, writeTree } from "../../support/temporaryFolder";
import { whyNoPermissions } from "../../support/unprivileged";

const denied = "can't be written to because permission is denied";

describe("NodeFileSystem.whyReadOnly", () => {
  const folder = useTemporaryFolder();
  const at = (relative: string): string => path.join(folder(), relative);

  it("finds nothing against a folder, a file and what isn't there yet", async () => {
    writeTree(folder(), { "ws/dev/entities/a.json": "a" });
    const files = new NodeFileSystem(at("ws"), { staysInside: true });
    for (const place of ["", "dev", "dev/entities/a.json", "dev/picklists", "new/entities/b.json"]) {
      assert.equal(await files.whyReadOnly(place), undefined, place);
    }
  });

  it("says what the user may not write, and of what isn't there, where it couldn't be created", function () {
    if (whyNoPermissions()) {
      this.skip();
    }
    writeTree(folder(), { "ws/open/a.json": "a", "ws/open/protected.json": "a", "ws/closed/a.json": "a" });
    fs.chmodSync(folder(), 0o755);
    fs.chmodSync(at("ws"), 0o755);
    fs.chmodSync(at("ws/open"), 0o777);
    fs.chmodSync(at("ws/open/a.json"), 0o666);
    fs.chmodSync(at("ws/open/protected.json"), 0o444);
    fs.chmodSync(at("ws/closed"), 0o555);
    fs.chmodSync(at("ws/closed/a.json"), 0o666);
    const expected = {
      open: "",
      "open/a.json": "",
      "open/new/b.json": "",
      "open/protected.json": denied,
      closed: denied,
      "closed/a.json": denied,
      "closed/new/b.json": denied,
      new: denied,
    };
    const program = bundleProgram("test/unit/node/programs/askAsNobody.ts", folder());
    const answers = runUnprivileged(program, ["read-only", at("ws"), ...Object.keys(expected)]);
    assert.deepEqual(JSON.parse(answers), Object.values(expected));
  });

  it("tells a read-only file system", async function () {
    const mount = readOnlyMount();
    if (mount === undefined) {
      this.skip();
    }
    const files = new NodeFileSystem(path.dirname(mount));
    assert.equal(await files.whyReadOnly(path.basename(mount)), "is on a read-only file system");
  });

  it("tells names that Windows keeps for devices, there", async () => {
    writeTree(folder(), { "entities/CON.json": "from another system" });
    const files = new NodeFileSystem(folder(), { platform: "win32" });
    const bytes = new TextEncoder().encode("new");
    for (const name of ["CON.json", "nul.json", "Com1.json", "lpt\u00b9.json", "aux", "prn.a.json"]) {
      const file = `entities/${name}`;
      assert.equal(
        await files.whyReadOnly(file),
        `can't be written to because Windows keeps the name ${name} for a device`,
      );
      const refusal = { name: "FileAccessError", reason: `Windows keeps the name ${name} for a device` };
      await assert.rejects(files.writeFile(file, bytes), refusal);
      await assert.rejects(files.createFile(file, bytes), refusal);
      await assert.rejects(files.renameFile("x", file), refusal);
      await assert.rejects(files.readFile(file), { code: "not-found" });
    }
    await files.writeFile("entities/console.json", bytes);
    const elsewhere = new NodeFileSystem(folder(), { platform: "linux" });
    await elsewhere.writeFile("entities/CON.json", bytes);
    assert.deepEqual(fs.readdirSync(at("entities")).sort(), ["CON.json", "console.json"]);
  });
});

/** A folder on which a file system is mounted for reading only, where this system has and names one. */
function readOnlyMount(): string | undefined {
  if (process.platform !== "linux") {
    return undefined;
  }
  return fs
    .readFileSync("/proc/mounts", "utf8")
    .split("\n")
    .map((line) => line.split(" "))
    .find(([, place = "", , options = ""]) => /^ro(,|$)/.test(options) && isFolder(place))?.[1];
}

function isFolder(place: string): boolean {
  return fs.statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
