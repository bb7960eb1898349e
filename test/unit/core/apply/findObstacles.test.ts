import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { findObstacles, findSharedEnvironment } from "../../../../src/core/apply/findObstacles";
import { findEnvironments } from "../../../../src/core/environment/findEnvironments";
import type { SharedWith, WriteObstacle } from "../../../../src/core/import/targetConditions";
import { NodeFileSystem } from "../../../../src/node/nodeFileSystem";
import { useTemporaryFolder, writeTree } from "../../../support/temporaryFolder";
import { steadyPacer } from "../../../support/testPlatform";

const environments = "environments";

describe("what speaks against writing files of an environment", () => {
  const folder = useTemporaryFolder();
  const at = (relative: string): string => path.join(folder(), environments, relative);

  beforeEach(() => {
    for (const name of ["prod", "qa", "staging"]) {
      writeTree(at(name), {
        "environment.json": JSON.stringify({ formatVersion: 1, name, displayName: name.toUpperCase() }),
        "picklists/con_Own.json": name,
      });
    }
    writeTree(at("prod"), { "entities/con_A.json": "a", "entities/con_B.json": "b" });
  });

  async function look(name: string): Promise<{
    readonly whole: SharedWith | undefined;
    readonly of: (...files: string[]) => Promise<ReadonlyMap<string, WriteObstacle>>;
  }> {
    const files = new NodeFileSystem(folder(), { staysInside: true });
    const headers = await findEnvironments(files, environments);
    const target = headers.find((header) => header.name === name)!;
    const others = headers.filter((header) => header !== target);
    return {
      whole: await findSharedEnvironment(files, target, others),
      of: async (...inside) => {
        const paths = inside.map((file) => `${target.folder}/${file}`);
        const found = await findObstacles(files, target, others, paths, steadyPacer);
        return new Map(
          [...found].map(([file, obstacle]) => [file.slice(target.folder.length + 1), obstacle]),
        );
      },
    };
  }
  const shared = (
    file: string,
    by: SharedWith["by"],
    theirFile: string,
  ): readonly [string, WriteObstacle] => {
    const [mine, theirs] = [file, theirFile].map((one) => `${environments}/${one}`);
    const environment = theirFile.split("/")[0]!.toUpperCase();
    const inside = file.split("/").slice(1).join("/");
    return [inside, { kind: "shared", with: { file: mine!, by, environment, theirFile: theirs! } }];
  };
  /** From both sides: whichever environment is imported into, the other one is named. */
  const assertShared = async (one: string, other: string, by: SharedWith["by"]): Promise<void> => {
    for (const [mine, theirs] of [
      [one, other],
      [other, one],
    ] as const) {
      const [name = "", ...inside] = mine.split("/");
      const { of, whole } = await look(name);
      assert.equal(whole, undefined);
      const found = await of(inside.join("/"), "picklists/con_Own.json", "entities/con_None.json");
      assert.deepEqual([...found], [shared(mine, by, theirs)]);
    }
  };

  it("finds nothing where each has files of its own, and asks for none of the others'", async () => {
    const { of, whole } = await look("prod");
    assert.equal(whole, undefined);
    assert.deepEqual([...(await of("entities/con_A.json", "entities/con_New.json"))], []);
  });

  it("names the environment with which a file is shared by a link", async () => {
    fs.mkdirSync(at("staging/entities"));
    fs.symlinkSync("../../prod/entities/con_A.json", at("staging/entities/con_A.json"));
    await assertShared("staging/entities/con_A.json", "prod/entities/con_A.json", "link");
  });

  it("names it where both link to the same file somewhere else", async () => {
    writeTree(folder(), { "common/con_C.json": "c" });
    for (const name of ["prod", "qa"]) {
      fs.mkdirSync(at(`${name}/entities`), { recursive: true });
      fs.symlinkSync("../../../common/con_C.json", at(`${name}/entities/con_C.json`));
    }
    await assertShared("qa/entities/con_C.json", "prod/entities/con_C.json", "link");
  });

  it("names it where a file has a name in both", async () => {
    fs.mkdirSync(at("staging/entities"));
    fs.linkSync(at("prod/entities/con_A.json"), at("staging/entities/con_A.json"));
    await assertShared("staging/entities/con_A.json", "prod/entities/con_A.json", "hard link");
  });

  it("names it where a folder of definitions is a link, for files that aren't there yet too", async () => {
    fs.symlinkSync("../prod/entities", at("staging/entities"));
    for (const name of ["staging", "prod"]) {
      const other = name === "prod" ? "staging" : "prod";
      const { of, whole } = await look(name);
      assert.equal(whole, undefined);
      const files = ["entities/con_A.json", "entities/con_New.json"];
      assert.deepEqual(
        [...(await of(...files, "picklists/con_Own.json"))],
        files.map((file) => shared(`${name}/${file}`, "link", `${other}/${file}`)),
      );
    }
  });

  for (const inside of ["", "/.envferry", "/imports.jsonl"]) {
    it(`names it where ${inside === "" ? "all of it" : inside.slice(1)} is shared`, async () => {
      if (inside === "") {
        fs.rmSync(at("staging"), { recursive: true });
      } else {
        writeTree(at("prod"), { [inside === "/.envferry" ? ".envferry/.gitignore" : "imports.jsonl"]: "" });
      }
      fs.symlinkSync(inside === "" ? "prod" : `../prod${inside}`, at(`staging${inside}`));
      const { whole } = await look("staging");
      assert.equal(whole?.file, `${environments}/staging${inside}`);
      assert.equal(whole.by, "link");
      assert.equal(whole.environment, "PROD");
      assert.equal((await look("prod")).whole?.theirFile, `${environments}/staging${inside}`);
      assert.equal((await look("qa")).whole, undefined);
    });
  }

  it("says why a file can't be written before it says that it is shared", async () => {
    fs.mkdirSync(at("prod/entities/con_Folder.json"));
    const { of } = await look("prod");
    assert.deepEqual(
      [...(await of("entities/con_Folder.json"))],
      [["entities/con_Folder.json", { kind: "read-only", why: "is a folder" }]],
    );
  });
});
