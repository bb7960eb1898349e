import assert from "node:assert/strict";
import { readHistory } from "../../../../src/core/history/historyFile";
import { ForgetfulFileSystem } from "../../../support/forgetfulFileSystem";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";
import { MortalFileSystem } from "../../../support/mortalFileSystem";
import {
  definitionsOf,
  FaultScene,
  folder,
  recoverIn,
  undoIn,
  untilKilled,
  type Snapshot,
} from "./faultScene";

type Way = "finish" | "roll-back";
const ways: readonly Way[] = ["finish", "roll-back"];

/** What somebody asks for, and hears that it is done. */
type Job = (fs: MortalFileSystem, files: ForgetfulFileSystem) => Promise<unknown>;

describe("a power cut", function () {
  this.timeout(60_000);
  let scene: FaultScene;

  before("set the scene", async () => {
    scene = await FaultScene.set();
  });

  /** Files on which an import was cut off in the middle of writing. The power stays for now. */
  async function halfway(): Promise<ForgetfulFileSystem> {
    const files = new ForgetfulFileSystem(scene.before);
    const isKilled = await untilKilled(() =>
      scene.perform(new MortalFileSystem(files, { kind: "death", nth: 7, how: "before" })),
    );
    assert.ok(isKilled);
    const now = JSON.stringify(definitionsOf(files.snapshot()));
    assert.ok([scene.before, scene.after].every((one) => JSON.stringify(definitionsOf(one)) !== now));
    return files;
  }

  const importing: Job = (fs) => scene.perform(fs);
  const importingInVain: Job = (fs, files) => {
    files.failOn({ operation: "write", path: `${folder}/entities/con_Note.json` });
    return scene.perform(fs, { onFailure: "roll-back" });
  };
  const undoing: Job = (fs, files) => undoIn(files, 2, undefined, fs);
  const recovering =
    (way: Way): Job =>
    (fs, files) =>
      recoverIn(files, way, 2, undefined, fs);
  const starting = (files: () => Snapshot) => async () => new ForgetfulFileSystem(files());

  const jobs: readonly (readonly [
    name: string,
    job: Job,
    start: () => Promise<ForgetfulFileSystem>,
    end: () => Snapshot,
  ])[] = [
    ["an import", importing, starting(() => scene.before), () => scene.after],
    ["an import in vain", importingInVain, starting(() => scene.before), () => scene.before],
    ["undoing an import", undoing, starting(() => scene.after), () => scene.before],
    ["finishing an import", recovering("finish"), halfway, () => scene.after],
    ["rolling an import back", recovering("roll-back"), halfway, () => scene.before],
  ];

  for (const [name, job, start, end] of jobs) {
    it(`loses nothing of ${name} once it is said to be done`, async function () {
      const files = await start();
      await job(new MortalFileSystem(files), files);
      const said = withoutLocks(files.snapshot());
      assert.deepEqual(definitionsOf(said), definitionsOf(end()));
      let cases = 0;
      for (const left of files.cuts()) {
        cases++;
        assert.deepEqual(withoutLocks(left), said);
      }
      this.test!.title += ` (${cases} cuts)`;
    });

    it(`at any moment of ${name} leaves what can be ended either way`, async function () {
      let cases = 0;
      const seen = new Set<string>();
      for (let nth = 1; ; nth++) {
        const files = await start();
        const fs = new MortalFileSystem(files, { kind: "death", nth, how: "before" });
        if (!(await untilKilled(() => job(fs, files)))) {
          break;
        }
        for (const left of files.cuts()) {
          cases++;
          const key = JSON.stringify(left);
          if (!seen.has(key)) {
            seen.add(key);
            await assertEnds(left);
          }
        }
      }
      assert.ok(cases > 20);
      this.test!.title += ` (${cases} cuts)`;
    });
  }

  /** Ends what a power cut left, and looks whether every definition is whole. */
  async function assertEnds(left: Snapshot): Promise<void> {
    for (const way of ways) {
      const files = new MemoryFileSystem(left);
      const recovery = await recoverIn(files, way, 3);
      const history = await readHistory(files, folder);
      assert.deepEqual(history.problems, []);
      const isStanding = history.standing.length === 1;
      if (recovery.outcome !== "nothing-to-recover") {
        assert.equal(recovery.outcome, way === "finish" ? "finished" : "rolled-back");
        assert.ok(recovery.items.every(({ state }) => state === "done"));
        assert.equal(isStanding, way === "finish");
      }
      const now = definitionsOf(files.snapshot());
      assert.deepEqual(now, definitionsOf(isStanding ? scene.after : scene.before));
      await scene.assertGoesOn(files, history.standing.length);
    }
  }
});

/** Locks needn't outlive a power cut, nor be gone after it: their process isn't there any more. */
function withoutLocks(files: Snapshot): Snapshot {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !path.includes("/.envferry/lock")));
}
