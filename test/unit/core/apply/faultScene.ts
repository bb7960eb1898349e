import assert from "node:assert/strict";
import { performImport } from "../../../../src/core/apply/performImport";
import { recover, type Recovery } from "../../../../src/core/apply/recover";
import { undoImport, type Undoing } from "../../../../src/core/apply/undo";
import type { Environment } from "../../../../src/core/environment/environment";
import { readHistory } from "../../../../src/core/history/historyFile";
import type { ImportPlan } from "../../../../src/core/import/importPlan";
import { planImport } from "../../../../src/core/import/planImport";
import type { SetupAction } from "../../../../src/core/import/setupAction";
import type { FileSystem } from "../../../../src/core/ports";
import type { Definition, ResourceRef } from "../../../../src/core/resources/resourceType";
import {
  entity,
  entry,
  environmentFiles,
  field,
  loadTestEnvironment,
  lookupField,
  openTestPackage,
  picklist,
  picklistField,
} from "../../../support/factories";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";
import { Killed, MortalFileSystem, type Mishap } from "../../../support/mortalFileSystem";
import { TestAgent, testHost } from "../../../support/testAgent";
import { steadyPacer } from "../../../support/testPlatform";

export const folder = "environments/dev";

export type Snapshot = Readonly<Record<string, string>>;

/** Files of definitions, which an import is about. */
export function definitionsOf(files: Snapshot): Snapshot {
  return Object.fromEntries(
    Object.entries(files).filter(([path]) => /\/(entities|picklists)\/[^.][^/]*$/.test(path)),
  );
}

/** A host whose process is the only one that runs, so that every earlier one is dead. */
export const processNumber = (pid: number): ReturnType<typeof testHost> => testHost(new TestAgent(pid));

/**
 * What the target holds: a picklist that loses an entry, an entity that loses a field, one that gets one; and one of each that the import
 * doesn't concern.
 */
const before = {
  picklists: [
    picklist({ entries: [entry(1), entry(2), entry(3)] }),
    picklist({ name: "con_Kind", entries: [entry(1)] }),
    picklist({ name: "con_Untouched" }),
  ],
  entities: [
    entity({ fields: [field(), picklistField(), field({ name: "con_Old" })] }),
    entity({
      name: "con_Team",
      fields: [field(), picklistField({ picklist: "con_Kind", name: "con_KindField" })],
    }),
    entity({ name: "con_Bystander", fields: [field(), lookupField(["con_Project"])] }),
  ],
};

/** What the package holds: four to create, of which one stands alone and one needs a circle of two others, and four to update. */
const imported: readonly Definition[] = [
  picklist(),
  picklist({ name: "con_Kind", entries: [entry(1), entry(2)] }),
  picklist({ name: "con_Zone" }),
  entity({
    fields: [
      field(),
      picklistField(),
      picklistField({ name: "con_ZoneField", picklist: "con_Zone" }),
      lookupField(["con_Task"], { name: "con_First" }),
    ],
  }),
  entity({ name: "con_Task", fields: [field(), lookupField(["con_Project"])] }),
  entity({ name: "con_Note", fields: [field(), lookupField(["con_Task", "con_Team"])] }),
  entity({
    name: "con_Team",
    fields: [field(), picklistField({ picklist: "con_Kind", name: "con_KindField", default: 2 })],
  }),
  entity({ name: "con_Alone" }),
];

const overwritten = new Set(["con_Stage", "con_Project"]);
const actionFor = ({ name }: ResourceRef): SetupAction => (overwritten.has(name) ? "overwrite" : "merge");

/** An import that is planned, and what it makes of its target: everything that each case starts from. */
export class FaultScene {
  /** From where it was seen already that another import works. */
  private readonly seen = new Set<string>();

  private constructor(
    readonly before: Snapshot,
    readonly after: Snapshot,
    private readonly target: Environment,
    private readonly plan: ImportPlan,
    private readonly later: Definition,
  ) {}

  static async set(): Promise<FaultScene> {
    const files = environmentFiles(before);
    const target = await loadTestEnvironment(new MemoryFileSystem(files));
    const plan = await planImport(
      await openTestPackage({ definitions: imported }),
      target,
      actionFor,
      steadyPacer,
    );
    assert.deepEqual(plan.items.map(({ outcome }) => outcome).sort(), [
      ...Array<string>(4).fill("create"),
      ...Array<string>(4).fill("update"),
    ]);
    const fs = new MemoryFileSystem(files);
    const done = await performImport(fs, target, plan, processNumber(1));
    assert.equal(done.outcome, "applied");
    const later = entity({ name: "con_Later", fields: [field(), lookupField(["con_Bystander"])] });
    return new FaultScene(new MemoryFileSystem(files).snapshot(), fs.snapshot(), target, plan, later);
  }

  perform(fs: FileSystem, options?: Parameters<typeof performImport>[4]): ReturnType<typeof performImport> {
    return performImport(fs, this.target, this.plan, processNumber(1), options);
  }

  /** Another import, by another process: it must work, and the history must tell of those that stand. */
  async assertGoesOn(files: MemoryFileSystem, standing: number): Promise<void> {
    const same = JSON.stringify([files.snapshot(), standing]);
    if (this.seen.has(same)) {
      return;
    }
    this.seen.add(same);
    const target = await loadTestEnvironment(files);
    assert.deepEqual(target.problems, []);
    const plan = await planImport(
      await openTestPackage({ definitions: [this.later] }),
      target,
      () => undefined,
      steadyPacer,
    );
    const done = await performImport(files, target, plan, processNumber(9));
    assert.equal(done.outcome, "applied");
    assert.ok("historyProblem" in done && done.historyProblem === undefined);
    const history = await readHistory(files, folder);
    assert.deepEqual(history.problems, []);
    assert.equal(history.standing.length, standing + 1);
    assertNothingStray(files.paths());
  }
}

/** Neither locks nor temporary files nor a journal are left. */
export function assertNothingStray(paths: readonly string[]): void {
  assert.deepEqual(
    paths.filter((path) => /\.tmp$|\/lock|\/\.envferry\/journal$/.test(path)),
    [],
  );
}

/** Each definition is as it was or as it is to be; all else is. */
export function assertOldOrNew(
  now: Snapshot,
  old: Snapshot,
  next: Snapshot,
  isBetween: (path: string) => boolean = () => false,
): void {
  for (const path of new Set([...Object.keys(now), ...Object.keys(old), ...Object.keys(next)])) {
    const isFine = now[path] === old[path] || now[path] === next[path] || isBetween(path);
    assert.ok(isFine, `${path} is neither old nor new: ${now[path]}`);
  }
}

/** Runs a job until its process dies, or to its end; false when it wasn't killed. */
export async function untilKilled(job: () => Promise<unknown>): Promise<boolean> {
  try {
    await job();
    return false;
  } catch (error) {
    if (error instanceof Killed) {
      return true;
    }
    throw error;
  }
}

export function recoverIn(
  files: MemoryFileSystem,
  how: "finish" | "roll-back",
  pid: number,
  mishap?: Mishap,
  fs = new MortalFileSystem(files, mishap),
): Promise<Recovery> {
  return recover(fs, folder, how, processNumber(pid));
}

export async function undoIn(
  files: MemoryFileSystem,
  pid: number,
  mishap?: Mishap,
  fs = new MortalFileSystem(files, mishap),
): Promise<Undoing> {
  const environment = await loadTestEnvironment(files);
  return undoImport(fs, environment, processNumber(pid));
}
