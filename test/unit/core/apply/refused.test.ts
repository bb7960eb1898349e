import assert from "node:assert/strict";
import { scaled } from "../../../../scripts/editor/timeScale";
import { readHistory } from "../../../../src/core/history/historyFile";
import { FileAccessError } from "../../../../src/core/ports";
import { assertSentence } from "../../../support/assertSentence";
import { loadTestEnvironment } from "../../../support/factories";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";
import { MortalFileSystem, type Mishap } from "../../../support/mortalFileSystem";
import {
  assertOldOrNew,
  definitionsOf,
  FaultScene,
  folder,
  recoverIn,
  undoIn,
  type Snapshot,
} from "./faultScene";

/** The change of an import that tells the history: the ignored folder, lock, journal and eight definitions come before it. */
const toldOf = 12;

const kinds = ["refusal", "read-only"] as const;

/** Fails a job at each of its calls in turn: only that one, or all changes from it on. Gives how many cases there were. */
async function failEverywhere(
  start: Snapshot,
  job: (files: MemoryFileSystem, fs: MortalFileSystem) => Promise<unknown>,
): Promise<number> {
  let cases = 0;
  for (const kind of kinds) {
    for (let nth = 1; ; nth++) {
      const files = new MemoryFileSystem(start);
      const mishap: Mishap = { kind, nth };
      const fs = new MortalFileSystem(files, mishap);
      await job(files, fs);
      if (fs.calls < nth) {
        break;
      }
      cases++;
    }
  }
  return cases;
}

describe("an import that the file system refuses something", function () {
  this.timeout(scaled(60_000));
  let scene: FaultScene;

  before("plan an import", async () => {
    scene = await FaultScene.set();
  });

  const count = (test: Mocha.Context, cases: number): void => {
    test.test!.title += ` (${cases} cases)`;
  };

  /** Each file is old or new, and together they make an environment that is sound unless the import counts as interrupted. */
  async function assertSound(files: MemoryFileSystem): Promise<void> {
    assertOldOrNew(definitionsOf(files.snapshot()), definitionsOf(scene.before), definitionsOf(scene.after));
    // As long as it counts as interrupted, of two that need each other one may be there.
    if (!files.bytes(`${folder}/.envferry/journal`)) {
      assert.deepEqual((await loadTestEnvironment(files)).problems, []);
    }
  }

  it("says exactly what it did, leaves the target sound, and can be recovered either way where it is interrupted", async function () {
    const cases = await failEverywhere(scene.before, async (files, fs) => {
      const result = await scene.perform(fs);
      await assertSound(files);
      const now = definitionsOf(files.snapshot());
      if (!("items" in result)) {
        assert.ok(result.outcome !== "running");
        assert.deepEqual(now, definitionsOf(scene.before));
      } else {
        const told = result.items.filter(({ state }) => state === "written" || state === "left-changed");
        const changed = Object.keys(now).filter((path) => now[path] !== scene.before[path]);
        assert.deepEqual(told.map(({ item }) => item.file).sort(), changed.sort());
        result.items.forEach((item) => "reason" in item && assertSentence(item.reason));
        if (result.historyProblem !== undefined) {
          assertSentence(result.historyProblem);
        }
      }
      // Afterwards the file system is well again.
      for (const way of ["finish", "roll-back"] as const) {
        const again = new MemoryFileSystem(files.snapshot());
        const recovery = await recoverIn(again, way, 2);
        const isInterrupted =
          files.bytes(`${folder}/.envferry/journal`) !== undefined &&
          recovery.outcome !== "nothing-to-recover";
        if (isInterrupted) {
          assert.equal(recovery.outcome, way === "finish" ? "finished" : "rolled-back");
          await assertSound(again);
          if (way === "roll-back") {
            assert.deepEqual(definitionsOf(again.snapshot()), definitionsOf(scene.before));
          }
        }
        const { standing } = await readHistory(again, folder);
        const isChanged = Object.entries(definitionsOf(again.snapshot())).some(
          ([path, text]) => scene.before[path] !== text,
        );
        assert.equal(standing.length, isChanged ? 1 : 0);
        await scene.assertGoesOn(again, standing.length);
      }
    });
    assert.ok(cases > 60);
    count(this, cases);
  });

  it("is undone whole or not at all, or can be recovered either way", async function () {
    const cases = await failEverywhere(scene.after, async (files, fs) => {
      try {
        const undoing = await undoIn(files, 2, undefined, fs);
        if (undoing.outcome === "undone" && undoing.historyProblem === undefined) {
          assert.deepEqual(definitionsOf(files.snapshot()), definitionsOf(scene.before));
        }
        if (undoing.outcome === "refused") {
          assert.deepEqual(definitionsOf(files.snapshot()), definitionsOf(scene.after));
        }
      } catch (error) {
        assert.ok(error instanceof FileAccessError);
        assert.deepEqual(definitionsOf(files.snapshot()), definitionsOf(scene.after));
      }
      await assertSound(files);
      for (const way of ["finish", "roll-back"] as const) {
        const again = new MemoryFileSystem(files.snapshot());
        const recovery = await recoverIn(again, way, 3);
        await assertSound(again);
        const { standing } = await readHistory(again, folder);
        if (recovery.outcome !== "nothing-to-recover") {
          assert.equal(recovery.outcome, way === "finish" ? "finished" : "rolled-back");
          assert.equal(standing.length, way === "finish" ? 1 : 0);
        }
        const expected = standing.length === 1 ? scene.after : scene.before;
        assert.deepEqual(definitionsOf(again.snapshot()), definitionsOf(expected));
        await scene.assertGoesOn(again, standing.length);
      }
    });
    assert.ok(cases > 60);
    count(this, cases);
  });

  it("can be recovered again where recovering was refused something", async function () {
    let cases = 0;
    const starts = [
      ["finish", 8],
      ["roll-back", 8],
      ["finish", toldOf],
      ["roll-back", toldOf],
    ] as const;
    for (const [way, nth] of starts) {
      const interrupted = new MemoryFileSystem(scene.before);
      await assert.rejects(
        scene.perform(new MortalFileSystem(interrupted, { kind: "death", nth, how: "after" })),
      );
      cases += await failEverywhere(interrupted.snapshot(), async (files, fs) => {
        await recoverIn(files, way, 2, undefined, fs).catch((error: unknown) => {
          assert.ok(error instanceof FileAccessError);
        });
        await assertSound(files);
        await recoverIn(files, way, 3);
        const { standing } = await readHistory(files, folder);
        assert.equal(standing.length, way === "finish" ? 1 : 0);
        const expected = way === "finish" ? scene.after : scene.before;
        assert.deepEqual(definitionsOf(files.snapshot()), definitionsOf(expected));
        await scene.assertGoesOn(files, standing.length);
      });
    }
    assert.ok(cases > 80);
    count(this, cases);
  });
});
