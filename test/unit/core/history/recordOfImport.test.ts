import assert from "node:assert/strict";
import { importRecordShape, type ImportRecord } from "../../../../src/core/history/importRecord";
import { recordOfImport, recordOfUndo } from "../../../../src/core/history/recordOfImport";
import type { SetupAction } from "../../../../src/core/import/setupAction";
import { planImport } from "../../../../src/core/import/planImport";
import { applyPlan } from "../../../../src/core/apply/applyPlan";
import type { Applied } from "../../../../src/core/apply/applyResult";
import type { Environment } from "../../../../src/core/environment/environment";
import type { ImportPlan } from "../../../../src/core/import/importPlan";
import type { Definition } from "../../../../src/core/resources/resourceType";
import {
  entity,
  entry,
  environmentFiles,
  loadTestEnvironment,
  lookupField,
  openTestPackage,
  picklist,
  type EnvironmentContent,
} from "../../../support/factories";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";
import { fakeHash, importRecord, recordedResource } from "../../../support/records";
import { TestAgent } from "../../../support/testAgent";
import { steadyPacer, testPlatform } from "../../../support/testPlatform";

const recorder = (): { agent: TestAgent; generator: string } => ({
  agent: new TestAgent(),
  generator: "envferry/1.2.3",
});

interface Prepared {
  readonly fs: MemoryFileSystem;
  readonly plan: ImportPlan;
  readonly target: Environment;
}

/** An import that creates con_Project and con_Task, updates con_Stage, finds con_Same unchanged and skips con_Skipped. */
async function prepare(fs?: MemoryFileSystem): Promise<Prepared> {
  const content: EnvironmentContent = {
    picklists: [picklist({ entries: [entry(1)] }), picklist({ name: "con_Same" })],
  };
  const files = fs ?? new MemoryFileSystem(environmentFiles(content));
  const target = await loadTestEnvironment(files);
  const definitions: Definition[] = [
    entity({ fields: [lookupField(["con_Task"])] }),
    entity({ name: "con_Task" }),
    picklist(),
    picklist({ name: "con_Same" }),
    picklist({ name: "con_Skipped" }),
  ];
  const pkg = await openTestPackage({ definitions, header: { version: "2.0" } });
  const choice = ({ name }: { name: string }): SetupAction | undefined =>
    name === "con_Skipped" ? "skip" : undefined;
  return { fs: files, plan: await planImport(pkg, target, choice, steadyPacer), target };
}

async function apply({ fs, plan, target }: Prepared): Promise<Applied> {
  const result = await applyPlan(fs, target, plan, testPlatform);
  assert.notEqual(result.outcome, "target-changed");
  return result as Applied;
}

function outcomesOf({ resources }: ImportRecord): Record<string, string> {
  return Object.fromEntries(resources.map(({ name, outcome }) => [name, outcome]));
}

const allWell = {
  con_Project: "created",
  con_Task: "created",
  con_Stage: "updated",
  con_Same: "unchanged",
  con_Skipped: "skipped",
};

