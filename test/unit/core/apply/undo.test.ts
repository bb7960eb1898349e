import assert from "node:assert/strict";
import { EnvironmentLock } from "../../../../src/core/apply/lock";
import { performImport } from "../../../../src/core/apply/performImport";
import { recover } from "../../../../src/core/apply/recover";
import { StateFolder } from "../../../../src/core/apply/stateFolder";
import { previewUndo, undoImport, type UndoOptions, type Undoing } from "../../../../src/core/apply/undo";
import { readHistory, recordLine } from "../../../../src/core/history/historyFile";
import type { ImportHistory } from "../../../../src/core/history/importHistory";
import type { ImportRecord } from "../../../../src/core/history/importRecord";
import { canonicalText } from "../../../../src/core/json/canonicalJson";
import { FileAccessError } from "../../../../src/core/ports";
import { resourceTypeOf } from "../../../../src/core/resources/registry";
import type { Definition } from "../../../../src/core/resources/resourceType";
import { assertSentence } from "../../../support/assertSentence";
import {
  entity,
  entry,
  environmentFiles,
  field,
  loadTestEnvironment,
  packageItem,
  picklist,
  picklistField,
} from "../../../support/factories";
import { MemoryFileSystem } from "../../../support/memoryFileSystem";
import { TestAgent, testHost } from "../../../support/testAgent";
import { Cancelled, cancellingPacer, testPlatform } from "../../../support/testPlatform";
import { folder, needing, projectFile, Scene, stageFile, taskFile } from "../import/scene";

const journalFile = `${folder}/.envferry/journal`;
const historyFile = `${folder}/imports.jsonl`;
const ignoreFile = `${folder}/.envferry/.gitignore`;
const nextFile = `${folder}/entities/con_Next.json`;
const keptFile = (id: string): string => `${folder}/.envferry/imports/${id}.journal`;

/** Imports what a scene plans; gives the record. */
async function perform(scene: Scene, fs: MemoryFileSystem, host = testHost()): Promise<ImportRecord> {
  const result = await performImport(fs, await loadTestEnvironment(fs), scene.plan, host);
  assert.ok("record" in result && result.record && result.historyProblem === undefined);
  return result.record;
}

/** A scene whose import is done, and its record: con_Task and con_Project, which needs it, were created and con_Stage updated. */
async function imported(): Promise<{ scene: Scene; fs: MemoryFileSystem; record: ImportRecord }> {
  const scene = await Scene.set();
  const record = await perform(scene, scene.fs);
  scene.fs.calls.length = 0;
  return { scene, fs: scene.fs, record };
}

/** As `imported`, with another import after it that created con_Next. */
async function importedTwice(): Promise<{ scene: Scene; fs: MemoryFileSystem; records: ImportRecord[] }> {
  const scene = await Scene.set();
  const host = testHost();
  const first = await perform(scene, scene.fs, host);
  const second = await perform(await Scene.set([needing("con_Next")], {}), scene.fs, host);
  return { scene, fs: scene.fs, records: [first, second] };
}

async function undo(
  fs: MemoryFileSystem,
  options?: UndoOptions,
  host = testHost(new TestAgent(2)),
): Promise<Undoing> {
  return undoImport(fs, await loadTestEnvironment(fs), host, options);
}

/** An undo must be refused, before it is tried as when it is tried, and touch nothing. Gives the reasons. */
async function refusal(
  fs: MemoryFileSystem,
  files: readonly string[],
  options?: UndoOptions,
): Promise<readonly string[]> {
  const before = fs.snapshot();
  const undoing = await undo(fs, options);
  assert.ok(undoing.outcome === "refused", `is ${undoing.outcome}`);
  assert.deepEqual(undoing.files, files);
  undoing.reasons.forEach((reason) => assertSentence(reason));
  assert.deepEqual(fs.snapshot(), before);
  const preview = await previewUndo(fs, await loadTestEnvironment(fs), testHost(new TestAgent(2)), options);
  assert.deepEqual(preview, undoing);
  assert.deepEqual(fs.snapshot(), before);
  return undoing.reasons;
}

const history = (fs: MemoryFileSystem): Promise<ImportHistory> => readHistory(fs, folder);

