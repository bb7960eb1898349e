import assert from "node:assert/strict";
import { envferry, jsonOf, type CliRun } from "../../support/cli";
import { buildTestPackage, entity, environmentFiles, picklist, picklistField } from "../../support/factories";
import { useTemporaryFolder, writeTree } from "../../support/temporaryFolder";

interface Printed {
  readonly resources: readonly {
    readonly findings: readonly {
      readonly rule: string;
      readonly resolvedBy: readonly string[];
      readonly steps: readonly { readonly label: string; readonly kind: string }[];
    }[];
  }[];
}

describe("the steps that envferry import offers", () => {
  const folder = useTemporaryFolder();
  const run = (...args: string[]): Promise<CliRun> =>
    envferry(["import", "project.zip", "--env", "staging", "--dry-run", ...args], { cwd: folder() });

  beforeEach(async () => {
    writeTree(folder(), {
      ...environmentFiles({ name: "dev", picklists: [picklist()] }),
      ...environmentFiles({ name: "staging" }),
      ...environmentFiles({ name: "qa", files: { "picklists/con_Stage.json": "{" } }),
      "packages/stages.zip": await buildTestPackage({ definitions: [picklist()] }),
      "packages/damaged.zip": "PK",
      "project.zip": await buildTestPackage({ definitions: [entity({ fields: [picklistField()] })] }),
    });
  });

  it("names every environment and package that has what is missing, for people", async () => {
    const { stdout, exitCode } = await run();
    assert.equal(exitCode, 1);
    assert.match(stdout, /The environment Dev \(dev\) and the package packages\/stages\.zip have it\./);
    const steps = stdout.split("\n").filter((line) => line.startsWith("    → "));
    assert.deepEqual(steps, [
      "    → Export con_Stage from dev: envferry export --env dev --picklist con_Stage --out FILE",
      "    → Import packages/stages.zip first: envferry import packages/stages.zip --env staging",
    ]);
  });

  it("gives them to programs with a label each, beside the actions that help", async () => {
    const [resource] = jsonOf<Printed>(await run("--json")).resources;
    assert.deepEqual(
      resource?.findings.map(({ rule, resolvedBy, steps }) => ({ rule, resolvedBy, steps })),
      [
        {
          rule: "dependency-missing",
          resolvedBy: ["skip"],
          steps: [
            {
              label: "Export con_Stage from dev",
              kind: "export-from",
              environment: "dev",
              refs: [{ type: "picklist", name: "con_Stage" }],
            },
            {
              label: "Import packages/stages.zip first",
              kind: "import-first",
              file: "packages/stages.zip",
            },
          ],
        },
      ],
    );
  });

  it("doesn't name the environment that is imported into, nor a broken one", async () => {
    const { stdout } = await run();
    assert.doesNotMatch(stdout, /from (?:staging|qa)/);
  });
});