describe("the record of an import", () => {
  it("tells what became of each resource, and where it came from", async () => {
    const prepared = await prepare();
    const applied = await apply(prepared);
    const record = await recordOfImport({ ...prepared, applied }, recorder(), testPlatform);
    assert.deepEqual(outcomesOf(record), allWell);
    const { resources, ...header } = record;
    assert.deepEqual(header, {
      formatVersion: 1,
      id: "1-1",
      kind: "import",
      at: "2026-01-31T12:00:00.000Z",
      generator: "envferry/1.2.3",
      package: {
        name: "Test",
        version: "2.0",
        createdAt: "2026-01-31T12:00:00.000Z",
        source: { name: "source", displayName: "Source" },
      },
      outcome: "complete",
    });
    assert.ok(importRecordShape.accepts(JSON.parse(JSON.stringify(record))));
    const stage = resources.find(({ name }) => name === "con_Stage");
    assert.equal(stage?.detail, "1 change");
    assert.equal(
      stage.packageSha256,
      prepared.plan.items.find(({ ref }) => ref.name === "con_Stage")?.resource.sha256,
    );
  });

  it("has the hash of each file as it was left, and none of what was skipped", async () => {
    const prepared = await prepare();
    const record = await recordOfImport(
      { ...prepared, applied: await apply(prepared) },
      recorder(),
      testPlatform,
    );
    const after = await loadTestEnvironment(prepared.fs);
    for (const { type, name, sha256 } of record.resources) {
      const expected = name === "con_Skipped" ? undefined : after.resource({ type, name })?.sha256;
      assert.equal(sha256, expected, name);
      assert.equal(sha256 === undefined, name === "con_Skipped");
    }
  });

  it("made beforehand, tells what is meant to be", async () => {
    const prepared = await prepare();
    const planned = await recordOfImport(prepared, recorder(), testPlatform);
    assert.deepEqual(outcomesOf(planned), allWell);
    const applied = await apply(prepared);
    assert.deepEqual(await recordOfImport({ ...prepared, applied }, recorder(), testPlatform), planned);
  });

  it("keeps id and time of the one made beforehand, and hashes nothing twice", async () => {
    const prepared = await prepare();
    const { agent, generator } = recorder();
    const planned = await recordOfImport(prepared, { agent, generator }, testPlatform);
    agent.time = new Date("2020-01-01T00:00:00Z");
    const applied = await apply(prepared);
    const codec = { ...testPlatform.codec, sha256: () => assert.fail("nothing needs hashing") };
    const record = await recordOfImport(
      { ...prepared, applied, planned },
      { agent, generator },
      { ...testPlatform, codec },
    );
    assert.deepEqual(record, planned);
  });

  it("takes hashes that are known already", async () => {
    const prepared = await prepare();
    const writtenHashes = new Map(prepared.plan.items.map(({ file, ref }) => [file, fakeHash(ref.name)]));
    const record = await recordOfImport({ ...prepared, writtenHashes }, recorder(), testPlatform);
    assert.equal(record.resources.find(({ name }) => name === "con_Task")?.sha256, fakeHash("con_Task"));
  });

  it("says why what couldn't be written wasn't imported, and tells of no hash", async () => {
    const prepared = await prepare();
    prepared.fs.failOn({
      operation: "write",
      path: "environments/dev/entities/con_Task.json",
      code: "no-space",
    });
    const applied = await apply(prepared);
    const record = await recordOfImport({ ...prepared, applied }, recorder(), testPlatform);
    assert.equal(record.outcome, "partial");
    assert.deepEqual(outcomesOf(record), {
      ...allWell,
      con_Project: "not-imported",
      con_Task: "not-imported",
    });
    const [project, task] = record.resources;
    assert.match(project?.reason ?? "", /con_Task/);
    assert.match(task?.reason ?? "", /the disk is full/);
    assert.equal(project?.sha256 ?? task?.sha256, undefined);
    assert.ok(importRecordShape.accepts(JSON.parse(JSON.stringify(record))));
  });

  it("tells of what should have been put back and couldn't be, with what its file holds", async () => {
    const prepared = await prepare();
    const path = "environments/dev/entities/con_Task.json";
    prepared.fs.failOn({ operation: "write", path: "environments/dev/picklists/con_Stage.json" });
    prepared.fs.failOn({ operation: "delete", path });
    const result = await applyPlan(prepared.fs, prepared.target, prepared.plan, testPlatform, {
      onFailure: "roll-back",
    });
    const record = await recordOfImport(
      { ...prepared, applied: result as Applied },
      recorder(),
      testPlatform,
    );
    const task = record.resources.find(({ name }) => name === "con_Task");
    assert.equal(task?.outcome, "left-changed");
    assert.equal(task.sha256, await testPlatform.codec.sha256(prepared.fs.bytes(path)!));
    assert.equal(record.outcome, "partial");
  });
});

describe("the record of taking an import back", () => {
  const undone = importRecord({
    id: "the-import",
    resources: [
      recordedResource(),
      recordedResource({ name: "con_Other", outcome: "updated", detail: "3 changes" }),
      recordedResource({ name: "con_Same", outcome: "unchanged" }),
    ],
  });
  const stage = { type: "picklist", name: "con_Stage" } as const;
  const other = { type: "picklist", name: "con_Other" } as const;

  it("names the import, and what was put back", () => {
    const record = recordOfUndo("undo", undone, [{ ref: stage }, { ref: other }], recorder());
    assert.deepEqual(outcomesOf(record), { con_Stage: "restored", con_Other: "restored" });
    const { kind, undoes, id, at, outcome } = record;
    assert.deepEqual(
      { kind, undoes, id, at, outcome },
      {
        kind: "undo",
        undoes: "the-import",
        id: "1-1",
        at: "2026-01-31T12:00:00.000Z",
        outcome: "complete",
      },
    );
    assert.deepEqual(record.package, undone.package);
    assert.ok(importRecordShape.accepts(record));
  });

  it("says why something stays", () => {
    const reason = "It was changed after the import.";
    const record = recordOfUndo("roll-back", undone, [{ ref: stage }, { ref: other, reason }], recorder());
    assert.equal(record.kind, "roll-back");
    assert.equal(record.outcome, "partial");
    assert.deepEqual(outcomesOf(record), { con_Stage: "restored", con_Other: "left-changed" });
    assert.equal(record.resources[1]?.reason, reason);
  });
});