/** Adds a definition as its user would. */
function define(fs: MemoryFileSystem, definition: Definition): string {
  const { ref } = packageItem(definition);
  const { shape, folder: typeFolder } = resourceTypeOf(ref);
  const file = `${folder}/${typeFolder}/${ref.name}.json`;
  fs.set(file, canonicalText(shape, definition));
  return file;
}

/** Changes what a file says, or what is in one that says nothing. */
const change = (fs: MemoryFileSystem, file: string): void => {
  const text = fs.text(file) ?? "";
  const changed = text.replace('"displayName": "', '"displayName": "Changed ');
  fs.set(file, changed === text ? `${text} ` : changed);
};

describe("undoing an import", () => {
  it("puts back what was written, last first, and tells the history", async () => {
    const { scene, fs, record } = await imported();
    const undoing = await undo(fs);
    assert.ok(undoing.outcome === "undone", `is ${undoing.outcome}`);
    assert.deepEqual(undoing.record, record);
    assert.deepEqual(
      undoing.items.map(({ file, state }) => [file, state]),
      [taskFile, projectFile, stageFile].map((file) => [file, "done"]),
    );
    assert.deepEqual(scene.changedFiles(), [ignoreFile, historyFile]);
    assert.deepEqual(
      fs.pathsOf("delete").filter((path) => path.includes("/entities/")),
      [projectFile, taskFile],
    );
    const { records, standing } = await history(fs);
    assert.deepEqual(standing, []);
    assert.deepEqual(records[0], record);
    const [, told] = records;
    assert.deepEqual([told?.kind, told?.undoes, told?.outcome], ["undo", record.id, "complete"]);
    assert.deepEqual(
      told?.resources.map(({ name, outcome, sha256 }) => [name, outcome, sha256]),
      record.resources.map(({ name }) => [name, "restored", undefined]),
    );
  });

  it("says before what it would change, and touches nothing", async () => {
    const { scene, fs, record } = await imported();
    const now = fs.snapshot();
    const preview = await previewUndo(fs, scene.target, testHost());
    assert.ok(preview.outcome === "possible");
    assert.deepEqual(preview.record, record);
    assert.deepEqual(
      preview.standing.map(({ file, title, before }) => [file, title, before !== undefined]),
      [
        [taskFile, "Task (con_Task)", false],
        [projectFile, "Project (con_Project)", false],
        [stageFile, "Stage (con_Stage)", true],
      ],
    );
    assert.deepEqual(fs.snapshot(), now);
    assert.deepEqual([...fs.pathsOf("write"), ...fs.pathsOf("create")], []);
  });

  it("takes back the last one, then the one before, and then says that there is none", async () => {
    const { scene, fs, records } = await importedTwice();
    const host = testHost(new TestAgent(2));
    for (const left of [1, 0]) {
      const undoing = await undo(fs, {}, host);
      assert.ok(undoing.outcome === "undone", `is ${undoing.outcome}`);
      assert.deepEqual(undoing.record, records[left]);
      assert.deepEqual((await history(fs)).standing, records.slice(0, left));
    }
    assert.equal((await undo(fs, {}, host)).outcome, "nothing-to-undo");
    assert.deepEqual(scene.changedFiles(), [ignoreFile, historyFile]);
  });

  it("takes back the one that is named, once", async () => {
    const { fs, records } = await importedTwice();
    const [first, second] = records;
    const host = testHost(new TestAgent(2));
    const undoing = await undo(fs, { id: first!.id }, host);
    assert.ok(undoing.outcome === "undone", `is ${undoing.outcome}`);
    assert.deepEqual(undoing.record, first);
    assert.equal(fs.text(taskFile), undefined);
    assert.ok(fs.text(nextFile));
    assert.deepEqual((await history(fs)).standing, [second]);
    for (const id of [first!.id, "another"]) {
      assert.equal((await undo(fs, { id }, host)).outcome, "nothing-to-undo");
    }
    assert.equal((await undo(fs, {}, host)).outcome, "undone");
  });

  it("has nothing to do, and writes nothing, where nothing was imported", async () => {
    const { fs, target } = await Scene.set();
    const now = fs.snapshot();
    assert.deepEqual(await undo(fs), { outcome: "nothing-to-undo" });
    assert.deepEqual(await previewUndo(fs, target, testHost()), { outcome: "nothing-to-undo" });
    assert.deepEqual(fs.snapshot(), now);
  });

  it("doesn't mind what became of a file that a partial import never wrote", async () => {
    const scene = await Scene.set();
    scene.fs.failOn({ operation: "write", path: stageFile, nth: 1 });
    assert.equal((await perform(scene, scene.fs)).outcome, "partial");
    change(scene.fs, stageFile);
    assert.equal((await undo(scene.fs)).outcome, "undone");
    assert.deepEqual([scene.fs.text(taskFile), scene.fs.text(projectFile)], [undefined, undefined]);
  });

  it("has nothing to do for a file that is as before already", async () => {
    const { scene, fs } = await imported();
    fs.set(stageFile, scene.before[stageFile] ?? "");
    fs.remove(projectFile);
    assert.equal((await undo(fs)).outcome, "undone");
    assert.deepEqual(scene.changedFiles(), [ignoreFile, historyFile]);
    assert.ok(!fs.pathsOf("write").includes(stageFile));
  });

  it("says so when the history can't be written, and can then be recovered either way", async () => {
    for (const way of ["finish", "roll-back"] as const) {
      const { scene, fs, record } = await imported();
      const after = fs.snapshot();
      fs.failOn({ operation: "write", path: historyFile, nth: 1, code: "no-permission" });
      const undoing = await undo(fs);
      assert.ok("historyProblem" in undoing);
      assertSentence(undoing.historyProblem ?? "", historyFile, "interrupted");
      assert.deepEqual((await history(fs)).records, [record]);
      assert.equal((await undo(fs)).outcome, "interrupted");
      const recovery = await recover(fs, folder, way, testHost(new TestAgent(3)));
      assert.equal(recovery.outcome, way === "finish" ? "finished" : "rolled-back");
      assert.deepEqual((await history(fs)).standing, way === "finish" ? [record] : []);
      if (way === "finish") {
        assert.deepEqual(fs.snapshot(), after);
      } else {
        assert.deepEqual(scene.changedFiles(), [ignoreFile, historyFile]);
      }
    }
  });

  it("is interrupted where a file can't be put back, until that is recovered", async () => {
    const { scene, fs, record } = await imported();
    fs.failOn({ operation: "delete", path: taskFile, nth: 1, code: "no-permission" });
    const undoing = await undo(fs);
    assert.ok(undoing.outcome === "partly", `is ${undoing.outcome}`);
    assert.deepEqual(
      undoing.items.map(({ state }) => state),
      ["failed", "done", "done"],
    );
    const [task] = undoing.items;
    assert.equal(
      task?.state === "failed" && task.reason,
      `Can't put back ${taskFile}: permission is denied.`,
    );
    assert.deepEqual((await history(fs)).records, [record]);
    const recovery = await recover(fs, folder, "roll-back", testHost(new TestAgent(3)));
    assert.equal(recovery.outcome, "rolled-back");
    assert.deepEqual(scene.changedFiles(), [ignoreFile, historyFile]);
    assert.deepEqual((await history(fs)).standing, []);
  });

  it("changes nothing when it is cancelled while it looks", async () => {
    for (let pause = 1; pause <= 4; pause++) {
      const { fs } = await imported();
      const now = fs.snapshot();
      const host = {
        ...testHost(new TestAgent(2)),
        platform: { ...testPlatform, pacer: cancellingPacer(pause) },
      };
      await assert.rejects(undo(fs, {}, host), Cancelled);
      assert.deepEqual(fs.snapshot(), now);
    }
  });
});

