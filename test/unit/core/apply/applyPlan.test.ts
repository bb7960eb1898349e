import assert from "node:assert/strict";
import type { ApplyResult } from "../../../../src/core/apply/applyResult";
import { applyPlan } from "../../../../src/core/apply/applyPlan";
import { performImport } from "../../../../src/core/apply/performImport";
import { undoImport } from "../../../../src/core/apply/undo";
import type { Definition } from "../../../../src/core/resources/resourceType";
import { assertSentence } from "../../../support/assertSentence";
import {
  entity,
  environmentFiles,
  loadTestEnvironment,
  openTestPackage,
  picklist,
  picklistField,
} from "../../../support/factories";
import { planImport } from "../../../../src/core/import/planImport";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";
import { testHost } from "../../../support/testAgent";
import { steadyPacer, testPlatform } from "../../../support/testPlatform";
import { applied, projectFile, Scene, stageFile, statesOf, taskFile, folder } from "../import/scene";

describe("applying a plan", () => {
  it("writes what others need first, and says what it wrote", async () => {
    const scene = await Scene.set();
    const steps: string[] = [];
    const result = applied(
      await scene.apply({
        onProgress: ({ done, total, next }) => steps.push(`${done}/${total} ${next.ref.name}`),
      }),
    );
    assert.equal(result.outcome, "applied");
    assert.deepEqual(scene.fs.pathsOf("write"), [taskFile, projectFile, stageFile]);
    assert.deepEqual(steps, ["0/3 con_Task", "1/3 con_Project", "2/3 con_Stage"]);
    assert.deepEqual(
      result.items.map(({ item, state }) => [item.file, state]),
      [taskFile, projectFile, stageFile].map((file) => [file, "written"]),
    );
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
    assert.deepEqual(result, { outcome: "applied", cancelled: false, items: [] });
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

  it("writes a file that was only laid out anew meanwhile, and keeps what it held then", async () => {
    const scene = await Scene.set();
    const laidOut = `\ufeff${(scene.fs.text(stageFile) ?? "").replaceAll("\n", "\r\n")}\r\n`;
    scene.fs.set(stageFile, laidOut);
    const done = await performImport(scene.fs, scene.target, scene.plan, testHost());
    assert.equal(done.outcome, "applied");
    const undone = await undoImport(scene.fs, await loadTestEnvironment(scene.fs), testHost());
    assert.equal(undone.outcome, "undone");
    assert.deepEqual(scene.fs.bytes(stageFile), new TextEncoder().encode(laidOut));
  });

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

  describe("looks at what is needed of the target", () => {
    const user = entity({ fields: [picklistField()] });

    /** The import of an entity that needs con_Stage, which the target has; something happens before it is applied. */
    async function applyAfter(
      change: (fs: MemoryFileSystem) => void,
      stage = environmentFiles({ picklists: [picklist()] }),
      definitions: readonly Definition[] = [user],
    ): Promise<{ fs: MemoryFileSystem; result: ApplyResult }> {
      const fs = new MemoryFileSystem(stage);
      const pkg = await openTestPackage({ definitions });
      const target = await loadTestEnvironment(fs);
      const plan = await planImport(pkg, target, () => undefined, steadyPacer);
      fs.calls.length = 0;
      change(fs);
      return { fs, result: await applyPlan(fs, target, plan, testPlatform) };
    }

    it("and writes nothing when it has gone meanwhile", async () => {
      const { fs, result } = await applyAfter((files) => files.remove(stageFile));
      assert.deepEqual(result, { outcome: "target-changed", files: [stageFile] });
      assert.deepEqual(fs.pathsOf("write"), []);
    });

    it("and writes nothing when it was changed meanwhile", async () => {
      const { fs, result } = await applyAfter((files) => files.set(stageFile, "{}"));
      assert.deepEqual(result, { outcome: "target-changed", files: [stageFile] });
      assert.deepEqual(fs.pathsOf("write"), []);
    });

    it("once, however many need it", async () => {
      const another = entity({ name: "con_Task", fields: [picklistField()] });
      const { fs, result } = await applyAfter(() => undefined, undefined, [user, another]);
      assert.equal(result.outcome, "applied");
      const looked = fs.pathsOf("read").filter((file) => file === stageFile);
      assert.deepEqual(looked, [stageFile]);
    });

    it("which may be broken, as it was when that was planned, but not gone", async () => {
      const broken = { ...environmentFiles(), [stageFile]: "{" };
      const { fs, result } = await applyAfter(() => undefined, broken);
      assert.equal(result.outcome, "applied");
      assert.deepEqual(fs.pathsOf("write"), [projectFile]);
      const gone = await applyAfter((files) => files.remove(stageFile), broken);
      assert.deepEqual(gone.result, { outcome: "target-changed", files: [stageFile] });
    });

    it("which may be unreadable, as it was when that was planned", async () => {
      const fs = new MemoryFileSystem(environmentFiles({ picklists: [picklist()] }));
      fs.failOn({ operation: "read", path: stageFile, code: "no-permission" });
      const pkg = await openTestPackage({ definitions: [user] });
      const target = await loadTestEnvironment(fs);
      const plan = await planImport(pkg, target, () => undefined, steadyPacer);
      assert.equal((await applyPlan(fs, target, plan, testPlatform)).outcome, "applied");
    });

    it("and names for each what is wrong with itself first", async () => {
      const { result } = await applyAfter((files) => {
        for (const path of [projectFile, stageFile]) {
          files.failOn({ operation: "read", path, code: "no-permission" });
        }
      });
      assert.deepEqual(
        applied(result).items.map((one) => one.state === "failed" && one.file),
        [projectFile],
      );
    });

    it("and doesn't import who needs it when it can't be read", async () => {
      const [other, second] = [
        entity({ name: "con_Other", fields: [] }),
        entity({ name: "con_Second", fields: [picklistField()] }),
      ];
      const { result } = await applyAfter(
        (files) => files.failOn({ operation: "read", path: stageFile, code: "no-permission" }),
        undefined,
        [user, other, second],
      );
      const { outcome, items } = applied(result);
      assert.equal(outcome, "partial");
      assert.deepEqual(statesOf(result), {
        con_Other: "written",
        con_Project: "failed",
        con_Second: "failed",
      });
      const project = items.find(({ item }) => item.ref.name === "con_Project");
      assert.ok(project?.state === "failed");
      assert.equal(project.file, stageFile);
      assertSentence(project.reason, stageFile, "Project (con_Project)", "permission is denied");
    });
  });
});
