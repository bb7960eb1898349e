import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { copySample, envferry, jsonOf, type CliRun } from "../../support/cli";
import { snapshotTree, useTemporaryFolder } from "../../support/temporaryFolder";

interface Exported {
  readonly file: string;
  readonly bytes: number;
  readonly resources: readonly { type: string; name: string; related: boolean; setup: string }[];
}

describe("envferry export", () => {
  const folder = useTemporaryFolder();
  let workspace: string;
  beforeEach(() => {
    workspace = copySample(folder());
  });
  const exportFrom = (...args: string[]): Promise<CliRun> =>
    envferry(["export", "--env", "dev", ...args], {
      cwd: workspace,
      env: { SOURCE_DATE_EPOCH: "1769860800" },
    });
  const out = (name: string): string => path.join(workspace, name);
  const assertSameBytes = (a: string, b: string): void =>
    assert.ok(fs.readFileSync(out(a)).equals(fs.readFileSync(out(b))), `${a} and ${b} differ`);
  async function inspect(name: string): Promise<Record<string, unknown>> {
    return jsonOf(await envferry(["inspect", name, "--json"], { cwd: workspace }));
  }

  it("writes everything that can travel, and nothing else anywhere", async () => {
    const before = snapshotTree(workspace);
    const run = await exportFrom("--all", "--out", "all.zip");
    assert.equal(run.exitCode, 0);
    assert.equal(run.stderr, "");
    assert.match(run.stdout, /^Exported 25 resources from Development to all\.zip, [\d,]+ bytes\.\n$/);
    const { "all.zip": written, ...rest } = snapshotTree(workspace);
    assert.ok(written);
    assert.deepEqual(rest, before);
  });

  it("prints one JSON object of the promised form", async () => {
    const run = await exportFrom("--entity", "lmi_Workshop", "--out", "w.zip", "--json");
    const exported = jsonOf<Exported>(run);
    assert.equal(run.exitCode, 0);
    assert.equal(exported.file, "w.zip");
    assert.equal(exported.bytes, fs.statSync(out("w.zip")).size);
    assert.deepEqual(
      exported.resources.find((resource) => !resource.related),
      {
        type: "entity",
        name: "lmi_Workshop",
        related: false,
        setup: "merge",
      },
    );
  });

  it("takes names with commas between, and of any type", async () => {
    const ways = [
      ["--entity", "lmi_Workshop", "lmi_Rental", "--picklist", "lmi_RentalStatus"],
      ["--entity", "lmi_Workshop,lmi_Rental", "--picklist", "lmi_RentalStatus"],
      ["--entity", "lmi_Workshop, lmi_Rental,", "--resource", "picklist:lmi_RentalStatus"],
      ["--resource", "picklist:lmi_RentalStatus,entity:lmi_Rental", "entity:lmi_Workshop"],
    ];
    for (const [index, way] of ways.entries()) {
      const run = await exportFrom(...way, "--no-related", "--name", "Same", "--out", `${index}.zip`);
      assert.equal(run.exitCode, 0, run.stderr);
      assertSameBytes("0.zip", `${index}.zip`);
    }
  });

  it("exits 2 for a resource of no type, for commas alone and for --all beside names", async () => {
    for (const args of [
      ["--resource", "lmi_Workshop"],
      ["--resource", "table:lmi_Workshop"],
      ["--entity", ","],
      ["--all", "--resource", "entity:lmi_Workshop"],
    ]) {
      const run = await exportFrom(...args, "--out", "x.zip");
      assert.equal(run.exitCode, 2, args.join(" "));
      assert.ok(!fs.existsSync(out("x.zip")));
    }
  });

  it("takes related resources along, and says so", async () => {
    const run = await exportFrom("--entity", "lmi_InstrumentTrial", "--out", "t.zip");
    assert.match(run.stdout, /^Exported 14 resources \(13 of them related\)/);
    const { resources } = (await inspect("t.zip")) as { resources: Exported["resources"] };
    assert.deepEqual(
      resources.filter((resource) => !resource.related).map((resource) => resource.name),
      ["lmi_InstrumentTrial"],
    );
  });

  it("leaves them out with --no-related, and names each and why", async () => {
    const run = await exportFrom("--entity", "lmi_InstrumentTrial", "--no-related", "--out", "t.zip");
    assert.match(run.stdout, /^Exported 1 resource from/);
    const lines = run.stderr.trimEnd().split("\n");
    // Only what the package itself needs, not what that would need in turn.
    assert.equal(lines.length, 4);
    assert.ok(
      lines.some((line) => line.includes("lmi_TrialOutcome") && line.includes("Instrument trial → Outcome")),
    );
  });

  it("takes several entities and picklists, each once", async () => {
    const run = await exportFrom(
      ...["--entity", "lmi_Workshop", "lmi_Workshop", "--picklist", "lmi_Condition", "lmi_Region"],
      ...["--entity", "lmi_Workshop", "--no-related", "--out", "s.zip", "--json"],
    );
    assert.deepEqual(
      jsonOf<Exported>(run).resources.map((resource) => resource.name),
      ["lmi_Workshop", "lmi_Condition", "lmi_Region"],
    );
  });

  it("writes name, version, description and setup into the package", async () => {
    await exportFrom(
      ...["--picklist", "lmi_Condition", "lmi_Region", "--name", "Lists", "--package-version", "1.2"],
      ...["--description", "Two lists", "--setup", "add", "--setup-for", "picklist:lmi_Region=overwrite"],
      ...["--out", "l.zip"],
    );
    const { name, version, description, createdAt, generator, source, resources } = await inspect("l.zip");
    assert.deepEqual(
      { name, version, description, createdAt, generator, source },
      {
        name: "Lists",
        version: "1.2",
        description: "Two lists",
        createdAt: "2026-01-31T12:00:00.000Z",
        generator: "envferry/0.0.0",
        source: { name: "dev", displayName: "Development" },
      },
    );
    assert.deepEqual(
      (resources as Exported["resources"]).map((resource) => resource.setup),
      ["add", "overwrite"],
    );
  });

  it("names the package after its only resource, or after the environment", async () => {
    await exportFrom("--entity", "lmi_Workshop", "--out", "one.zip");
    await exportFrom("--all", "--out", "all.zip");
    assert.equal((await inspect("one.zip"))["name"], "Workshop");
    assert.equal((await inspect("all.zip"))["name"], "Development");
  });

  it("gives the same bytes for the same selection, in whatever order it is made", async () => {
    await exportFrom(
      "--entity",
      "lmi_Workshop",
      "lmi_Rental",
      "--picklist",
      "lmi_Region",
      "--name",
      "N",
      "--out",
      "a.zip",
    );
    await exportFrom(
      "--picklist",
      "lmi_Region",
      "--entity",
      "lmi_Rental",
      "lmi_Workshop",
      "--name",
      "N",
      "--out",
      "b.zip",
    );
    assertSameBytes("a.zip", "b.zip");
  });

  it("gives the same bytes however the definition files are laid out", async () => {
    await exportFrom("--all", "--out", "a.zip");
    const entities = path.join(workspace, "environments/dev/entities");
    for (const name of fs.readdirSync(entities)) {
      const definition = JSON.parse(fs.readFileSync(path.join(entities, name), "utf8")) as object;
      const turned = Object.fromEntries(Object.entries(definition).reverse());
      fs.writeFileSync(
        path.join(entities, name),
        `\ufeff${JSON.stringify(turned, null, "\t").replaceAll("\n", "\r\n")}`,
      );
    }
    await exportFrom("--all", "--out", "b.zip");
    assertSameBytes("a.zip", "b.zip");
  });

  it("takes the current time without SOURCE_DATE_EPOCH", async () => {
    const start = Date.now();
    for (const env of [{}, { SOURCE_DATE_EPOCH: "" }] as Record<string, string>[]) {
      await envferry(["export", "--env", "dev", "--all", "--out", "now.zip", "--force"], {
        cwd: workspace,
        env,
      });
      const created = Date.parse(String((await inspect("now.zip"))["createdAt"]));
      assert.ok(created >= start && created <= Date.now());
    }
  });

  it("creates the folders above the package", async () => {
    assert.equal((await exportFrom("--all", "--out", "packages/new/all.zip")).exitCode, 0);
    assert.ok(fs.existsSync(out("packages/new/all.zip")));
  });

  it("replaces a file only with --force", async () => {
    fs.writeFileSync(out("all.zip"), "precious");
    const refused = await exportFrom("--all", "--out", "all.zip");
    assert.equal(refused.exitCode, 1);
    assert.match(refused.stderr, /^envferry: all\.zip .*--force.*\.\n$/);
    assert.equal(fs.readFileSync(out("all.zip"), "utf8"), "precious");
    assert.equal((await exportFrom("--all", "--out", "all.zip", "--force")).exitCode, 0);
    assert.notEqual(fs.readFileSync(out("all.zip"), "utf8"), "precious");
  });

  it("names on standard error what is broken, and exports the rest", async () => {
    fs.writeFileSync(path.join(workspace, "environments/dev/entities/lmi_Rental.json"), "{");
    const run = await exportFrom("--all", "--out", "all.zip", "--json");
    assert.equal(run.exitCode, 0);
    assert.equal(jsonOf<Exported>(run).resources.length, 24);
    assert.match(run.stderr, /lmi_Rental/);
  });

  it("names a needed resource that is broken, for it doesn't come along", async () => {
    fs.writeFileSync(path.join(workspace, "environments/dev/picklists/lmi_TrialOutcome.json"), "{");
    const run = await exportFrom("--entity", "lmi_InstrumentTrial", "--out", "t.zip");
    assert.equal(run.exitCode, 0);
    assert.match(run.stderr, /lmi_TrialOutcome/);
  });
});
