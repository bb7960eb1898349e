import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { copySample, envferry, jsonOf, type CliRun } from "../../support/cli";
import { snapshotTree, useTemporaryFolder } from "../../support/temporaryFolder";

interface Imported {
  readonly applied: boolean;
  readonly outcome: string;
  readonly resources: readonly {
    readonly type: string;
    readonly name: string;
    readonly action: string;
    readonly outcome: string;
    readonly changes: readonly object[];
    readonly findings: readonly { rule: string; severity: string; message: string }[];
    readonly applied?: string;
    readonly reason?: string;
  }[];
}

describe("envferry import", () => {
  const folder = useTemporaryFolder();
  let workspace: string;
  beforeEach(() => {
    workspace = copySample(folder());
  });
  const run = (...args: string[]): Promise<CliRun> => envferry(args, { cwd: workspace });
  const environment = (name: string): Record<string, string> =>
    snapshotTree(path.join(workspace, "environments", name));

  /** Exports from an environment of the sample into `p.zip`. */
  async function pack(from: string, ...args: string[]): Promise<void> {
    const exported = await run("export", "--env", from, ...args, "--out", "../p.zip", "--force");
    assert.equal(exported.exitCode, 0, exported.stderr);
  }
  const importInto = (to: string, ...args: string[]): Promise<CliRun> =>
    run("import", "../p.zip", "--env", to, ...args);

  it("imports what only adds, and writes nothing outside of the environment", async () => {
    await pack("staging", "--all");
    const [before, dev] = [snapshotTree(workspace), environment("dev")];
    const imported = await importInto("production");
    assert.equal(imported.exitCode, 0, imported.stderr);
    assert.equal(imported.stderr, "");
    assert.match(imported.stdout, /Imported \d+ resources into Production\.\n$/);
    const after = snapshotTree(workspace);
    const changed = Object.keys(after).filter((file) => after[file] !== before[file]);
    assert.ok(changed.length > 0);
    assert.ok(
      changed.every((file) =>
        /^environments\/production\/((entities|picklists)\/\w+\.json$|imports\.jsonl$|\.envferry($|\/))/.test(
          file,
        ),
      ),
    );
    assert.deepEqual(environment("dev"), dev);
    assert.equal((await run("validate")).exitCode, 0);
  });

  it("prints one JSON object of the promised form", async () => {
    await pack("staging", "--all");
    const imported = await importInto("production", "--json");
    const { applied, outcome, resources } = jsonOf<Imported>(imported);
    assert.deepEqual([imported.exitCode, applied, outcome], [0, true, "imported"]);
    for (const resource of resources) {
      assert.match(resource.type, /^(entity|picklist)$/);
      assert.equal(resource.action, "merge");
      assert.match(resource.outcome, /^(create|update|unchanged)$/);
      assert.equal(resource.changes.length > 0, resource.outcome === "update", resource.name);
      for (const finding of resource.findings) {
        assert.match(finding.rule, /^[a-z-]+$/);
        assert.match(finding.severity, /^(warning|information)$/);
        assert.ok(finding.message.endsWith("."));
      }
    }
  });

  it("has nothing to do the second time, and then exits 4", async () => {
    await pack("staging", "--all");
    await importInto("production");
    const before = snapshotTree(workspace);
    const again = await importInto("production", "--json");
    assert.equal(again.exitCode, 4);
    const { applied, resources } = jsonOf<Imported>(again);
    assert.equal(applied, false);
    assert.deepEqual([...new Set(resources.map((resource) => resource.outcome))], ["unchanged"]);
    assert.deepEqual(snapshotTree(workspace), before);
  });

  it("changes nothing with --dry-run, and says what would happen", async () => {
    await pack("staging", "--all");
    const before = snapshotTree(workspace);
    const dry = await importInto("production", "--dry-run", "--json");
    assert.equal(dry.exitCode, 0);
    assert.deepEqual(snapshotTree(workspace), before);
    const [tried, done] = [jsonOf<Imported>(dry), jsonOf<Imported>(await importInto("production", "--json"))];
    assert.deepEqual([tried.applied, tried.outcome], [false, "dry-run"]);
    const planned = done.resources.map(({ applied, ...resource }) => {
      assert.equal(applied, resource.outcome === "unchanged" ? undefined : "written");
      return resource;
    });
    assert.deepEqual(tried.resources, planned);
  });

  it("is refused because of errors: exits 1, names them all, changes nothing", async () => {
    await pack("dev", "--all");
    const before = snapshotTree(workspace);
    for (const args of [[], ["--dry-run"], ["--allow-removals"]]) {
      const refused = await importInto("staging", ...args, "--json");
      assert.equal(refused.exitCode, 1);
      const { applied, outcome, resources } = jsonOf<Imported>(refused);
      assert.deepEqual([applied, outcome], [false, args[0] === "--dry-run" ? "dry-run" : "refused"]);
      assert.deepEqual(
        resources.filter((resource) => resource.outcome === "blocked").map((resource) => resource.name),
        ["Case", "lmi_DeliveryRoute", "lmi_DeliveryStop", "lmi_SparePart", "lmi_Region"],
      );
    }
    const text = await importInto("staging");
    assert.equal(text.exitCode, 1);
    assert.match(text.stderr, /Nothing was changed\.\n$/);
    assert.deepEqual(snapshotTree(workspace), before);
  });

  it("imports the rest when the blocked ones are skipped", async () => {
    await pack("dev", "--all");
    const skipped = [
      "entity:Case",
      "entity:lmi_DeliveryRoute",
      "entity:lmi_DeliveryStop",
      "picklist:lmi_Region",
    ];
    const imported = await importInto(
      "staging",
      ...skipped.flatMap((ref) => ["--setup-for", `${ref}=skip`]),
      ...["--setup-for", "entity:lmi_SparePart=add", "--json"],
    );
    assert.equal(imported.exitCode, 0, imported.stderr);
    const outcomes = new Map(
      jsonOf<Imported>(imported).resources.map(({ type, name, outcome }) => [`${type}:${name}`, outcome]),
    );
    assert.deepEqual(
      skipped.map((ref) => outcomes.get(ref)),
      ["skip", "skip", "skip", "skip"],
    );
    assert.ok(fs.existsSync(path.join(workspace, "environments/staging/entities/lmi_InstrumentTrial.json")));
    assert.ok(!fs.existsSync(path.join(workspace, "environments/staging/entities/Case.json")));
  });

  it("removes nothing without --allow-removals, whatever the package says", async () => {
    await pack("dev", "--entity", "Account", "--no-related", "--setup", "overwrite");
    const setUp = ["--setup-for", "entity:Account=overwrite"];
    const before = environment("staging");
    for (const args of [[], setUp, ["--setup", "overwrite"], ["--dry-run"]]) {
      const refused = await importInto("staging", ...args, "--json");
      assert.equal(refused.exitCode, 1);
      const [account] = jsonOf<Imported>(refused).resources;
      assert.ok(account?.findings.some((finding) => finding.severity === "removal"));
      assert.deepEqual(environment("staging"), before);
    }
    const imported = await importInto("staging", "--allow-removals", "--json");
    assert.equal(imported.exitCode, 0, imported.stderr);
    assert.notDeepEqual(environment("staging"), before);
  });

  it("merges when the package says overwrite and whoever imports says merge", async () => {
    await pack("dev", "--entity", "Account", "--no-related", "--setup", "overwrite");
    const imported = await importInto("staging", "--setup", "merge", "--json");
    assert.equal(imported.exitCode, 0, imported.stderr);
    const [account] = jsonOf<Imported>(imported).resources;
    assert.equal(account?.action, "merge");
    assert.ok(account.findings.every((finding) => finding.severity !== "removal"));
  });

  it("does nothing when everything is skipped", async () => {
    await pack("dev", "--all");
    const before = snapshotTree(workspace);
    const skipped = await importInto("staging", "--setup", "skip", "--json");
    assert.equal(skipped.exitCode, 4);
    assert.ok(jsonOf<Imported>(skipped).resources.every((resource) => resource.outcome === "skip"));
    assert.deepEqual(snapshotTree(workspace), before);
  });

  it("warns of a package that came from the same environment", async () => {
    await pack("dev", "--all");
    const same = await importInto("dev", "--json");
    assert.equal(same.exitCode, 4);
    const { findings } = jsonOf<{ findings: { rule: string; severity: string }[] }>(same);
    assert.deepEqual(
      findings.map(({ rule, severity }) => `${severity} ${rule}`),
      ["warning same-environment"],
    );
  });

  it("leaves a file byte for byte that needn't change", async () => {
    const file = path.join(workspace, "environments/production/picklists/lmi_Condition.json");
    await pack("production", "--picklist", "lmi_Condition", "lmi_StorageClass");
    const mine = `\ufeff${JSON.stringify(JSON.parse(fs.readFileSync(file, "utf8")), null, "\t").replaceAll("\n", "\r\n")}`;
    fs.writeFileSync(file, mine);
    assert.equal((await importInto("production")).exitCode, 4);
    assert.equal(fs.readFileSync(file, "utf8"), mine);
  });
});