describe("undoing an import is refused", () => {
  it("for a file that was changed since", async () => {
    const changes: ((text: string) => string)[] = [
      (text) => `${text} }`,
      (text) => text.replace("1", "7"),
      // What can't be kept exactly isn't the same, although it is read the same.
      (text) => text.replace('"value": 1', '"value": 1, "value": 1'),
      (text) => text.slice(0, 50),
      () => "",
    ];
    for (const changed of changes) {
      const { fs } = await imported();
      fs.set(stageFile, changed(fs.text(stageFile) ?? ""));
      const [reason = ""] = await refusal(fs, [stageFile]);
      assertSentence(reason, stageFile, "changed");
    }
  });

  it("not for a file that is only laid out anew", async () => {
    const layouts: ((text: string) => string)[] = [
      (text) => text.replaceAll("\n", "\r\n"),
      (text) => `\ufeff${text}`,
      (text) => `${text}\n\n`,
      (text) => JSON.stringify(JSON.parse(text)),
    ];
    for (const layout of layouts) {
      const { scene, fs } = await imported();
      for (const file of [stageFile, projectFile, taskFile]) {
        fs.set(file, layout(fs.text(file) ?? ""));
      }
      assert.equal((await undo(fs)).outcome, "undone");
      assert.deepEqual(scene.changedFiles(), [ignoreFile, historyFile]);
    }
  });

  it("for a file that was removed since", async () => {
    const { fs } = await imported();
    fs.remove(stageFile);
    const [reason = ""] = await refusal(fs, [stageFile]);
    assertSentence(reason, stageFile, "removed");
  });

  it("for a file that can't be read", async () => {
    const { fs } = await imported();
    const target = await loadTestEnvironment(fs);
    fs.failOn({ operation: "read", path: taskFile, code: "no-permission" });
    const undoing = await undoImport(fs, target, testHost());
    assert.ok(undoing.outcome === "refused", `is ${undoing.outcome}`);
    assert.deepEqual(undoing.reasons, [`Can't read ${taskFile}: permission is denied.`]);
  });

  it("for a file that is open with unsaved changes, whatever may be left", async () => {
    const { fs } = await imported();
    const unsavedFiles = new Set([projectFile, `${folder}/entities/con_Other.json`]);
    for (const whenChanged of ["refuse", "leave"] as const) {
      const [reason = ""] = await refusal(fs, [projectFile], { unsavedFiles, whenChanged });
      assertSentence(reason, projectFile, "unsaved");
    }
  });

  it("for what needs something that came with the import", async () => {
    const { fs } = await imported();
    const file = define(fs, needing("con_Bystander", "con_Task"));
    const [reason = ""] = await refusal(fs, [file]);
    assertSentence(reason, "Bystander (con_Bystander)", "entity Task (con_Task)");
  });

  it("for what wouldn't be valid with what was there before", async () => {
    const { fs } = await imported();
    const file = define(
      fs,
      entity({ name: "con_Bystander", fields: [field(), picklistField({ default: 2 })] }),
    );
    const [reason = ""] = await refusal(fs, [file]);
    assertSentence(reason, "Bystander (con_Bystander)", "not be valid");
  });

  it("not for what can live with what was there before", async () => {
    const { fs } = await imported();
    define(fs, entity({ name: "con_Bystander", fields: [field(), picklistField({ default: 1 })] }));
    assert.equal((await undo(fs)).outcome, "undone");
  });

  it("with every reason at once", async () => {
    const { fs } = await imported();
    change(fs, stageFile);
    const user = define(fs, needing("con_Bystander", "con_Task"));
    const unsavedFiles = new Set([projectFile]);
    assert.equal((await refusal(fs, [projectFile, stageFile, user], { unsavedFiles })).length, 3);
  });

  it("when what was there before isn't kept, is damaged, or is of another import", async () => {
    const other = await importedTwice();
    const damages: (readonly [why: string, damage: (fs: MemoryFileSystem, file: string) => void])[] = [
      ["is missing", (fs, file) => fs.remove(file)],
      ["holds more", (fs, file) => fs.set(file, `${fs.text(file)} `)],
      ["isn't a journal", (fs, file) => fs.set(file, "{}")],
      [
        "belongs to another import",
        (fs, file) => fs.set(file, other.fs.bytes(keptFile(other.records[1]!.id)) ?? ""),
      ],
    ];
    for (const [why, damage] of damages) {
      const { fs, record } = await imported();
      damage(fs, keptFile(record.id));
      const [reason = ""] = await refusal(fs, []);
      assertSentence(reason, keptFile(record.id), why);
    }
  });

  it("while another process imports, which is named", async () => {
    const { fs, target } = await Scene.set();
    const begun = await imported();
    for (const files of [begun.fs, fs]) {
      // Of the first import into an environment there is only the journal yet.
      files.set(journalFile, begun.fs.bytes(keptFile(begun.record.id)) ?? "");
      await new StateFolder(files, folder).prepare();
      const agents = [1, 2].map((pid) => new TestAgent(pid, new Set([1, 2]))) as [TestAgent, TestAgent];
      await EnvironmentLock.acquire(files, new StateFolder(files, folder), agents[0]);
      const now = files.snapshot();
      const undoing = await undoImport(files, target, testHost(agents[1]));
      assert.ok(undoing.outcome === "running", `is ${undoing.outcome}`);
      assert.equal(undoing.running.process?.pid, 1);
      assert.deepEqual(await previewUndo(files, target, testHost(agents[1])), undoing);
      assert.deepEqual(files.snapshot(), now);
    }
  });

  it("after an import was interrupted, be it the first", async () => {
    const first = await Scene.set();
    const later = await imported();
    const { fs: another, records } = await importedTwice();
    for (const { fs, target } of [first, later.scene]) {
      fs.set(journalFile, another.bytes(keptFile(records[1]!.id)) ?? "");
      const undoing = await undo(fs, {}, testHost(new TestAgent(3)));
      assert.ok(undoing.outcome === "interrupted", `is ${undoing.outcome}`);
      assert.deepEqual([undoing.interrupted.file, undoing.interrupted.damage], [journalFile, undefined]);
      const now = fs.snapshot();
      assert.deepEqual(await previewUndo(fs, target, testHost(new TestAgent(3))), undoing);
      assert.deepEqual(fs.snapshot(), now);
      assert.ok(fs.bytes(journalFile));
    }
    assert.deepEqual(first.changedFiles(), [ignoreFile, journalFile]);
  });

  it("while the history can't be read", async () => {
    const { fs } = await imported();
    const now = fs.snapshot();
    fs.failOn({ operation: "read", path: historyFile, code: "no-permission" });
    const target = await loadTestEnvironment(fs);
    await assert.rejects(undo(fs), FileAccessError);
    await assert.rejects(previewUndo(fs, target, testHost()), FileAccessError);
    assert.deepEqual(fs.snapshot(), now);
  });
});

