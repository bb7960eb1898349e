import assert from "node:assert/strict";
import { packageLimits } from "../../../../src/core/package/packageLimits";
import { findPackages, packageSearch, type PackageSearch } from "../../../../src/core/workspace/findPackages";
import { buildTestPackage, entity, picklist, standardEntity, customField } from "../../../support/factories";
import { MemoryFileSystem, type Files } from "../../../support/memoryFileSystem";
import { watchedCodec, steadyPacer, testPlatform } from "../../../support/testPlatform";

describe("finding packages in a workspace folder", () => {
  let stages: Uint8Array;

  before(async () => {
    stages = await buildTestPackage({ header: { name: "Stages" }, definitions: [picklist()] });
  });

  async function filesFound(files: Files, search?: PackageSearch): Promise<string[]> {
    const found = await findPackages(new MemoryFileSystem(files), testPlatform, search);
    return found.map(({ file }) => file);
  }

  it("tells what each package is called and holds", async () => {
    const bytes = await buildTestPackage({ header: { name: "All" }, definitions: [entity(), picklist()] });
    const found = await findPackages(new MemoryFileSystem({ "packages/all.zip": bytes }), testPlatform);
    assert.deepEqual(found, [
      {
        name: "All",
        file: "packages/all.zip",
        holds: new Set(["entity:con_Project", "picklist:con_Stage"]),
      },
    ]);
  });

  it("doesn't count customizations, which a target without the standard entity can't take", async () => {
    const definitions = [standardEntity({ fields: [customField()] })];
    const fs = new MemoryFileSystem({ "a.zip": await buildTestPackage({ definitions }) });
    assert.deepEqual((await findPackages(fs, testPlatform))[0]?.holds, new Set());
  });

  it("finds them in every folder, the nearest first, whatever the case of the extension", async () => {
    const files = { "b/c/deep.zip": stages, "b/near.ZIP": stages, "root.zip": stages, "a/also.zip": stages };
    assert.deepEqual(await filesFound(files), ["root.zip", "a/also.zip", "b/near.ZIP", "b/c/deep.zip"]);
  });

  it("looks into no hidden folder or file and into no node_modules", async () => {
    const files = {
      ".git/a.zip": stages,
      ".hidden.zip": stages,
      "node_modules/x/a.zip": stages,
      "x/node_modules/a.zip": stages,
    };
    assert.deepEqual(await filesFound(files), []);
  });

  it("passes over what is no package", async () => {
    const files = {
      "cut.zip": stages.slice(0, stages.length - 30),
      "empty.zip": "",
      "text.zip": "no zip",
      "folder.zip/readme.md": "",
      "stages.zip": stages,
    };
    assert.deepEqual(await filesFound(files), ["stages.zip"]);
  });

  it("passes over files and folders that can't be read", async () => {
    const fs = new MemoryFileSystem({ "a.zip": stages, "b/b.zip": stages, "c.zip": stages });
    fs.failOn({ operation: "read", path: "a.zip", code: "no-permission" });
    fs.failOn({ operation: "list", path: "b", code: "no-permission" });
    const found = await findPackages(fs, testPlatform);
    assert.deepEqual(
      found.map(({ file }) => file),
      ["c.zip"],
    );
  });

  it("keeps to its bounds", async () => {
    const files = { "a.zip": stages, "b/b.zip": stages, "b/c/c.zip": stages, "d/d.zip": stages };
    assert.deepEqual(await filesFound(files, { ...packageSearch, depth: 1 }), [
      "a.zip",
      "b/b.zip",
      "d/d.zip",
    ]);
    assert.deepEqual(await filesFound(files, { ...packageSearch, folders: 2 }), ["a.zip", "b/b.zip"]);
    assert.deepEqual(await filesFound(files, { ...packageSearch, files: 1 }), ["a.zip"]);
  });

  it("unpacks the manifest alone, and no more of it than a file of a package may have", async () => {
    const codec = watchedCodec();
    const fs = new MemoryFileSystem({ "a.zip": stages });
    const limits = { ...packageLimits, fileBytes: 5000 };
    assert.equal((await findPackages(fs, { codec, pacer: steadyPacer }, packageSearch, limits)).length, 1);
    assert.deepEqual(
      codec.inflations.map(({ limit }) => limit),
      [5000],
    );
    const small = { ...limits, fileBytes: 100 };
    assert.deepEqual(await findPackages(fs, testPlatform, packageSearch, small), []);
  });
});
