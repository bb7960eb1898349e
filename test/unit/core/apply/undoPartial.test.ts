import assert from "node:assert/strict";
import { performImport } from "../../../../src/core/apply/performImport";
import { undoImport, type Undone } from "../../../../src/core/apply/undo";
import { assertSentence } from "../../../support/assertSentence";
import { entry, loadTestEnvironment, picklist } from "../../../support/factories";
import { testHost } from "../../../support/testAgent";
import { needing, projectFile, Scene, stageFile, taskFile } from "../import/scene";

const zoneFile = "environments/dev/entities/con_Zone.json";

/** A partial import: con_Task, con_Project, which needs it, and con_Stage are written, con_Zone isn't. */
async function partial(): Promise<{ scene: Scene; rollBack: () => Promise<Undone> }> {
  const scene = await Scene.set([
    needing("con_Project", "con_Task"),
    needing("con_Task"),
    needing("con_Zone"),
    picklist({ entries: [entry(1), entry(2)] }),
  ]);
  scene.fs.failOn({ operation: "write", path: zoneFile });
  const host = testHost();
  const imported = await performImport(scene.fs, scene.target, scene.plan, host);
  assert.ok("items" in imported && imported.outcome === "partial" && imported.record);
  const { id } = imported.record;
  scene.fs.calls.length = 0;
  const rollBack = async (): Promise<Undone> => {
    const environment = await loadTestEnvironment(scene.fs);
    const undone = await undoImport(scene.fs, environment, host, { id, whenChanged: "leave" });
    assert.ok("items" in undone);
    return undone;
  };
  return { scene, rollBack };
}

const statesOf = ({ items }: Undone): Record<string, string> =>
  Object.fromEntries(items.map(({ ref, state }) => [ref.name, state]));

function reasonOf({ items }: Undone, name: string): string {
  const found = items.find(({ ref }) => ref.name === name);
  assert.ok(found && found.state !== "done");
  return found.reason;
}

/** The definitions that aren't as they were before the import. */
const changed = (scene: Scene): string[] =>
  scene.changedFiles().filter((file) => /\/(entities|picklists)\//.test(file));

describe("rolling back a partial import", () => {
  it("puts back what was written, last first, and nothing else", async () => {
    const { scene, rollBack } = await partial();
    const undone = await rollBack();
    assert.equal(undone.outcome, "undone");
    assert.deepEqual(statesOf(undone), { con_Task: "done", con_Project: "done", con_Stage: "done" });
    assert.deepEqual(changed(scene), []);
    const deleted = scene.fs.pathsOf("delete").filter((file) => file.includes("/entities/"));
    assert.deepEqual(deleted, [projectFile, taskFile]);
  });

  it("doesn't touch a file that was changed since, and names it", async () => {
    const { scene, rollBack } = await partial();
    scene.fs.set(stageFile, scene.fs.text(stageFile)!.replace("1", "7"));
    const mine = scene.fs.text(stageFile);
    const undone = await rollBack();
    assert.equal(undone.outcome, "partly");
    assertSentence(reasonOf(undone, "con_Stage"), stageFile);
    assert.equal(scene.fs.text(stageFile), mine);
    assert.deepEqual(changed(scene), [stageFile]);
  });

  it("doesn't bring back a file that was removed since", async () => {
    const { scene, rollBack } = await partial();
    scene.fs.remove(stageFile);
    assert.match(reasonOf(await rollBack(), "con_Stage"), /removed/);
    assert.equal(scene.fs.text(stageFile), undefined);
  });

  it("keeps what a changed file's resource needs", async () => {
    const { scene, rollBack } = await partial();
    scene.fs.set(
      projectFile,
      scene.fs.text(projectFile)!.replace('"displayName": "', '"displayName": "Changed '),
    );
    const undone = await rollBack();
    assert.deepEqual(statesOf(undone), { con_Task: "left", con_Project: "left", con_Stage: "done" });
    assertSentence(reasonOf(undone, "con_Task"), "(con_Task)", "(con_Project)");
    assert.deepEqual(changed(scene), [projectFile, taskFile]);
  });

  it("says what it can't read or put back", async () => {
    const { scene, rollBack } = await partial();
    scene.fs.failOn({ operation: "delete", path: taskFile, code: "read-only" });
    const undone = await rollBack();
    assert.equal(undone.outcome, "partly");
    assertSentence(reasonOf(undone, "con_Task"), taskFile, "read-only");
    assert.deepEqual(changed(scene), [taskFile]);
  });
});
