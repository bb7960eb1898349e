import assert from "node:assert/strict";
import { scaled } from "../../../../scripts/editor/timeScale";
import { readHistory } from "../../../../src/core/history/historyFile";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";
import { deaths, MortalFileSystem, type Death } from "../../../support/mortalFileSystem";
import {
  assertNothingStray,
  assertOldOrNew,
  definitionsOf,
  FaultScene,
  folder,
  recoverIn,
  undoIn,
  untilKilled,
  type Snapshot,
} from "./faultScene";

/** What a dead process left. */
interface Remains {
  readonly files: Snapshot;
  /** The last death on the way there. */
  readonly how: Death;
}

type Way = "finish" | "roll-back";
const ways: readonly Way[] = ["finish", "roll-back"];

/** Kills a job at each of its changes in turn, in every way there is. */
async function killEverywhere(
  start: Snapshot,
  job: (files: MemoryFileSystem, mishap: { kind: "death"; nth: number; how: Death }) => Promise<unknown>,
): Promise<{ readonly remains: Remains[]; readonly cases: number }> {
  const remains: Remains[] = [];
  let cases = 0;
  for (const how of deaths) {
    for (let nth = 1; ; nth++) {
      const files = new MemoryFileSystem(start);
      if (!(await untilKilled(() => job(files, { kind: "death", nth, how })))) {
        break;
      }
      cases++;
      remains.push({ files: files.snapshot(), how });
    }
  }
  return { remains, cases };
}

/** Each different one once: dying before a change leaves what dying after the one before it does. */
function different(remains: readonly Remains[]): Remains[] {
  return [...new Map(remains.map((one) => [JSON.stringify(one.files), one])).values()];
}

/** Whether a file may be between old and new: only where the host writes in place or deletes the old one first. */
const mayBeBetween =
  (how: Death, files: Snapshot, ...whole: readonly Snapshot[]) =>
  (path: string): boolean =>
    (how === "cut-off" && whole.some((one) => one[path]?.startsWith(files[path] ?? "?"))) ||
    (how === "gone" && files[path] === undefined);

describe("an import whose process is killed", function () {
  this.timeout(scaled(60_000));
  let scene: FaultScene;
  let killed: Remains[];

  before("kill imports", async () => {
    scene = await FaultScene.set();
    const { remains } = await killEverywhere(scene.before, (files, mishap) =>
      scene.perform(new MortalFileSystem(files, mishap)),
    );
    killed = remains;
  });

  const count = (test: Mocha.Context, cases: number): void => {
    test.test!.title += ` (${cases} cases)`;
  };

  it("leaves each file old or new, at every change that it makes", function () {
    for (const { files, how } of killed) {
      const [old, next] = [definitionsOf(scene.before), definitionsOf(scene.after)];
      const now = definitionsOf(files);
      assertOldOrNew(now, old, next, mayBeBetween(how, now, old, next));
    }
    assert.ok(killed.length > 50);
    count(this, killed.length);
  });

  for (const way of ways) {
    it(`can be ${way === "finish" ? "finished" : "rolled back"} from wherever it was killed, and goes on from there`, async function () {
      for (const { files } of killed) {
        await assertRecovers(files, way, 2);
      }
      count(this, killed.length);
    });
  }

  it("recovers even when recovering is killed at every change too, going on the same way or the other", async function () {
    let cases = 0;
    const seen = new Map<string, Remains>();
    for (const { files } of different(killed)) {
      for (const way of ways) {
        const nested = await killEverywhere(files, (again, mishap) => recoverIn(again, way, 2, mishap));
        cases += nested.cases;
        different(nested.remains).forEach((one) => seen.set(JSON.stringify(one.files), one));
      }
    }
    for (const { files } of seen.values()) {
      for (const way of ways) {
        await assertRecovers(files, way, 3);
      }
    }
    count(this, cases);
  });

  it("is taken back whole by undoing it, killed at every change and recovered either way", async function () {
    const { remains } = await killEverywhere(scene.after, (files, mishap) => undoIn(files, 2, mishap));
    let cases = remains.length;
    const [old, next] = [definitionsOf(scene.before), definitionsOf(scene.after)];
    const seen = new Map<string, Remains>();
    for (const { files, how } of remains) {
      const now = definitionsOf(files);
      assertOldOrNew(now, old, next, mayBeBetween(how, now, old, next));
    }
    for (const { files } of different(remains)) {
      for (const way of ways) {
        await assertUndoRecovers(files, way, 3);
        const nested = await killEverywhere(files, (again, mishap) => recoverIn(again, way, 3, mishap));
        cases += nested.cases;
        different(nested.remains).forEach((one) => seen.set(JSON.stringify(one.files), one));
      }
    }
    for (const { files } of seen.values()) {
      for (const way of ways) {
        await assertUndoRecovers(files, way, 4);
      }
    }
    count(this, cases);
  });

  /** Ends what a killed import left, and looks at everything. */
  async function assertRecovers(remains: Snapshot, way: Way, pid: number): Promise<void> {
    const files = new MemoryFileSystem(remains);
    const recovery = await recoverIn(files, way, pid);
    const now = definitionsOf(files.snapshot());
    const history = await readHistory(files, folder);
    if (recovery.outcome === "nothing-to-recover") {
      // Either it hadn't begun or it had ended.
      const isDone = history.standing.length === 1;
      assert.deepEqual(now, definitionsOf(isDone ? scene.after : scene.before));
    } else {
      assert.equal(recovery.outcome, way === "finish" ? "finished" : "rolled-back");
      assert.ok(recovery.items.every(({ state }) => state === "done"));
      assert.equal(recovery.historyProblem, undefined);
      assert.deepEqual(now, definitionsOf(way === "finish" ? scene.after : scene.before));
      assert.equal(history.standing.length, way === "finish" ? 1 : 0);
      assertNothingStray(files.paths());
      if (way === "finish") {
        // To the last byte what an import leaves that nobody disturbs, its history and its journal too.
        assert.deepEqual(files.snapshot(), scene.after);
      }
    }
    await scene.assertGoesOn(files, history.standing.length);
  }

  /** Ends what a killed undo left. */
  async function assertUndoRecovers(remains: Snapshot, way: Way, pid: number): Promise<void> {
    const files = new MemoryFileSystem(remains);
    const recovery = await recoverIn(files, way, pid);
    const history = await readHistory(files, folder);
    const isStanding = history.standing.length === 1;
    if (recovery.outcome !== "nothing-to-recover") {
      assert.equal(recovery.outcome, way === "finish" ? "finished" : "rolled-back");
      assert.equal(isStanding, way === "finish");
    }
    const now = definitionsOf(files.snapshot());
    assert.deepEqual(now, definitionsOf(isStanding ? scene.after : scene.before));
    assert.equal(history.records.filter(({ kind }) => kind !== "import").length, isStanding ? 0 : 1);
    await scene.assertGoesOn(files, isStanding ? 1 : 0);
    if (isStanding && way === "finish") {
      // What is kept is still good for undoing.
      assert.ok(files.paths().some((path) => path.endsWith("/imports/1-2.journal")));
    }
  }
});
