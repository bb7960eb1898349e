import assert from "node:assert/strict";
import { findEnvironments } from "../../../../src/core/environment/findEnvironments";
import type { FoundPackage } from "../../../../src/core/workspace/findPackages";
import { findProviders } from "../../../../src/core/workspace/findProviders";
import { entity, environmentFiles, picklist, ref, standardEntity } from "../../../support/factories";
import { MemoryFileSystem, type Files } from "../../../support/memoryFileSystem";
import { steadyPacer } from "../../../support/testPlatform";

const stage = ref("picklist", "con_Stage");
const project = ref("entity", "con_Project");

describe("finding who has a missing resource", () => {
  async function findIn(
    files: Files,
    refs = [stage],
    packages: readonly FoundPackage[] = [],
  ): Promise<{ fs: MemoryFileSystem; found: Record<string, readonly string[]> }> {
    const fs = new MemoryFileSystem(files);
    const environments = await findEnvironments(fs, "environments");
    fs.calls.length = 0;
    const providers = await findProviders(refs, { fs, environments, packages }, steadyPacer);
    const words = [...providers].map(([key, found]): [string, string[]] => [
      key,
      found.map((one) => (one.kind === "package" ? one.file : `${one.displayName} (${one.name})`)),
    ]);
    return { fs, found: Object.fromEntries(words) };
  }

  it("names every environment and every package that has it, and only those", async () => {
    const files = {
      ...environmentFiles({ name: "dev", entities: [entity()], picklists: [picklist()] }),
      ...environmentFiles({ name: "qa", picklists: [picklist()] }),
      ...environmentFiles({ name: "empty" }),
    };
    const packages = [
      { name: "A", file: "a.zip", holds: new Set(["picklist:con_Stage"]) },
      { name: "B", file: "b.zip", holds: new Set(["picklist:con_Stage", "entity:con_Project"]) },
    ];
    const missing = ref("entity", "con_Missing");
    const { found } = await findIn(files, [stage, project, missing], packages);
    assert.deepEqual(found, {
      "picklist:con_Stage": ["Dev (dev)", "Qa (qa)", "a.zip", "b.zip"],
      "entity:con_Project": ["Dev (dev)", "b.zip"],
      "entity:con_Missing": [],
    });
  });

  it("tells how it is written where it is there in other letter case only", async () => {
    const other = picklist({ name: "CON_stage" });
    const packages = [
      { name: "A", file: "a.zip", holds: new Set(["picklist:CON_stage"]) },
      { name: "B", file: "b.zip", holds: new Set(["picklist:con_Stage"]) },
    ];
    const fs = new MemoryFileSystem(environmentFiles({ name: "dev", picklists: [other] }));
    const environments = await findEnvironments(fs, "environments");
    const spellings = async (from: readonly FoundPackage[]): Promise<unknown> => {
      const found = await findProviders([stage], { fs, environments, packages: from }, steadyPacer);
      return found.get("picklist:con_Stage")?.map(({ name, writtenAs }) => [name, writtenAs]);
    };
    assert.deepEqual(await spellings(packages.slice(0, 1)), [
      ["dev", "CON_stage"],
      ["A", "CON_stage"],
    ]);
    // One of the very name is what is meant.
    assert.deepEqual(await spellings(packages), [["B", undefined]]);
  });

  it("reads the files of these resources alone", async () => {
    const files = environmentFiles({
      entities: [entity()],
      picklists: [picklist(), picklist({ name: "con_B" })],
    });
    const { fs } = await findIn(files);
    assert.deepEqual(fs.pathsOf("read"), ["environments/dev/picklists/con_Stage.json"]);
  });

  it("doesn't name environments whose definition is broken", async () => {
    const broken = { "picklists/con_Stage.json": "{" };
    const misnamed = { "picklists/con_Stage.json": JSON.stringify(picklist({ name: "con_Other" })) };
    const files = {
      ...environmentFiles({ name: "a", files: broken }),
      ...environmentFiles({ name: "b", files: misnamed }),
    };
    const { found } = await findIn(files, [stage]);
    assert.deepEqual(found, { "picklist:con_Stage": [] });
  });

  it("tells standard definitions, which can't be moved, from custom ones", async () => {
    const fs = new MemoryFileSystem({
      ...environmentFiles({ name: "a", entities: [standardEntity({ name: "con_Project" })] }),
      ...environmentFiles({ name: "b", entities: [entity({ name: "con_Project" })] }),
    });
    const environments = await findEnvironments(fs, "environments");
    const found = await findProviders([project], { fs, environments, packages: [] }, steadyPacer);
    const told = found
      .get("entity:con_Project")
      ?.map((one) => one.kind === "environment" && [one.file, one.isStandard]);
    assert.deepEqual(told, [
      ["environments/a/entities/con_Project.json", true],
      ["environments/b/entities/con_Project.json", false],
    ]);
  });

  it("names an environment by its folder where its description is broken", async () => {
    const files = environmentFiles({ picklists: [picklist()], files: { "environment.json": "{" } });
    assert.deepEqual((await findIn(files)).found, { "picklist:con_Stage": ["dev (dev)"] });
  });

  it("passes over what can't be read", async () => {
    const fs = new MemoryFileSystem({
      ...environmentFiles({ name: "a", picklists: [picklist()] }),
      ...environmentFiles({ name: "b", picklists: [picklist()] }),
    });
    const environments = await findEnvironments(fs, "environments");
    fs.failOn({ operation: "read", path: "environments/a/picklists/con_Stage.json", code: "no-permission" });
    fs.failOn({ operation: "list", path: "environments/b/picklists", code: "no-permission" });
    const found = await findProviders([stage], { fs, environments, packages: [] }, steadyPacer);
    assert.deepEqual(found, new Map([["picklist:con_Stage", []]]));
  });
});
