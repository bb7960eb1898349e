import assert from "node:assert/strict";
import { applyPlan, type ApplyProgress, type ApplyResult } from "../../../../src/core/import/applyPlan";
import { planImport } from "../../../../src/core/import/planImport";
import type { ImportPlan } from "../../../../src/core/import/importPlan";
import type { Environment } from "../../../../src/core/environment/environment";
import type { Platform } from "../../../../src/core/ports";
import {
  entity,
  entry,
  environmentFiles,
  loadTestEnvironment,
  lookupField,
  openTestPackage,
  picklist,
} from "../../../support/factories";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";
import { cancellingPacer, steadyPacer, testPlatform } from "../../../support/testPlatform";

const folder = "environments/dev";
const stageFile = `${folder}/picklists/con_Stage.json`;
const projectFile = `${folder}/entities/con_Project.json`;
const taskFile = `${folder}/entities/con_Task.json`;

/** An import that updates con_Stage and creates con_Task and then con_Project, which needs it. */
class Scene {
  readonly fs = new MemoryFileSystem(environmentFiles({ picklists: [picklist({ entries: [entry(1)] })] }));
  readonly before = this.fs.snapshot();
  target!: Environment;
  plan!: ImportPlan;

  static async set(): Promise<Scene> {
    const scene = new Scene();
    const project = entity({ fields: [lookupField(["con_Task"])] });
    const task = entity({ name: "con_Task", fields: [] });
    const pkg = await openTestPackage({ definitions: [project, task, picklist()] });
    scene.target = await loadTestEnvironment(scene.fs);
    scene.plan = await planImport(pkg, scene.target, () => undefined, steadyPacer);
    return scene;
  }

  apply(
    platform: Platform = testPlatform,
    onProgress?: (progress: ApplyProgress) => void,
  ): Promise<ApplyResult> {
    return applyPlan(this.fs, this.target, this.plan, platform, onProgress);
  }

  assertUntouched(): void {
    assert.deepEqual(this.fs.snapshot(), this.before);
  }
}

describe("applying a plan", () => {
  it("writes what others need first, and says what it wrote", async () => {
    const scene = await Scene.set();
    const steps: string[] = [];
    const result = await scene.apply(testPlatform, ({ done, total, next }) => {
      steps.push(`${done}/${total} ${next.ref.name}`);
    });
    assert.equal(result.outcome, "applied");
    assert.deepEqual(scene.fs.pathsOf("write"), [taskFile, projectFile, stageFile]);
    assert.deepEqual(steps, ["0/3 con_Task", "1/3 con_Project", "2/3 con_Stage"]);
    assert.deepEqual(result.outcome === "applied" && result.written.map((item) => item.file), [
      taskFile,
      projectFile,
      stageFile,
    ]);
  });

  it("writes nothing when nothing is to do", async () => {
    const scene = await Scene.set();
    await scene.apply();
    const again = await Scene.set();
    const result = await applyPlan(
      scene.fs,
      again.target,
      { ...again.plan, items: again.plan.items.map((item) => ({ ...item, outcome: "unchanged" })) },
      testPlatform,
    );
    assert.deepEqual(result, { outcome: "applied", written: [] });
    assert.equal(scene.fs.pathsOf("write").length, 3);
  });

  for (const [what, change] of [
    ["was changed", (fs: MemoryFileSystem) => fs.set(stageFile, "{}")],
    ["was removed", (fs: MemoryFileSystem) => fs.remove(stageFile)],
  ] as const) {
    it(`writes nothing when a file of the target ${what} meanwhile`, async () => {
      const scene = await Scene.set();
      change(scene.fs);
      assert.deepEqual(await scene.apply(), { outcome: "target-changed", files: [stageFile] });
      assert.deepEqual(scene.fs.pathsOf("write"), []);
    });
  }

  it("writes nothing when a new resource's file has appeared meanwhile", async () => {
    const scene = await Scene.set();
    scene.fs.set(taskFile, "mine");
    scene.fs.set(projectFile, "mine");
    const result = await scene.apply();
    assert.deepEqual(result, { outcome: "target-changed", files: [taskFile, projectFile] });
    assert.equal(scene.fs.text(taskFile), "mine");
  });

  it("doesn't mind changes of files that it leaves alone", async () => {
    const scene = await Scene.set();
    scene.fs.set(`${folder}/entities/con_Other.json`, "{");
    assert.equal((await scene.apply()).outcome, "applied");
  });

  it("writes nothing when a file can't be read", async () => {
    const scene = await Scene.set();
    scene.fs.failOn({ operation: "read", path: stageFile, code: "no-permission" });
    const result = await scene.apply();
    assert.equal(result.outcome, "failed");
    assert.equal(result.outcome === "failed" && result.file, stageFile);
    scene.assertUntouched();
  });
});

describe("applying a plan that fails on the way", () => {
  for (const nth of [1, 2, 3]) {
    it(`puts everything back when write ${nth} fails`, async () => {
      const scene = await Scene.set();
      scene.fs.failOn({ operation: "write", nth, code: "no-space" });
      const result = await scene.apply();
      assert.equal(result.outcome, "failed");
      assert.equal(result.outcome === "failed" && result.file, [taskFile, projectFile, stageFile][nth - 1]);
      assert.deepEqual(result.outcome === "failed" && result.notRestored, []);
      scene.assertUntouched();
    });
  }

  it("puts back what it wrote last first, so that nothing needs what isn't there", async () => {
    const scene = await Scene.set();
    scene.fs.failOn({ operation: "write", path: stageFile });
    await scene.apply();
    assert.deepEqual(scene.fs.pathsOf("delete"), [projectFile, taskFile]);
  });

  it("tells which files it couldn't put back, and puts back the others", async () => {
    const scene = await Scene.set();
    scene.fs.failOn({ operation: "write", path: stageFile });
    scene.fs.failOn({ operation: "delete", path: taskFile, code: "no-permission" });
    const result = await scene.apply();
    assert.deepEqual(result.outcome === "failed" && result.notRestored.map(({ file }) => file), [taskFile]);
    assert.deepEqual(
      Object.keys(scene.fs.snapshot()).sort(),
      [...Object.keys(scene.before), taskFile].sort(),
    );
  });

  for (const nth of [1, 2, 3]) {
    it(`puts everything back when it is cancelled before write ${nth}`, async () => {
      const scene = await Scene.set();
      const result = await scene.apply({ ...testPlatform, pacer: cancellingPacer(nth) });
      assert.equal(result.outcome, "failed");
      assert.equal(result.outcome === "failed" && result.file, undefined);
      scene.assertUntouched();
    });
  }

  it("puts everything back and throws on when something else goes wrong", async () => {
    const scene = await Scene.set();
    const bug = new TypeError("A bug");
    await assert.rejects(
      scene.apply(testPlatform, ({ done }) => {
        if (done === 2) {
          throw bug;
        }
      }),
      bug,
    );
    scene.assertUntouched();
  });
});
