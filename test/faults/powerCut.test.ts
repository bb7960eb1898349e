import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { envferry, faultyFileSystems, type CliRun } from "../support/cli";
import { entity, entry, environmentFiles, field, picklist, picklistField } from "../support/factories";
import type { Operation } from "../support/faultyFileSystem";
import { interruptImport } from "../support/interruptedImport";
import { LoopDisk } from "../support/loopDisk";
import { snapshotDefinitions, snapshotTree, writeTree } from "../support/temporaryFolder";

const ways = ["--finish", "--roll-back"] as const;
const changing: ReadonlySet<Operation> = new Set(["write", "create", "rename", "delete", "sync"]);

/** A command, and what has happened to its environment before. */
interface Job {
  readonly args: readonly string[];
  readonly begins?: "imported" | "interrupted";
}

const jobs: readonly Job[] = [
  { args: ["import", "new/p.zip", "--env", "b"] },
  { args: ["undo", "--env", "b"], begins: "imported" },
  { args: ["recover", "--env", "b", "--finish"], begins: "interrupted" },
  { args: ["recover", "--env", "b", "--roll-back"], begins: "interrupted" },
];

const writers: readonly Job[] = [
  { args: ["export", "--env", "a", "--all", "--out", "some/where/new/p.zip"] },
  { args: ["import", "new/p.zip", "--env", "b", "--plan-out", "plans/plan.json"] },
];

describe("a power cut, on a disk of its own", function () {
  this.timeout(120_000);
  let disk: LoopDisk;
  let workspaces = 0;

  before("make a disk", function () {
    const made = LoopDisk.make();
    if ("why" in made) {
      console.log(`      skipped: ${made.why}`);
      this.skip();
    }
    disk = made;
  });
  after("remove the disk", () => disk?.remove());

  const run = (workspace: string, args: readonly string[], onCall?: () => void): Promise<CliRun> =>
    envferry(args, {
      cwd: workspace,
      createFileSystem: faultyFileSystems([], ({ operation }) =>
        changing.has(operation) ? onCall?.() : undefined,
      ),
    });

  async function done(ended: Promise<CliRun>): Promise<void> {
    const { exitCode, stderr } = await ended;
    assert.equal(exitCode, 0, stderr);
  }

  /** A workspace in which a job can begin. All of it is on the disk, but for what an interrupted import wrote. */
  async function prepare({ begins }: Job): Promise<string> {
    const name = `workspace${++workspaces}`;
    const workspace = path.join(disk.path, name);
    writeTree(workspace, {
      ...environmentFiles({
        name: "a",
        picklists: [picklist({ entries: [entry(1), entry(2)] }), picklist({ name: "con_New" })],
        entities: [entity({ fields: [field(), picklistField()] }), entity({ name: "con_Other" })],
      }),
      ...environmentFiles({ name: "b", picklists: [picklist({ entries: [entry(1)] })] }),
    });
    await done(run(workspace, ["export", "--env", "a", "--all", "--out", "new/p.zip"]));
    if (begins === "imported") {
      await done(run(workspace, ["import", "new/p.zip", "--env", "b"]));
    }
    disk.flush();
    if (begins === "interrupted") {
      await interruptImport(workspace, "b", path.join(workspace, "new/p.zip"));
    }
    return name;
  }

  /** The definitions of the environment. That a folder is left empty doesn't matter. */
  const environmentIn = (folder: string, name: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(snapshotDefinitions(path.join(folder, name, "environments/b"))).filter(
        ([, content]) => !content.endsWith(" folder"),
      ),
    );

  for (const job of [...jobs, ...writers]) {
    it(`loses nothing of ${job.args.join(" ")} once it is said to be done`, async () => {
      const name = await prepare(job);
      await done(run(path.join(disk.path, name), job.args));
      const said = withoutLocks(snapshotTree(path.join(disk.path, name)));
      await disk.afterCut(disk.cut(), async (folder) => {
        assert.deepEqual(withoutLocks(snapshotTree(path.join(folder, name))), said);
      });
    });
  }

  for (const job of jobs) {
    it(`leaves at any moment of ${job.args.join(" ")} what can be ended either way`, async function () {
      const name = await prepare({ args: [] });
      const before = environmentIn(disk.path, name);
      await done(run(path.join(disk.path, name), ["import", "new/p.zip", "--env", "b"]));
      const after = environmentIn(disk.path, name);

      const cuts: string[] = [];
      const victim = await prepare(job);
      await done(run(path.join(disk.path, victim), job.args, () => cuts.push(disk.cut())));
      for (const cut of cuts) {
        await disk.afterCut(cut, async (folder) => {
          for (const way of ways) {
            const workspace = path.join(folder, `${victim}${way}`);
            fs.cpSync(path.join(folder, victim), workspace, {
              recursive: true,
              // The process that it names runs on here, unlike after a real power cut.
              filter: (file) => !isLock(file),
            });
            const { exitCode, stderr } = await run(workspace, ["recover", "--env", "b", way]);
            assert.ok(exitCode === 0 || exitCode === 4, stderr);
            const now = environmentIn(folder, `${victim}${way}`);
            const expected = exitCode === 4 ? [before, after] : way === "--finish" ? [after] : [before];
            assert.ok(
              expected.some((one) => JSON.stringify(one) === JSON.stringify(now)),
              `recover ${way} exits ${exitCode} and leaves ${JSON.stringify(now)}`,
            );
          }
        });
      }
      assert.ok(cuts.length > 10);
      this.test!.title += ` (${cuts.length} cuts)`;
    });
  }
});

/** Locks end with their process, and a power cut ends all. */
function withoutLocks(files: Readonly<Record<string, string>>): object {
  return Object.fromEntries(Object.entries(files).filter(([file]) => !isLock(file)));
}

function isLock(file: string): boolean {
  return file.includes("/.envferry/lock");
}
