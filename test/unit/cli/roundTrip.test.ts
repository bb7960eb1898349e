import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { copySample, envferry, jsonOf } from "../../support/cli";
import {
  entity,
  environmentFiles,
  field,
  key,
  lookupField,
  picklist,
  picklistField,
} from "../../support/factories";
import { snapshotDefinitions, useTemporaryFolder, writeTree } from "../../support/temporaryFolder";

const entities = [
  entity({
    primaryField: "con_Name",
    fields: [
      field({ con_hint: { any: ["thing"] } }),
      picklistField({ default: 2 }),
      lookupField(["con_Task"]),
    ],
    keys: [key()],
    translations: { "de-DE": { fields: { con_Name: { displayName: "Name" } }, con_x: 1 } },
    con_icon: null,
  }),
  entity({ name: "con_Task", fields: [field(), lookupField(["con_Project", "con_Task"])] }),
];
const picklists = [picklist({ translations: { "fr-FR": { entries: { "1": { label: "Un" } } } } })];

describe("Export, import into an empty environment, export again", () => {
  const folder = useTemporaryFolder();

  it("gives the same files and the same resources", async () => {
    writeTree(folder(), {
      ...environmentFiles({ name: "source", entities, picklists }),
      ...environmentFiles({ name: "empty" }),
    });
    const run = async (...args: string[]) => {
      const ended = await envferry(args, { cwd: folder(), env: { SOURCE_DATE_EPOCH: "0" } });
      assert.equal(ended.exitCode, 0, ended.stderr);
      return ended;
    };
    await run("export", "--env", "source", "--all", "--out", "a.zip", "--name", "Same");
    const imported = await run("import", "a.zip", "--env", "empty", "--json");
    assert.deepEqual(
      jsonOf<{ resources: { outcome: string }[] }>(imported).resources.map((resource) => resource.outcome),
      ["create", "create", "create"],
    );
    const filesOf = (name: string): Record<string, string> => {
      const { "environment.json": description, ...files } = snapshotDefinitions(
        path.join(folder(), "environments", name),
      );
      assert.ok(description);
      return files;
    };
    assert.deepEqual(filesOf("empty"), filesOf("source"));
    assert.equal((await run("validate")).exitCode, 0);

    await run("export", "--env", "empty", "--all", "--out", "b.zip", "--name", "Same");
    const [a, b] = [
      jsonOf<{ resources: object[] }>(await run("inspect", "a.zip", "--json")),
      jsonOf<{ resources: object[] }>(await run("inspect", "b.zip", "--json")),
    ];
    assert.deepEqual(b.resources, a.resources);
  });

  it("gives identical packages twice in a row", async () => {
    const workspace = copySample(folder());
    for (const name of ["a.zip", "b.zip"]) {
      await envferry(["export", "--env", "dev", "--all", "--out", name], {
        cwd: workspace,
        env: { SOURCE_DATE_EPOCH: "1700000000" },
      });
    }
    const [a, b] = ["a.zip", "b.zip"].map((name) => fs.readFileSync(path.join(workspace, name)));
    assert.ok(a!.equals(b!));
  });
});