describe("the import that is undone when none is named", () => {
  /** con_Stage as imports one after the other leave it: with one entry more each time. */
  const importStages = async (
    ...amounts: number[]
  ): Promise<{ readonly fs: MemoryFileSystem; readonly records: ImportRecord[] }> => {
    const fs = new MemoryFileSystem(environmentFiles({ picklists: [picklist({ entries: [entry(1)] })] }));
    const host = testHost();
    const records: ImportRecord[] = [];
    for (const amount of amounts) {
      const entries = Array.from({ length: amount }, (_, index) => entry(index + 1));
      records.push(await perform(await Scene.on(fs, [picklist({ entries })]), fs, host));
    }
    return { fs, records };
  };
  const setLines = (fs: MemoryFileSystem, records: readonly ImportRecord[]): void =>
    fs.set(historyFile, records.map(recordLine).join(""));
  const undoneId = async (fs: MemoryFileSystem): Promise<string> => {
    const undoing = await undo(fs);
    assert.ok(undoing.outcome === "undone", `is ${undoing.outcome}`);
    return undoing.record.id;
  };

  it("is the one whose files are there, whatever the order of the lines and the times", async () => {
    for (const at of ["2020-01-01T00:00:00.000Z", "2040-01-01T00:00:00.000Z"]) {
      const { fs, records } = await importStages(2, 3);
      const [first, second] = records as [ImportRecord, ImportRecord];
      setLines(fs, [{ ...second, at }, first]);
      fs.set(stageFile, (fs.text(stageFile) ?? "").replaceAll("\n", "\r\n"));
      assert.equal(await undoneId(fs), second.id);
      assert.equal(await undoneId(fs), first.id);
      assert.equal((await undo(fs)).outcome, "nothing-to-undo");
    }
  });

  it("is the last line where the files tell nothing of it", async () => {
    const { fs, records } = await importStages(2, 3);
    const [first, second] = records as [ImportRecord, ImportRecord];
    change(fs, stageFile);
    const undoing = await undo(fs);
    assert.ok(undoing.outcome === "refused" && undoing.record.id === second.id);
    setLines(fs, [second, first]);
    const other = await undo(fs);
    assert.ok(other.outcome === "refused" && other.record.id === first.id);
  });

  it("counts a line once that merging has doubled", async () => {
    const { fs, records } = await importStages(2, 3);
    setLines(fs, [...records, ...records]);
    assert.equal(await undoneId(fs), records[1]?.id);
    assert.equal(await undoneId(fs), records[0]?.id);
    assert.equal((await undo(fs)).outcome, "nothing-to-undo");
  });
});

