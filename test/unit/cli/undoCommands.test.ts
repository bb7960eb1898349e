import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { assertSentence } from "../../support/assertSentence";
import {
  complaintsOf,
  copySample,
  envferry,
  faultyFileSystems,
  jsonOf,
  type CliRun,
} from "../../support/cli";
import type { Fault } from "../../support/faultyFileSystem";
import { snapshotDefinitions, snapshotTree, useTemporaryFolder } from "../../support/temporaryFolder";

interface TakenBack {
  readonly outcome: string;
  readonly import?: { readonly id: string; readonly package: { readonly name: string } };
  readonly resources: readonly { readonly name: string; readonly state: string; readonly reason?: string }[];
  readonly messages: readonly string[];
}

const state = "environments/production/.envferry";

describe("envferry, after an import", () => {
  const folder = useTemporaryFolder();
  let workspace: string;
  let before: Record<string, string>;
  beforeEach(async () => {
    workspace = copySample(folder());
    const exported = await run("export", "--env", "staging", "--all", "--out", "../p.zip");
    assert.equal(exported.exitCode, 0, exported.stderr);
    before = snapshotDefinitions(workspace);
  });
  const run = (...args: string[]): Promise<CliRun> => envferry(args, { cwd: workspace });
  const runWith = (faults: readonly Fault[], ...args: string[]): Promise<CliRun> =>
    envferry(args, { cwd: workspace, createFileSystem: faultyFileSystems(faults) });
  const undo = (...args: string[]): Promise<CliRun> => run("undo", "--env", "production", ...args);
  const recover = (...args: string[]): Promise<CliRun> => run("recover", "--env", "production", ...args);

  async function doImport(): Promise<CliRun> {
    const imported = await run("import", "../p.zip", "--env", "production");
    assert.equal(imported.exitCode, 0, imported.stderr);
    return imported;
  }

  /** Leaves what an import that is cut off halfway leaves: its journal, and the half of its files written. Gives all when done. */
  async function interrupt(): Promise<Record<string, string>> {
    await doImport();
    const done = snapshotDefinitions(workspace);
    const kept = fs.readdirSync(path.join(workspace, state, "imports"));
    assert.equal(kept.length, 1);
    fs.renameSync(path.join(workspace, state, "imports", kept[0]!), path.join(workspace, state, "journal"));
    fs.rmSync(path.join(workspace, "environments/production/imports.jsonl"));
    const created = Object.keys(done).filter((file) => before[file] === undefined);
    assert.ok(created.length >= 2);
    fs.rmSync(path.join(workspace, created.at(-1)!));
    return done;
  }

  describe("undo", () => {
    it("puts every file back, exits 0 and says so; the next one has nothing to do and exits 4", async () => {
      await doImport();
      assert.notDeepEqual(snapshotDefinitions(workspace), before);
      const undone = await undo();
      assert.deepEqual([undone.exitCode, undone.stderr], [0, ""]);
      assert.match(
        undone.stdout,
        /^The import of Staging of .* UTC was undone: 12 files of Production were put back\.\n$/,
      );
      assert.deepEqual(snapshotDefinitions(workspace), before);
      const again = await undo("--json");
      assert.equal(again.exitCode, 4);
      assert.equal(jsonOf<TakenBack>(again).outcome, "nothing-to-do");
    });

    it("prints one JSON object of the promised form", async () => {
      await doImport();
      const { outcome, import: record, resources } = jsonOf<TakenBack>(await undo("--json"));
      assert.deepEqual([outcome, record?.package.name], ["undone", "Staging"]);
      assert.equal(resources.length, 12);
      assert.ok(resources.every((resource) => resource.state === "done"));
    });

    it("exits 4 where nothing was ever imported", async () => {
      const tree = snapshotTree(workspace);
      const nothing = await undo();
      assert.deepEqual([nothing.exitCode, nothing.stdout], [4, ""]);
      assertSentence(nothing.stderr.trimEnd(), "Production");
      assert.deepEqual(snapshotTree(workspace), tree);
    });

    it("is refused when a file was changed since, names it, and touches nothing", async () => {
      await doImport();
      const file = "environments/production/entities/Contact.json";
      const text = fs.readFileSync(path.join(workspace, file), "utf8");
      fs.writeFileSync(
        path.join(workspace, file),
        text.replace('"displayName": "', '"displayName": "Changed '),
      );
      const tree = snapshotDefinitions(workspace);
      const refused = await undo("--json");
      assert.equal(refused.exitCode, 1);
      const { outcome, messages } = jsonOf<TakenBack>(refused);
      assert.equal(outcome, "refused");
      assertSentence(messages[0]!, file);
      assert.match(refused.stderr, /can't be undone\. Nothing was changed\.\n$/);
      assert.deepEqual(snapshotDefinitions(workspace), tree);
    });

    it("exits 3 when a file can't be put back, names it, and recover --roll-back does the rest", async () => {
      await doImport();
      const file = "environments/production/entities/Contact.json";
      const fault: Fault = { operation: "write", path: file, code: "no-space" };
      const partial = await runWith([fault], "undo", "--env", "production", "--json");
      assert.equal(partial.exitCode, 3);
      const { outcome, resources } = jsonOf<TakenBack>(partial);
      assert.equal(outcome, "partial");
      const failed = resources.find((resource) => resource.name === "Contact");
      assert.deepEqual(failed?.state, "failed");
      assert.ok(failed?.reason && partial.stderr.includes(failed.reason));
      const rest = await recover("--roll-back");
      assert.equal(rest.exitCode, 0, rest.stderr);
      assert.deepEqual(snapshotDefinitions(workspace), before);
    });
  });

  describe("recover", () => {
    for (const [option, word] of [
      ["--finish", "finished"],
      ["--roll-back", "rolled-back"],
    ] as const) {
      it(`ends an interrupted import with ${option}; until then nothing else is done`, async () => {
        const done = await interrupt();
        const half = snapshotDefinitions(workspace);
        const blocked = await run("import", "../p.zip", "--env", "production", "--json");
        assert.equal(blocked.exitCode, 1);
        assert.match(blocked.stdout, /"import-interrupted"/);
        const planned = await run("import", "../p.zip", "--env", "production", "--plan-out", "../plan.json");
        assert.equal(planned.exitCode, 1);
        assert.deepEqual(snapshotDefinitions(workspace), half);

        const recovered = await recover(option, "--json");
        assert.equal(recovered.exitCode, 0, recovered.stderr);
        assert.equal(jsonOf<TakenBack>(recovered).outcome, word);
        assert.deepEqual(snapshotDefinitions(workspace), option === "--finish" ? done : before);
        const again = await recover(option);
        assert.equal(again.exitCode, 4);
        assertSentence(again.stderr.trimEnd(), "Production");
      });
    }

    it("exits 3 and leaves a file alone that was changed since", async () => {
      await interrupt();
      const file = path.join(workspace, "environments/production/entities/Contact.json");
      fs.writeFileSync(file, "{}");
      const partial = await recover("--roll-back");
      assert.equal(partial.exitCode, 3);
      assert.match(partial.stderr, /Contact\.json/);
      assert.equal(fs.readFileSync(file, "utf8"), "{}");
    });

    it("exits 1 for a damaged journal, and says what to do", async () => {
      await interrupt();
      fs.writeFileSync(path.join(workspace, state, "journal"), "nonsense");
      const tree = snapshotDefinitions(workspace);
      for (const args of [["--finish"], ["--roll-back", "--json"]]) {
        const refused = await recover(...args);
        assert.equal(refused.exitCode, 1);
        assertSentence(refused.stderr.trimEnd(), `${state}/journal`);
      }
      assert.equal((await undo()).exitCode, 1);
      assert.deepEqual(snapshotDefinitions(workspace), tree);
    });

    it("exits 2 unless it is told how, and only one way", async () => {
      for (const args of [[], ["--finish", "--roll-back"]]) {
        const wrong = await recover(...args);
        assert.deepEqual([wrong.exitCode, wrong.stdout], [2, ""]);
        assert.match(wrong.stderr, /--roll-back/);
      }
    });
  });

  describe("while another import runs", () => {
    function lock(): void {
      const content = {
        formatVersion: 1,
        id: "other",
        process: { pid: 4711, host: "another-machine" },
        since: "2026-01-31T12:00:00.000Z",
      };
      fs.writeFileSync(path.join(workspace, state, "lock"), JSON.stringify(content));
    }

    function assertRefused(refused: CliRun): void {
      assert.equal(refused.exitCode, 1);
      assert.match(`${refused.stdout}${refused.stderr}`, /4711 on another-machine since 2026-01-31/);
    }

    it("nothing is imported or recovered, and who it is is said", async () => {
      await interrupt();
      lock();
      const tree = snapshotTree(workspace);
      const imported = await run("import", "../p.zip", "--env", "production", "--json");
      assert.match(imported.stdout, /"import-running"/);
      assertRefused(imported);
      assertRefused(await recover("--finish"));
      assertRefused(await recover("--roll-back", "--json"));
      assert.deepEqual(snapshotTree(workspace), tree);
    });

    it("nothing is undone", async () => {
      await doImport();
      lock();
      const tree = snapshotTree(workspace);
      assertRefused(await undo());
      assertRefused(await undo("--json"));
      assert.deepEqual(snapshotTree(workspace), tree);
    });
  });

  for (const command of ["undo", "recover"]) {
    it(`${command} exits 2 for an environment or a workspace that isn't there`, async () => {
      const option = command === "recover" ? ["--finish"] : [];
      for (const args of [
        ["--env", "nowhere"],
        ["--env", "dev", "--workspace", "nowhere"],
      ]) {
        const wrong = await run(command, ...option, ...args);
        assert.equal(wrong.exitCode, 2);
        assertSentence(complaintsOf(wrong)[0]!, "nowhere");
      }
    });
  }
});
