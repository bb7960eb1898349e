import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { assertSentence } from "../../support/assertSentence";
import {
  complaintsOf,
  copySample,
  envferry,
  faultyFileSystems,
  jsonOf,
  type CliRun,
} from "../../support/cli";
import { snapshotTree, useTemporaryFolder } from "../../support/temporaryFolder";

interface Imported {
  readonly applied: boolean;
  readonly outcome: string;
  readonly moved?: readonly string[];
  readonly resources: readonly { readonly name: string; readonly action: string }[];
}

describe("envferry import with plans", () => {
  const folder = useTemporaryFolder();
  let workspace: string;
  beforeEach(async () => {
    workspace = copySample(folder());
    await pack("staging", "--all");
  });
  const run = (...args: string[]): Promise<CliRun> => envferry(args, { cwd: workspace });
  const importInto = (to: string, ...args: string[]): Promise<CliRun> =>
    run("import", "../p.zip", "--env", to, ...args);
  const planFile = (): string => path.join(folder(), "plan.json");
  const account = (): string => path.join(workspace, "environments/production/entities/Account.json");

  async function pack(from: string, ...args: string[]): Promise<void> {
    const exported = await run("export", "--env", from, ...args, "--out", "../p.zip", "--force");
    assert.equal(exported.exitCode, 0, exported.stderr);
  }

  async function makePlan(to = "production", ...args: string[]): Promise<void> {
    const made = await importInto(to, "--plan-out", "../plan.json", ...args);
    assert.equal(made.exitCode, 0, made.stderr);
  }

  /** Runs an import that must be refused and change nothing. Gives what moved. */
  async function movedIn(to = "production", ...args: string[]): Promise<readonly string[]> {
    const before = snapshotTree(folder());
    const refused = await importInto(to, "--plan", "../plan.json", "--json", ...args);
    assert.equal(refused.exitCode, 1, refused.stderr);
    assert.deepEqual(snapshotTree(folder()), before);
    const { applied, outcome, moved } = jsonOf<Imported>(refused);
    assert.deepEqual([applied, outcome], [false, args.includes("--dry-run") ? "dry-run" : "refused"]);
    assert.ok(moved && moved.length > 0, refused.stdout);
    moved.forEach((sentence) => {
      assertSentence(sentence);
      assert.ok(refused.stderr.includes(sentence));
    });
    return moved;
  }

  it("writes a plan and imports nothing; then imports exactly what importing at once does", async () => {
    const before = snapshotTree(workspace);
    const made = await importInto("production", "--plan-out", "../plan.json");
    assert.equal(made.exitCode, 0, made.stderr);
    assert.match(made.stdout, /The plan was written to \.\.\/plan\.json\. Nothing was imported.*\n$/);
    assert.deepEqual(snapshotTree(workspace), before);

    assert.equal((await importInto("production")).exitCode, 0);
    const atOnce = snapshotTree(path.join(workspace, "environments/production/entities"));
    fs.rmSync(workspace, { recursive: true });
    copySample(folder());
    const applied = await importInto("production", "--plan", "../plan.json", "--json");
    assert.equal(applied.exitCode, 0, applied.stderr);
    assert.equal(jsonOf(applied)["outcome"], "imported");
    assert.deepEqual(snapshotTree(path.join(workspace, "environments/production/entities")), atOnce);
  });

  it("keeps the actions that were chosen for the plan", async () => {
    await pack("dev", "--all");
    const skipped = ["Case", "lmi_DeliveryRoute", "lmi_DeliveryStop"];
    await makePlan(
      "staging",
      ...skipped.flatMap((name) => ["--setup-for", `entity:${name}=skip`]),
      ...["--setup-for", "picklist:lmi_Region=skip", "--setup-for", "entity:lmi_SparePart=add"],
    );
    const imported = await importInto("staging", "--plan", "../plan.json", "--json");
    assert.equal(imported.exitCode, 0, imported.stderr);
    const actions = new Map(jsonOf<Imported>(imported).resources.map(({ name, action }) => [name, action]));
    assert.deepEqual(
      [...skipped, "lmi_SparePart", "Account"].map((name) => actions.get(name)),
      ["skip", "skip", "skip", "add", "merge"],
    );
  });

  it("holds the consent to removals only when it was given", async () => {
    await pack("dev", "--entity", "Account", "--no-related", "--setup", "overwrite");
    const refused = await importInto("staging", "--plan-out", "../plan.json");
    assert.equal(refused.exitCode, 1);
    assert.match(refused.stderr, /--allow-removals.*\nNo plan was written\.\n$/);
    assert.ok(!fs.existsSync(planFile()));
    await makePlan("staging", "--allow-removals");
    assert.match(fs.readFileSync(planFile(), "utf8"), /"removals": true/);
    const imported = await importInto("staging", "--plan", "../plan.json");
    assert.equal(imported.exitCode, 0, imported.stderr);
  });

  it("writes no plan with errors, and exits 1", async () => {
    await pack("dev", "--all");
    const refused = await importInto("staging", "--plan-out", "../plan.json", "--json");
    assert.equal(refused.exitCode, 1);
    assert.deepEqual([jsonOf(refused)["applied"], jsonOf(refused)["outcome"]], [false, "refused"]);
    assert.ok(!fs.existsSync(planFile()));
  });

  it("writes a plan with nothing to do as well, exits 4, and so does importing it", async () => {
    assert.equal((await importInto("production")).exitCode, 0);
    const before = snapshotTree(workspace);
    const made = await importInto("production", "--plan-out", "../plan.json");
    assert.equal(made.exitCode, 4, made.stderr);
    assert.match(made.stderr, /plan\.json says so\. Nothing was changed\.\n$/);
    const imported = await importInto("production", "--plan", "../plan.json");
    assert.equal(imported.exitCode, 4, imported.stderr);
    assert.deepEqual(snapshotTree(workspace), before);
  });

  it("replaces a file only with --force, and never the package or a definition", async () => {
    fs.writeFileSync(planFile(), "mine");
    const before = snapshotTree(folder());
    const exists = await importInto("production", "--plan-out", "../plan.json");
    assert.equal(exists.exitCode, 1);
    assertSentence(complaintsOf(exists)[0]!, "../plan.json", "--force");
    const wrong: [file: string, name: string][] = [
      ["../p.zip", "../p.zip"],
      ["environments/production/plan.json", "environments/production/plan.json"],
      ["environments", "environments"],
    ];
    for (const [file, name] of wrong) {
      const refused = await importInto("production", "--plan-out", file, "--force");
      assert.equal(refused.exitCode, 2, file);
      assertSentence(complaintsOf(refused)[0]!, name);
    }
    assert.deepEqual(snapshotTree(folder()), before);
    await makePlan("production", "--force");
    assert.equal((await importInto("production", "--plan", "../plan.json")).exitCode, 0);
  });

  it("says why a plan can't be written, and leaves no part of it", async () => {
    const before = snapshotTree(folder());
    const refused = await envferry(
      ["import", "../p.zip", "--env", "production", "--plan-out", "../plan.json"],
      {
        cwd: workspace,
        createFileSystem: faultyFileSystems([{ operation: "write", path: "plan.json", code: "no-space" }]),
      },
    );
    assert.equal(refused.exitCode, 1);
    assertSentence(complaintsOf(refused)[0]!, "../plan.json", "the disk is full");
    assert.deepEqual(snapshotTree(folder()), before);
  });

  it("is refused when a target file was changed, has gone or has come since, and names each", async () => {
    await makePlan();
    const original = fs.readFileSync(account());
    // Version control checks files out with other line ends on some systems.
    fs.writeFileSync(account(), `\ufeff${original.toString("utf8").replaceAll("\n", "\r\n")}`);
    const dryRun = await importInto("production", "--plan", "../plan.json", "--dry-run");
    assert.equal(dryRun.exitCode, 0, dryRun.stderr);
    fs.writeFileSync(account(), original);
    fs.writeFileSync(account(), fs.readFileSync(account(), "utf8").replace("{", '{ "note": "mine",'));
    assert.deepEqual(await movedIn(), [
      "environments/production/entities/Account.json was changed since the plan was made.",
    ]);
    fs.rmSync(account());
    const gone = "environments/production/entities/Account.json has been removed since the plan was made.";
    assert.ok((await movedIn()).includes(gone));
    fs.writeFileSync(account(), original);
    const created = "environments/production/entities/lmi_Appraisal.json";
    fs.copyFileSync(
      path.join(workspace, "environments/staging/entities/lmi_Appraisal.json"),
      path.join(workspace, created),
    );
    assert.ok((await movedIn()).includes(`${created} has been created since the plan was made.`));
    fs.rmSync(path.join(workspace, created));
    assert.equal((await importInto("production", "--plan", "../plan.json")).exitCode, 0);
  });

  it("is refused when the package has other bytes", async () => {
    await makePlan();
    await pack("staging", "--all", "--description", "Other bytes");
    const [sentence, ...others] = await movedIn();
    assert.deepEqual(others, []);
    assertSentence(sentence!, "package", "Staging");
  });

  it("is refused for another environment", async () => {
    await makePlan();
    const [sentence, ...others] = await movedIn("dev");
    assert.deepEqual(others, []);
    assertSentence(sentence!, "production", "dev");
  });

  it("is refused when findings of the whole import came since", async () => {
    await pack("production", "--all");
    await importInto("dev", "--plan-out", "../plan.json", "--setup", "skip");
    const text = fs.readFileSync(planFile(), "utf8");
    fs.writeFileSync(
      planFile(),
      text.replace(
        '"findings": [],',
        '"findings": [{ "rule": "x", "severity": "warning", "message": "Y." }],',
      ),
    );
    const moved = await movedIn("dev");
    assert.equal(moved.length, 1);
    assertSentence(moved[0]!, "(x)", "Y.");
  });

  it("tells with --dry-run whether a plan still holds", async () => {
    await makePlan();
    const before = snapshotTree(folder());
    const holds = await importInto("production", "--plan", "../plan.json", "--dry-run");
    assert.equal(holds.exitCode, 0, holds.stderr);
    assert.deepEqual(snapshotTree(folder()), before);
    fs.writeFileSync(account(), fs.readFileSync(account(), "utf8").replace("{", '{ "note": "mine",'));
    assert.equal((await movedIn("production", "--dry-run")).length, 1);
  });

  const wrongUsage: [string[], string][] = [
    [["--plan", "../plan.json", "--setup", "merge"], "--setup"],
    [["--plan", "../plan.json", "--setup-for", "entity:Account=skip"], "--setup-for"],
    [["--plan", "../plan.json", "--allow-removals"], "--allow-removals"],
    [["--plan", "../plan.json", "--plan-out", "../other.json"], "--plan"],
    [["--plan-out", "../other.json", "--dry-run"], "--dry-run"],
    [["--force"], "--force"],
    [["--json", "--report", "json"], "--report"],
    [["--report", "html"], "--report"],
  ];
  for (const [args, name] of wrongUsage) {
    it(`exits 2 for ${args.join(" ")}`, async () => {
      await makePlan();
      const before = snapshotTree(folder());
      const refused = await importInto("production", ...args);
      assert.equal(refused.exitCode, 2);
      assert.equal(refused.stdout === "", !args.includes("--json"));
      assert.ok(refused.stderr.includes(name), refused.stderr);
      assert.deepEqual(snapshotTree(folder()), before);
    });
  }

  it("exits 2 for a plan that isn't there, 1 for one that can't be used, and says why", async () => {
    const before = snapshotTree(workspace);
    const missing = await importInto("production", "--plan", "../nowhere.json");
    assert.equal(missing.exitCode, 2);
    assertSentence(complaintsOf(missing)[0]!, "../nowhere.json");
    assert.equal((await importInto("production", "--plan", "environments")).exitCode, 2);
    for (const content of ["{", "[]", '{"kind":"envferry-import-plan","formatVersion":2}']) {
      fs.writeFileSync(planFile(), content);
      const refused = await importInto("production", "--plan", "../plan.json");
      assert.equal(refused.exitCode, 1, content);
      const [complaint, ...others] = complaintsOf(refused);
      assert.deepEqual(others, []);
      assertSentence(complaint!, "../plan.json");
    }
    assert.deepEqual(snapshotTree(workspace), before);
  });
});
