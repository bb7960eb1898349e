import assert from "node:assert/strict";
import { assertSentence } from "../../../support/assertSentence";
import { entity, entry, picklist, picklistField } from "../../../support/factories";
import type { Fault } from "../../../support/faultyFileSystem";
import { cancellingPacer } from "../../../support/testPlatform";
import {
  applied,
  folder,
  needing,
  projectFile,
  reasonOf,
  Scene,
  stageFile,
  statesOf,
  taskFile,
} from "../import/scene";

const fileOf = (name: string): string => `${folder}/entities/${name}.json`;
const full = (path: string): Fault => ({ operation: "write", path, code: "no-space" });

describe("applying a plan when a file can't be written", () => {
  it("imports what doesn't need it, and says why each other isn't", async () => {
    const scene = await Scene.set();
    scene.fs.failOn(full(taskFile));
    const result = applied(await scene.apply());
    assert.deepEqual([result.outcome, result.cancelled], ["partial", false]);
    assert.deepEqual(statesOf(result), {
      con_Task: "failed",
      con_Project: "not-attempted",
      con_Stage: "written",
    });
    assert.deepEqual(scene.changedFiles(), [stageFile]);
    assert.equal(reasonOf(result, "con_Task"), `Can't write ${taskFile}: the disk is full.`);
    assertSentence(reasonOf(result, "con_Project"), "Project (con_Project)", "Task (con_Task)");
    assert.deepEqual(scene.fs.pathsOf("write"), [taskFile, stageFile]);
  });

  it("leaves out all that needs it, however far away, and names what failed", async () => {
    const scene = await Scene.set([
      needing("A"),
      needing("B", "A"),
      needing("C", "B", "Free"),
      needing("D", "C"),
      needing("Free"),
    ]);
    scene.fs.failOn(full(fileOf("A")));
    const result = applied(await scene.apply());
    assert.deepEqual(statesOf(result), {
      A: "failed",
      B: "not-attempted",
      C: "not-attempted",
      D: "not-attempted",
      Free: "written",
    });
    const causes = result.items.flatMap((one) =>
      "cause" in one && one.cause.why === "needs"
        ? [`${one.item.ref.name} needs ${one.cause.needed.ref.name} for ${one.cause.failed.ref.name}`]
        : [],
    );
    assert.deepEqual(causes, ["B needs A for A", "C needs B for A", "D needs C for A"]);
    assertSentence(reasonOf(result, "D"), "(D)", "(C)", "(A)");
  });

  it("leaves out what needs one that couldn't be updated, although the target has it", async () => {
    const scene = await Scene.set([picklist(), entity({ fields: [picklistField()] })], {
      picklists: [picklist({ entries: [entry(1)] })],
    });
    scene.fs.failOn(full(stageFile));
    const result = await scene.apply();
    assert.equal(result.outcome, "failed");
    assert.deepEqual(statesOf(result), { con_Stage: "failed", con_Project: "not-attempted" });
    scene.assertUntouched();
  });

  it("goes on after each of several failures", async () => {
    const scene = await Scene.set([needing("A"), needing("B"), needing("C"), needing("D", "A", "C")]);
    scene.fs.failOn(full(fileOf("A"))).failOn(full(fileOf("C")));
    const result = await scene.apply();
    assert.deepEqual(statesOf(result), { A: "failed", B: "written", C: "failed", D: "not-attempted" });
    assertSentence(reasonOf(result, "D"), "(D)", "(A)");
  });

  it("has failed when nothing could be written", async () => {
    const scene = await Scene.set();
    scene.fs.failOn({ operation: "write", code: "no-space" });
    const result = applied(await scene.apply());
    assert.equal(result.outcome, "failed");
    scene.assertUntouched();
  });

  it("goes on without what can't be read, and without what needs it", async () => {
    const scene = await Scene.set();
    scene.fs.failOn({ operation: "read", path: taskFile, code: "no-permission" });
    const result = applied(await scene.apply());
    assert.deepEqual(statesOf(result), {
      con_Task: "failed",
      con_Project: "not-attempted",
      con_Stage: "written",
    });
    assert.equal(reasonOf(result, "con_Task"), `Can't read ${taskFile}: permission is denied.`);
    assert.deepEqual(scene.fs.pathsOf("write"), [stageFile]);
  });

  it("names for each what is wrong with itself first", async () => {
    const scene = await Scene.set();
    for (const path of [taskFile, projectFile]) {
      scene.fs.failOn({ operation: "read", path, code: "no-permission" });
    }
    const result = await scene.apply();
    assert.deepEqual(statesOf(result), { con_Task: "failed", con_Project: "failed", con_Stage: "written" });
    assert.equal(reasonOf(result, "con_Project"), `Can't read ${projectFile}: permission is denied.`);
  });

  it("says of what needs an unreadable one of the import what it says of others", async () => {
    const scene = await Scene.set([picklist(), entity({ fields: [picklistField()] })], {
      picklists: [picklist({ entries: [entry(1)] })],
    });
    scene.fs.failOn({ operation: "read", path: stageFile, code: "no-permission" });
    assert.deepEqual(statesOf(await scene.apply()), { con_Stage: "failed", con_Project: "not-attempted" });
  });

  it("counts in its progress what it leaves out", async () => {
    const scene = await Scene.set();
    scene.fs.failOn(full(taskFile));
    const steps: string[] = [];
    await scene.apply({
      onProgress: ({ done, total, next }) => steps.push(`${done}/${total} ${next.ref.name}`),
    });
    assert.deepEqual(steps, ["0/3 con_Task", "2/3 con_Stage"]);
  });
});