describe("rolling back an import of which some files were changed since", () => {
  /** Takes back what it can. */
  const leave = (fs: MemoryFileSystem): Promise<Undoing> => undo(fs, { whenChanged: "leave" });

  it("leaves those, puts back the others, and tells the history both", async () => {
    const { scene, fs, record } = await imported();
    change(fs, stageFile);
    const mine = fs.text(stageFile);
    const undoing = await leave(fs);
    assert.ok(undoing.outcome === "partly" && undoing.historyProblem === undefined);
    assert.deepEqual(
      undoing.items.map(({ state }) => state),
      ["done", "done", "left"],
    );
    assert.equal(fs.text(stageFile), mine);
    const { records, standing } = await history(fs);
    assert.deepEqual(standing, []);
    const [, told] = records;
    assert.deepEqual([told?.kind, told?.undoes, told?.outcome], ["roll-back", record.id, "partial"]);
    assert.deepEqual(
      told?.resources.map(({ name, outcome }) => [name, outcome]),
      [
        ["con_Project", "restored"],
        ["con_Task", "restored"],
        ["con_Stage", "left-changed"],
      ],
    );
    assertSentence(told?.resources[2]?.reason ?? "", stageFile, "changed");
    // What it had left is kept, to tell the next import who changed what.
    assert.deepEqual(scene.changedFiles(), [ignoreFile, keptFile(record.id), historyFile, stageFile].sort());
    assert.equal((await undo(fs)).outcome, "nothing-to-undo");
  });

  it("keeps what a changed file's resource needs, and names it", async () => {
    const { scene, fs } = await imported();
    change(fs, projectFile);
    const undoing = await leave(fs);
    assert.ok(undoing.outcome === "partly", `is ${undoing.outcome}`);
    const [task] = undoing.items;
    assertSentence(task?.state === "left" ? task.reason : "", "Task (con_Task)", "Project (con_Project)");
    assert.ok(fs.text(taskFile));
    assert.equal(fs.text(stageFile), scene.before[stageFile]);
  });

  it("doesn't bring back a file that was removed", async () => {
    const { fs } = await imported();
    fs.remove(stageFile);
    const undoing = await leave(fs);
    assert.ok(undoing.outcome === "partly", `is ${undoing.outcome}`);
    assert.equal(fs.text(stageFile), undefined);
    assert.equal(fs.text(projectFile), undefined);
  });

  it("is whole where nothing was changed", async () => {
    const { scene, fs } = await imported();
    assert.equal((await leave(fs)).outcome, "undone");
    assert.deepEqual(scene.changedFiles(), [ignoreFile, historyFile]);
    assert.equal((await history(fs)).records[1]?.kind, "roll-back");
  });

  it("has nothing left to recover, and nothing told wrong, when it is cut off before its journal is put away", async () => {
    for (const way of ["finish", "roll-back"] as const) {
      const { fs, record } = await imported();
      change(fs, stageFile);
      fs.failOn({ operation: "rename", path: journalFile });
      const undoing = await leave(fs);
      assert.ok(undoing.outcome === "partly", `is ${undoing.outcome}`);
      assertSentence(undoing.historyProblem ?? "", journalFile);
      assert.doesNotMatch(undoing.historyProblem ?? "", /interrupted/);
      const now = fs.snapshot();
      const told = await history(fs);
      assert.equal(told.records.length, 2);
      const recovery = await recover(fs, folder, way, testHost(new TestAgent(3)));
      assert.equal(recovery.outcome, "nothing-to-recover");
      assert.deepEqual(fs.snapshot(), now);
      assert.equal((await history(fs)).takenBackBy(record.id)?.outcome, "partial");
    }
  });
});
