import assert from "node:assert/strict";
import { performImport } from "../../../../src/core/apply/performImport";
import { previewUndo, undoImport, type Undoing, type UndoOptions } from "../../../../src/core/apply/undo";
import { readHistory } from "../../../../src/core/history/historyFile";
import type { ImportRecord } from "../../../../src/core/history/importRecord";
import type { Definition } from "../../../../src/core/resources/resourceType";
import { assertSentence } from "../../../support/assertSentence";
import { entry, loadTestEnvironment, picklist } from "../../../support/factories";
import type { MemoryFileSystem } from "../../../support/memoryFileSystem";
import { testHost } from "../../../support/testAgent";
import { folder, needing, projectFile, Scene, stageFile, taskFile } from "../import/scene";

const definitions: readonly Definition[] = [
  needing("con_Project", "con_Task"),
  needing("con_Task"),
  picklist({ entries: [entry(1), entry(2)] }),
];

interface Retried {
  readonly scene: Scene;
  readonly fs: MemoryFileSystem;
  readonly host: ReturnType<typeof testHost>;
  readonly first: ImportRecord;
  readonly rest: ImportRecord;
}

/** An import of which con_Stage couldn't be written, and the import of the rest. */
async function retried(
  between: (fs: MemoryFileSystem) => void = () => undefined,
  rest = definitions,
): Promise<Retried> {
  const scene = await Scene.set(definitions);
  const { fs } = scene;
  const host = testHost();
  fs.failOn({ operation: "write", path: stageFile, nth: 1, code: "no-space" });
  const part = await performImport(fs, scene.target, scene.plan, host);
  assert.ok("record" in part && part.outcome === "partial" && part.record);
  between(fs);
  const again = await Scene.on(fs, rest);
  const done = await performImport(fs, again.target, again.plan, host);
  assert.ok("record" in done && done.outcome === "applied" && done.record);
  return { scene, fs, host, first: part.record, rest: done.record };
}

async function undo({ fs, host }: Retried, options: UndoOptions = {}): Promise<Undoing> {
  return undoImport(fs, await loadTestEnvironment(fs), host, options);
}

const definitionsChanged = ({ scene }: Retried): string[] =>
  scene.changedFiles().filter((file) => /\/(entities|picklists)\//.test(file));

describe("an import whose rest was imported later", () => {
  it("is undone as a whole, whichever part is named, and the history tells of both", async () => {
    for (const named of ["none", "first", "rest"] as const) {
      const done = await retried();
      assert.equal(done.rest.continues, done.first.id);
      const options = named === "none" ? {} : { id: done[named].id };
      const preview = await previewUndo(done.fs, await loadTestEnvironment(done.fs), done.host, options);
      assert.ok(preview.outcome === "possible");
      assert.deepEqual(
        preview.standing.map(({ file }) => file).sort(),
        [projectFile, taskFile, stageFile].sort(),
      );
      assert.deepEqual(preview.parts, [done.first, done.rest]);
      const undoing = await undo(done, options);
      assert.ok(undoing.outcome === "undone", `is ${undoing.outcome}`);
      assert.deepEqual(undoing.items.map(({ ref }) => ref.name).sort(), [
        "con_Project",
        "con_Stage",
        "con_Task",
      ]);
      assert.deepEqual(definitionsChanged(done), []);
      const history = await readHistory(done.fs, folder);
      assert.deepEqual(history.standing, []);
      assert.deepEqual(
        history.records.slice(2).map(({ undoes, outcome }) => [undoes, outcome]),
        [
          [done.rest.id, "complete"],
          [done.first.id, "complete"],
        ],
      );
      assert.equal((await undo(done)).outcome, "nothing-to-undo");
    }
  });

  it("isn't undone at all when a file of any part was changed since", async () => {
    for (const file of [taskFile, stageFile]) {
      const done = await retried();
      done.fs.set(file, (done.fs.text(file) ?? "").replace('"displayName": "', '"displayName": "My '));
      const before = done.fs.snapshot();
      const refused = await undo(done);
      assert.ok(refused.outcome === "refused");
      assert.deepEqual(refused.files, [file]);
      assert.deepEqual(done.fs.snapshot(), before);
    }
  });

  it("isn't undone when a file was changed between its parts, which would be lost", async () => {
    // What was changed is what the package has not, so that the rest changes it again.
    const done = await retried((fs) =>
      fs.set(taskFile, (fs.text(taskFile) ?? "").replace('"displayName": "', '"displayName": "My ')),
    );
    const refused = await undo(done);
    assert.ok(refused.outcome === "refused");
    assert.deepEqual(refused.files, [taskFile]);
    refused.reasons.forEach((reason) => assertSentence(reason, taskFile, "between"));
  });

  it("isn't undone when one of its parts isn't kept", async () => {
    const done = await retried();
    done.fs.remove(`${folder}/.envferry/imports/${done.first.id}.journal`);
    const before = done.fs.snapshot();
    assert.equal((await undo(done)).outcome, "refused");
    assert.deepEqual(done.fs.snapshot(), before);
  });

  it("stops where a part can't be put back, so that the rest of the way stays open", async () => {
    const done = await retried();
    done.fs.failOn({ operation: "write", path: stageFile, nth: 1, code: "no-space" });
    const undoing = await undo(done);
    assert.ok(undoing.outcome === "partly");
    assert.equal((await undo(done)).outcome, "interrupted");
    assert.deepEqual((await readHistory(done.fs, folder)).standing.length, 2);
  });

  it("is rolled back with all its parts, leaving what was changed since", async () => {
    const done = await retried();
    done.fs.set(
      stageFile,
      (done.fs.text(stageFile) ?? "").replace('"displayName": "', '"displayName": "My '),
    );
    const undoing = await undo(done, { id: done.rest.id, whenChanged: "leave" });
    assert.ok(undoing.outcome === "partly");
    assert.deepEqual(definitionsChanged(done), [stageFile]);
  });

  it("is another one when the package is, or when all of it had been imported", async () => {
    const other = await retried(undefined, [...definitions, needing("con_Other")]);
    assert.equal(other.rest.continues, undefined);
    const { fs, host } = await retried();
    fs.remove(stageFile);
    const next = await Scene.on(fs, definitions);
    const done = await performImport(fs, next.target, next.plan, host);
    assert.ok("record" in done && done.record);
    assert.equal(done.record.continues, undefined);
  });
});