describe("applying a plan when one of a circle can't be written", () => {
  /** A needs B, B needs C, C needs A; U needs B, Free needs nothing. C is written first, then B and A. */
  const circle = (): Promise<Scene> =>
    Scene.set([needing("A", "B"), needing("B", "C"), needing("C", "A"), needing("U", "B"), needing("Free")]);

  it("puts back what was written of it, last first", async () => {
    const scene = await circle();
    scene.fs.failOn(full(fileOf("A")));
    const result = applied(await scene.apply());
    assert.equal(result.outcome, "partial");
    assert.deepEqual(statesOf(result), {
      C: "put-back",
      B: "put-back",
      A: "failed",
      U: "not-attempted",
      Free: "written",
    });
    assert.deepEqual(scene.fs.pathsOf("delete"), [fileOf("B"), fileOf("C")]);
    assert.deepEqual(scene.changedFiles(), [fileOf("Free")]);
    assertSentence(reasonOf(result, "C"), "(C)", "(A)");
  });

  it("says so when that can't be put back, and keeps what it needs", async () => {
    const scene = await circle();
    scene.fs.failOn(full(fileOf("A")));
    scene.fs.failOn({ operation: "delete", path: fileOf("B"), code: "no-permission" });
    const result = applied(await scene.apply());
    assert.deepEqual(statesOf(result), {
      C: "left-changed",
      B: "left-changed",
      A: "failed",
      U: "not-attempted",
      Free: "written",
    });
    assert.equal(reasonOf(result, "B"), `Can't put back ${fileOf("B")}: permission is denied.`);
    assertSentence(reasonOf(result, "C"), "(C)", "(B)");
    assert.deepEqual(scene.changedFiles(), ["B", "C", "Free"].map(fileOf));
  });

  it("is partial when nothing is imported but something is left changed", async () => {
    const scene = await Scene.set([needing("A", "B"), needing("B", "A")]);
    scene.fs.failOn(full(fileOf("A"))).failOn({ operation: "delete" });
    const result = await scene.apply();
    assert.equal(result.outcome, "partial");
    assert.deepEqual(statesOf(result), { B: "left-changed", A: "failed" });
  });
});

describe("applying a plan when what stays as it is wouldn't be valid any more", () => {
  const stage = (...values: number[]) =>
    picklist({ entries: values.map((value) => entry(value, `N${value}`)) });
  const withDefault = (value: number) => entity({ fields: [picklistField({ default: value })] });

  /** con_Stage loses the entry that con_Project's default names, which changes with it; con_Task needs con_Stage. */
  async function losingEntry(): Promise<Scene> {
    return Scene.set(
      [stage(1), withDefault(1), entity({ name: "con_Task", fields: [picklistField()] }), needing("Free")],
      { picklists: [stage(1, 2)], entities: [withDefault(2)] },
      "overwrite",
    );
  }

  it("puts back what would break it, and what needs that", async () => {
    const scene = await losingEntry();
    scene.fs.failOn(full(projectFile));
    const result = applied(await scene.apply());
    assert.deepEqual(statesOf(result), {
      con_Stage: "put-back",
      con_Project: "failed",
      con_Task: "not-attempted",
      Free: "written",
    });
    assertSentence(reasonOf(result, "con_Stage"), "Stage (con_Stage)", "Project (con_Project)");
    assert.deepEqual(scene.changedFiles(), [fileOf("Free")]);
  });

  it("doesn't even write it when that is known before", async () => {
    const scene = await losingEntry();
    scene.fs.failOn({ operation: "read", path: projectFile, code: "no-permission" });
    const result = await scene.apply();
    assert.equal(statesOf(result)["con_Stage"], "not-attempted");
    assert.deepEqual(scene.fs.pathsOf("write"), [fileOf("Free")]);
  });

  it("leaves alone what doesn't break it", async () => {
    const scene = await Scene.set([stage(1, 2, 3), withDefault(3)], {
      picklists: [stage(1, 2)],
      entities: [withDefault(2)],
    });
    scene.fs.failOn(full(projectFile));
    assert.deepEqual(statesOf(await scene.apply()), { con_Stage: "written", con_Project: "failed" });
  });
});

