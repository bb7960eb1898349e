import assert from "node:assert/strict";
import { decodeJournal } from "../../../../src/core/apply/journal";
import { performImport } from "../../../../src/core/apply/performImport";
import { readHistory } from "../../../../src/core/history/historyFile";
import { assertSentence } from "../../../support/assertSentence";
import { entity, loadTestEnvironment } from "../../../support/factories";
import { TestAgent, testHost } from "../../../support/testAgent";
import { cancellingPacer, testPlatform } from "../../../support/testPlatform";
import { needing, Scene, taskFile } from "../import/scene";

const folder = "environments/dev";
const journalFile = `${folder}/.envferry/journal`;
const historyFile = `${folder}/imports.jsonl`;

async function perform(scene: Scene, host = testHost()): ReturnType<typeof performImport> {
  return performImport(scene.fs, scene.target, scene.plan, host);
}

describe("performing an import", () => {
  it("has what was before and what is to be on the disk before it writes the first file", async () => {
    const scene = await Scene.set();
    let journal: Uint8Array | undefined;
    scene.fs.onCall = ({ operation, path }) => {
      if (operation === "write" && path !== journalFile) {
        journal ??= scene.fs.bytes(journalFile) ?? new Uint8Array();
      }
    };
    assert.equal((await perform(scene)).outcome, "applied");
    const decoded = await decodeJournal(journal ?? new Uint8Array(), testPlatform.codec);
    assert.ok("journal" in decoded);
    const text = (bytes: Uint8Array | undefined): string | undefined =>
      bytes && new TextDecoder().decode(bytes);
    assert.deepEqual(
      decoded.journal.entries.map(({ ref, before, after }) => [
        ref.name,
        text(before?.bytes),
        text(after.bytes),
      ]),
      ["entities/con_Task", "entities/con_Project", "picklists/con_Stage"].map((file) => {
        const path = `${folder}/${file}.json`;
        return [file.split("/")[1], scene.before[path], scene.fs.text(path)];
      }),
    );
  });

  it("writes nothing when its journal can't be written", async () => {
    const scene = await Scene.set();
    scene.fs.failOn({ operation: "write", path: journalFile, code: "no-space" });
    const result = await perform(scene);
    assert.ok(result.outcome === "not-started");
    assertSentence(result.reason, journalFile, "the disk is full");
    assert.deepEqual(scene.changedFiles(), [`${folder}/.envferry/.gitignore`]);
  });

  it("imports when the history can't be written, and says so", async () => {
    const scene = await Scene.set();
    scene.fs.failOn({ operation: "write", path: historyFile, code: "no-permission" });
    const result = await perform(scene);
    assert.ok("historyProblem" in result && result.outcome === "applied");
    assertSentence(result.historyProblem ?? "", historyFile, "interrupted");
  });

  it("leaves neither journal nor history when nothing is due or it is cancelled", async () => {
    const scene = await Scene.set([entity()], { entities: [entity()] });
    const nothing = await perform(scene);
    assert.ok("historyProblem" in nothing && nothing.historyProblem === undefined && !nothing.record);
    assert.deepEqual(scene.changedFiles(), [`${folder}/.envferry/.gitignore`]);
    const other = await Scene.set();
    for (let pause = 1; pause <= 12; pause++) {
      const platform = { ...testPlatform, pacer: cancellingPacer(pause) };
      const cancelled = await perform(other, { ...testHost(), platform });
      if ("cancelled" in cancelled && cancelled.cancelled) {
        assert.deepEqual(other.changedFiles(), [`${folder}/.envferry/.gitignore`]);
      }
    }
  });

  it("is refused while another runs, and after one was interrupted", async () => {
    const scene = await Scene.set();
    const running = new Set([1, 2]);
    scene.fs.onCall = ({ path }) => assert.notEqual(path, taskFile);
    await assert.rejects(perform(scene, testHost(new TestAgent(1, running))), assert.AssertionError);
    scene.fs.onCall = () => undefined;
    scene.fs.set(journalFile, "x");
    assert.equal((await perform(scene, testHost(new TestAgent(2, running)))).outcome, "interrupted");
  });

  it("keeps what is needed to undo the last 20", async () => {
    const scene = await Scene.set([needing("con_First")], {});
    const agent = new TestAgent();
    for (let index = 0; index < 23; index++) {
      const next = await Scene.set([needing(`con_Thing${index}`)], {});
      const done = await performImport(
        scene.fs,
        await loadTestEnvironment(scene.fs),
        next.plan,
        testHost(agent),
      );
      assert.equal(done.outcome, "applied");
    }
    const kept = scene.fs.paths().filter((path) => path.includes("/.envferry/imports/"));
    const { standing } = await readHistory(scene.fs, folder);
    assert.deepEqual(
      kept,
      standing
        .slice(-20)
        .map(({ id }) => `${folder}/.envferry/imports/${id}.journal`)
        .sort(),
    );
  });
});
