import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import JSZip from "jszip";
import { buildTestPackage, entity, picklist } from "../../../support/factories";
import { sha256 } from "../../../support/hostilePackage";
import { useTemporaryFolder } from "../../../support/temporaryFolder";

const definitions = [entity({ displayName: "Projekt für Ünïcode 🚀" }), picklist()];
const hasUnzip = spawnSync("unzip", ["-v"]).status === 0;

describe("A package, read by other programs", () => {
  const folder = useTemporaryFolder();

  async function readWithJsZip(): Promise<JSZip> {
    return JSZip.loadAsync(await buildTestPackage({ definitions }), { checkCRC32: true });
  }

  it("holds the manifest first, then the definitions, and no entries for folders", async () => {
    const zip = await readWithJsZip();
    assert.deepEqual(Object.keys(zip.files), [
      "manifest.json",
      "entities/con_Project.json",
      "picklists/con_Stage.json",
    ]);
    assert.ok(Object.values(zip.files).every((file) => !file.dir));
  });

  it("holds JSON, in which the manifest has the checksum of every file's bytes", async () => {
    const zip = await readWithJsZip();
    const manifest = JSON.parse(await zip.file("manifest.json")!.async("string")) as {
      resources: { path: string; sha256: string }[];
    };
    assert.equal(manifest.resources.length, 2);
    for (const resource of manifest.resources) {
      const bytes = await zip.file(resource.path)!.async("uint8array");
      assert.equal(sha256(bytes), resource.sha256);
    }
    const project: unknown = JSON.parse(await zip.file("entities/con_Project.json")!.async("string"));
    assert.deepEqual(project, definitions[0]);
  });

  it("dates every file 1980-01-01, the earliest that a zip can say", async () => {
    const bytes = Buffer.from(await buildTestPackage({ definitions }));
    const dates: number[] = [];
    for (let at = bytes.indexOf("PK\u0001\u0002"); at >= 0; at = bytes.indexOf("PK\u0001\u0002", at + 4)) {
      dates.push(bytes.readUInt32LE(at + 12));
    }
    assert.deepEqual(dates, Array(3).fill(0x0021_0000));
  });

  it("passes the test of unzip, and is unpacked by it", async function () {
    if (!hasUnzip) {
      this.skip();
    }
    const file = path.join(folder(), "package.zip");
    fs.writeFileSync(file, await buildTestPackage({ definitions }));
    const tested = spawnSync("unzip", ["-t", file], { encoding: "utf8" });
    assert.equal(tested.status, 0, tested.stdout);
    const unpacked = spawnSync("unzip", ["-q", file, "-d", path.join(folder(), "unpacked")]);
    assert.equal(unpacked.status, 0);
    const text = fs.readFileSync(path.join(folder(), "unpacked/entities/con_Project.json"), "utf8");
    assert.deepEqual(JSON.parse(text), definitions[0]);
  });
});
