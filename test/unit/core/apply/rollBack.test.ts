import assert from "node:assert/strict";
import { rollBack, type RollBackResult } from "../../../../src/core/apply/rollBack";
import { assertSentence } from "../../../support/assertSentence";
import { Cancelled, cancellingPacer, steadyPacer } from "../../../support/testPlatform";
import { applied, needing, projectFile, Scene, stageFile, taskFile } from "../import/scene";
import type { Applied } from "../../../../src/core/apply/applyResult";
import { entry, picklist } from "../../../support/factories";

/** A partial import: con_Task, con_Project, which needs it, and con_Stage are written, con_Zone isn't. */
async function partial(): Promise<{ scene: Scene; result: Applied }> {
  const scene = await Scene.set([
    needing("con_Project", "con_Task"),
    needing("con_Task"),
    needing("con_Zone"),
    picklist({ entries: [entry(1), entry(2)] }),
  ]);
  scene.fs.failOn({ operation: "write", path: zoneFile });
  const result = applied(await scene.apply());
  assert.equal(result.outcome, "partial");
  scene.fs.calls.length = 0;
  return { scene, result };
}

const zoneFile = "environments/dev/entities/con_Zone.json";

const statesOf = ({ items }: RollBackResult): Record<string, string> =>
  Object.fromEntries(items.map(({ item, state }) => [item.ref.name, state]));

function reasonOf({ items }: RollBackResult, name: string): string {
  const found = items.find(({ item }) => item.ref.name === name);
  assert.ok(found?.state === "left");
  return found.reason;
}

describe("rolling back a partial import", () => {
  it("puts back what was written, last first, and nothing else", async () => {
    const { scene, result } = await partial();
    const rolledBack = await rollBack(scene.fs, result, steadyPacer);
    assert.equal(rolledBack.outcome, "rolled-back");
    assert.deepEqual(statesOf(rolledBack), {
      con_Task: "restored",
      con_Project: "restored",
      con_Stage: "restored",
    });
    scene.assertUntouched();
    assert.deepEqual(scene.fs.pathsOf("delete"), [projectFile, taskFile]);
    assert.deepEqual(scene.fs.pathsOf("write"), [stageFile]);
  });

  it("doesn't touch a file that was changed since, and names it", async () => {
    const { scene, result } = await partial();
    scene.fs.set(stageFile, `${scene.fs.text(stageFile)!} `);
    const mine = scene.fs.text(stageFile);
    const rolledBack = await rollBack(scene.fs, result, steadyPacer);
    assert.equal(rolledBack.outcome, "incomplete");
    assert.deepEqual(statesOf(rolledBack), {
      con_Task: "restored",
      con_Project: "restored",
      con_Stage: "left",
    });
    assertSentence(reasonOf(rolledBack, "con_Stage"), stageFile);
    assert.equal(scene.fs.text(stageFile), mine);
    assert.deepEqual(scene.changedFiles(), [stageFile]);
  });

  it("notices changes that keep the length", async () => {
    const { scene, result } = await partial();
    scene.fs.set(stageFile, scene.fs.text(stageFile)!.replace("1", "7"));
    assert.equal(statesOf(await rollBack(scene.fs, result, steadyPacer))["con_Stage"], "left");
  });

  it("notices that a file was cut short", async () => {
    const { scene, result } = await partial();
    scene.fs.set(stageFile, scene.fs.text(stageFile)!.slice(0, 50));
    assert.equal(statesOf(await rollBack(scene.fs, result, steadyPacer))["con_Stage"], "left");
  });

  it("doesn't bring back a file that was removed since", async () => {
    const { scene, result } = await partial();
    scene.fs.remove(stageFile);
    const rolledBack = await rollBack(scene.fs, result, steadyPacer);
    assert.match(reasonOf(rolledBack, "con_Stage"), /removed/);
    assert.deepEqual(scene.fs.pathsOf("write"), []);
  });

  it("keeps what a changed file's resource needs", async () => {
    const { scene, result } = await partial();
    scene.fs.set(projectFile, `${scene.fs.text(projectFile)!} `);
    const rolledBack = await rollBack(scene.fs, result, steadyPacer);
    assert.deepEqual(statesOf(rolledBack), { con_Task: "left", con_Project: "left", con_Stage: "restored" });
    assertSentence(reasonOf(rolledBack, "con_Task"), "(con_Task)", "(con_Project)");
    assert.deepEqual(scene.changedFiles(), [projectFile, taskFile]);
  });

  it("has nothing to do where a file is as it was before", async () => {
    const { scene, result } = await partial();
    scene.fs.set(stageFile, scene.before[stageFile]!);
    scene.fs.remove(projectFile);
    const rolledBack = await rollBack(scene.fs, result, steadyPacer);
    assert.equal(rolledBack.outcome, "rolled-back");
    assert.deepEqual(scene.fs.pathsOf("write"), []);
    assert.deepEqual(scene.fs.pathsOf("delete"), [taskFile]);
    scene.assertUntouched();
  });

  it("says what it can't read or put back", async () => {
    const { scene, result } = await partial();
    scene.fs.failOn({ operation: "read", path: stageFile, code: "no-permission" });
    scene.fs.failOn({ operation: "delete", path: taskFile, code: "read-only" });
    const rolledBack = await rollBack(scene.fs, result, steadyPacer);
    assert.equal(rolledBack.outcome, "incomplete");
    assert.equal(reasonOf(rolledBack, "con_Stage"), `Can't read ${stageFile}: permission is denied.`);
    assertSentence(reasonOf(rolledBack, "con_Task"), taskFile, "read-only");
    assert.deepEqual(scene.changedFiles(), [taskFile, stageFile]);
  });

  it("tries again what applying couldn't put back", async () => {
    const scene = await Scene.set();
    scene.fs.failOn({ operation: "write", path: stageFile });
    scene.fs.failOn({ operation: "delete", path: taskFile, nth: 1 });
    const result = applied(await scene.apply({ onFailure: "roll-back" }));
    assert.deepEqual(scene.changedFiles(), [taskFile]);
    assert.deepEqual(statesOf(await rollBack(scene.fs, result, steadyPacer)), { con_Task: "restored" });
    scene.assertUntouched();
  });

  it("changes nothing when it is cancelled while it looks", async () => {
    for (const nth of [1, 2, 3]) {
      const { scene, result } = await partial();
      await assert.rejects(rollBack(scene.fs, result, cancellingPacer(nth)), Cancelled);
      assert.deepEqual([...scene.fs.pathsOf("write"), ...scene.fs.pathsOf("delete")], []);
    }
  });
});