describe("applying a plan that is to be rolled back", () => {
  for (const nth of [1, 2, 3]) {
    it(`puts everything back when write ${nth} fails`, async () => {
      const scene = await Scene.set();
      scene.fs.failOn({ operation: "write", nth, code: "no-space" });
      const result = applied(await scene.apply({ onFailure: "roll-back" }));
      assert.deepEqual([result.outcome, result.cancelled], ["failed", false]);
      assert.deepEqual(
        result.items.map(({ state }) => state),
        [1, 2, 3].map((write) => (write < nth ? "put-back" : write === nth ? "failed" : "not-attempted")),
      );
      for (const one of result.items) {
        assertSentence(reasonOf(result, one.item.ref.name));
      }
      scene.assertUntouched();
      assert.equal(scene.fs.pathsOf("write").length, nth);
    });
  }

  it("writes nothing when a file can't be read", async () => {
    const scene = await Scene.set();
    scene.fs.failOn({ operation: "read", path: stageFile, code: "no-permission" });
    const result = await scene.apply({ onFailure: "roll-back" });
    assert.equal(result.outcome, "failed");
    assert.deepEqual(statesOf(result), {
      con_Task: "not-attempted",
      con_Project: "not-attempted",
      con_Stage: "failed",
    });
    assert.deepEqual(scene.fs.pathsOf("write"), []);
  });

  it("puts back what it wrote last first, so that nothing needs what isn't there", async () => {
    const scene = await Scene.set();
    scene.fs.failOn({ operation: "write", path: stageFile });
    await scene.apply({ onFailure: "roll-back" });
    assert.deepEqual(scene.fs.pathsOf("delete"), [projectFile, taskFile]);
  });

  it("tells which files it couldn't put back, and puts back the others", async () => {
    const scene = await Scene.set();
    scene.fs.failOn({ operation: "write", path: stageFile });
    scene.fs.failOn({ operation: "delete", path: taskFile, code: "no-permission" });
    const result = applied(await scene.apply({ onFailure: "roll-back" }));
    assert.equal(result.outcome, "partial");
    assert.deepEqual(statesOf(result), {
      con_Task: "left-changed",
      con_Project: "put-back",
      con_Stage: "failed",
    });
    assert.deepEqual(scene.changedFiles(), [taskFile]);
  });

  it("keeps what one needs that can't be put back", async () => {
    const scene = await Scene.set();
    scene.fs.failOn({ operation: "write", path: stageFile });
    scene.fs.failOn({ operation: "delete", path: projectFile, code: "no-permission" });
    await scene.apply({ onFailure: "roll-back" });
    assert.deepEqual(scene.changedFiles(), [projectFile, taskFile]);
  });

  it("takes a file for put back that has gone meanwhile", async () => {
    const scene = await Scene.set();
    scene.fs.failOn({ operation: "write", path: stageFile });
    scene.fs.onCall = ({ operation, path }) => {
      if (operation === "write" && path === stageFile) {
        scene.fs.remove(taskFile);
      }
    };
    const result = await scene.apply({ onFailure: "roll-back" });
    assert.equal(result.outcome, "failed");
    scene.assertUntouched();
  });
});

describe("applying a plan that is cancelled", () => {
  // It pauses once at first, once for each file that it looks at and once for each that it writes.
  for (const nth of [1, 2, 3, 4, 5, 6, 7]) {
    it(`leaves everything as it was when that happens at pause ${nth}`, async () => {
      const scene = await Scene.set();
      const result = applied(await scene.apply({}, cancellingPacer(nth)));
      assert.deepEqual([result.outcome, result.cancelled], ["failed", true]);
      const writes = Math.max(0, nth - 5);
      assert.equal(scene.fs.pathsOf("write").length, writes);
      assert.deepEqual(
        result.items.map(({ state }) => state),
        [1, 2, 3].map((write) => (write <= writes ? "put-back" : "not-attempted")),
      );
      assert.ok(result.items.every((one) => "cause" in one && one.cause.why === "cancelled"));
      scene.assertUntouched();
    });
  }

  it("isn't stopped by a cancellation that comes too late", async () => {
    const scene = await Scene.set();
    const result = applied(await scene.apply({}, cancellingPacer(8)));
    assert.deepEqual([result.outcome, result.cancelled], ["applied", false]);
  });

  it("still says what failed before, and what can't be put back", async () => {
    const scene = await Scene.set();
    scene.fs.failOn(full(projectFile)).failOn({ operation: "delete", code: "no-permission" });
    const result = applied(await scene.apply({}, cancellingPacer(7)));
    assert.deepEqual([result.outcome, result.cancelled], ["partial", true]);
    assert.deepEqual(statesOf(result), {
      con_Task: "left-changed",
      con_Project: "failed",
      con_Stage: "not-attempted",
    });
  });
});

describe("applying a plan when something else goes wrong", () => {
  for (const onFailure of ["go-on", "roll-back"] as const) {
    it(`puts everything back and throws on, with ${onFailure}`, async () => {
      const scene = await Scene.set();
      const bug = new TypeError("A bug");
      const onProgress = ({ done }: { done: number }): void => {
        if (done === 2) {
          throw bug;
        }
      };
      await assert.rejects(scene.apply({ onFailure, onProgress }), bug);
      scene.assertUntouched();
    });
  }
});
