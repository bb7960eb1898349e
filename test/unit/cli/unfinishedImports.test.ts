import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { createNodeAgent } from "../../../src/node/nodeAgent";
import { complaintsOf, envferry, faultyFileSystems, jsonOf, type CliRun } from "../../support/cli";
import { entity, entry, environmentFiles, field, picklist, picklistField } from "../../support/factories";
import type { Call } from "../../support/faultyFileSystem";
import { interruptImport } from "../../support/interruptedImport";
import {
  snapshotDefinitions,
  snapshotTree,
  useTemporaryFolder,
  writeTree,
} from "../../support/temporaryFolder";

interface Listed {
  readonly environments: readonly {
    readonly name: string;
    readonly problems: number;
    readonly unfinishedImport?: string;
  }[];
}

interface Validated {
  readonly problems: readonly { readonly file: string; readonly code: string; readonly message: string }[];
}

const lockFile = "environments/b/.envferry/lock";

describe("envferry, where an import hasn't ended", () => {
  const folder = useTemporaryFolder();
  const run = (...args: string[]): Promise<CliRun> => envferry(args, { cwd: folder() });

  beforeEach("make an environment to import from, and one that stays whole", async () => {
    writeTree(folder(), {
      ...environmentFiles({
        name: "a",
        picklists: [picklist({ entries: [entry(1), entry(2)] })],
        entities: [entity({ fields: [field(), picklistField()] })],
      }),
      ...environmentFiles({ name: "b", picklists: [picklist({ entries: [entry(1)] })] }),
    });
    assert.equal((await run("export", "--env", "a", "--all", "--out", "p.zip")).exitCode, 0);
  });

  async function interrupted(): Promise<void> {
    await interruptImport(folder(), "b", path.join(folder(), "p.zip"));
  }

  it("list marks the environment and what it counts, and says how to end the import", async () => {
    await interrupted();
    const listed = await run("list");
    assert.equal(listed.exitCode, 0);
    assert.match(listed.stdout, /^a .* 1 +1 +none$/m);
    assert.match(listed.stdout, /^b \(import interrupted\) .* 0\? +1\? +1$/m);
    assert.match(
      listed.stderr,
      /^The import of the package .* into B was interrupted\. Finish it or roll it back first\. Do that with "envferry recover --env b --finish" or "envferry recover --env b --roll-back"\.\n$/,
    );
    const { environments } = jsonOf<Listed>(await run("list", "--json"));
    assert.deepEqual(
      environments.map(({ name, problems, unfinishedImport }) => [name, problems, unfinishedImport]),
      [
        ["a", 0, undefined],
        ["b", 1, "interrupted"],
      ],
    );
  });

  it("validate finds a problem, and none once the import has ended", async () => {
    await interrupted();
    const validated = await run("validate", "--env", "b", "--json");
    assert.equal(validated.exitCode, 1);
    const { problems } = jsonOf<Validated>(validated);
    assert.deepEqual(
      problems.map(({ file, code }) => [file, code]),
      [["environments/b/.envferry/journal", "import-interrupted"]],
    );
    assert.match(problems[0]!.message, /"envferry recover --env b --finish"/);
    assert.match((await run("validate")).stdout, /^environments\/b\/\.envferry\/journal:1:1: error: /);
    assert.equal((await run("validate", "--env", "a")).exitCode, 0);
    await run("recover", "--env", "b", "--finish");
    assert.equal((await run("validate")).exitCode, 0);
  });

  it("export refuses, says how to end the import, and writes no file", async () => {
    await interrupted();
    for (const what of [["--all"], ["--picklist", "con_Stage"]]) {
      const exported = await run("export", "--env", "b", ...what, "--out", "half.zip");
      assert.equal(exported.exitCode, 1);
      assert.match(
        complaintsOf(exported).join(),
        /was interrupted\. .*"envferry recover --env b --roll-back"\. Nothing was exported\.$/,
      );
    }
    assert.ok(!fs.existsSync(path.join(folder(), "half.zip")));
    assert.equal((await run("export", "--env", "a", "--all", "--out", "whole.zip")).exitCode, 0);
    await run("recover", "--env", "b", "--roll-back");
    assert.equal((await run("export", "--env", "b", "--all", "--out", "half.zip")).exitCode, 0);
  });

  it("export refuses where an import began or ended while it read the files", async () => {
    const { process: own } = createNodeAgent();
    const running = JSON.stringify({
      formatVersion: 1,
      id: "1",
      process: own,
      since: "2026-01-31T12:00:00Z",
    });
    const exportWhile = (isDue: (call: Call) => boolean, act: () => void): Promise<CliRun> => {
      const createFileSystem = faultyFileSystems([], (call) => (isDue(call) ? act() : undefined));
      const args = ["export", "--env", "b", "--all", "--out", "half.zip"];
      return envferry(args, { cwd: folder(), createFileSystem });
    };
    const readsDefinitions = ({ path: read }: Call): boolean => read.startsWith("environments/b/picklists/");
    const begun = await exportWhile(readsDefinitions, () => writeTree(folder(), { [lockFile]: running }));
    assert.match(complaintsOf(begun).join(), /is running/);
    const ended = await exportWhile(readsDefinitions, () =>
      fs.rmSync(path.join(folder(), lockFile), { force: true }),
    );
    assert.match(complaintsOf(ended).join(), /is running/);
    assert.ok(!fs.existsSync(path.join(folder(), "half.zip")));
  });

  it("all three say so of an import that runs", async () => {
    const { process: own } = createNodeAgent();
    const lock = { formatVersion: 1, id: "1", process: own, since: "2026-01-31T12:00:00Z" };
    writeTree(folder(), { "environments/b/.envferry/lock": JSON.stringify(lock) });
    assert.match((await run("list")).stdout, /^b \(import running\) .* 0\? +1\? +1$/m);
    assert.equal((await run("validate")).exitCode, 1);
    const [complaint = ""] = complaintsOf(await run("export", "--env", "b", "--all", "--out", "half.zip"));
    assert.match(complaint, /^An import into B is running: process \d+ .*\. Nothing was exported\.$/);
  });

  describe("and its environment's folder was copied", () => {
    beforeEach("copy it", async () => {
      await interrupted();
      fs.cpSync(path.join(folder(), "environments/b"), path.join(folder(), "environments/c"), {
        recursive: true,
      });
    });

    const journal = "environments/c/.envferry/journal";
    const isClear = new RegExp(
      `The journal ${journal} belongs to an import into b that was interrupted, not to .*delete the journal\\.`,
    );

    it("nothing is done to the copy, and everything says whose journal it is and what to do", async () => {
      const before = snapshotTree(folder());
      const runs = [
        await run("recover", "--env", "c", "--finish"),
        await run("recover", "--env", "c", "--roll-back"),
        await run("undo", "--env", "c"),
        await run("import", "p.zip", "--env", "c"),
        await run("export", "--env", "c", "--all", "--out", "half.zip"),
        await run("validate", "--env", "c"),
      ];
      for (const { exitCode, stdout, stderr } of runs) {
        assert.equal(exitCode, 1);
        assert.match(stdout + stderr, isClear);
        assert.doesNotMatch(stdout + stderr, /envferry recover/);
      }
      assert.match((await run("list")).stderr, isClear);
      assert.deepEqual(withoutState(snapshotTree(folder())), withoutState(before));
      assert.equal(snapshotTree(folder())[journal], before[journal]);
    });

    it("what it says helps", async () => {
      fs.rmSync(path.join(folder(), journal));
      writeTree(folder(), environmentFiles({ name: "c" }));
      const validated = await run("validate", "--env", "c");
      assert.equal(validated.exitCode, 0, validated.stdout + validated.stderr);
      assert.equal((await run("import", "p.zip", "--env", "c")).exitCode, 0);
      const { exitCode, stderr } = await run("recover", "--env", "b", "--finish");
      assert.equal(exitCode, 0, stderr);
    });
  });

  it("what is kept of an import isn't used to undo it in a copy", async () => {
    assert.equal((await run("import", "p.zip", "--env", "b")).exitCode, 0);
    fs.cpSync(path.join(folder(), "environments/b"), path.join(folder(), "environments/c"), {
      recursive: true,
    });
    const before = snapshotDefinitions(folder());
    const undone = await run("undo", "--env", "c");
    assert.equal(undone.exitCode, 1);
    assert.match(
      undone.stderr,
      /isn't kept on this machine: environments\/c\/\.envferry\/imports\/.*\.journal belongs to the environment b\. /,
    );
    assert.deepEqual(snapshotDefinitions(folder()), before);
    assert.equal((await run("undo", "--env", "b")).exitCode, 0);
  });

  it("nothing is rolled back in an environment that has got the journal of another", async () => {
    assert.equal((await run("import", "p.zip", "--env", "b")).exitCode, 0);
    const kept = path.join(folder(), "environments/b/.envferry/imports");
    fs.mkdirSync(path.join(folder(), "environments/a/.envferry"));
    fs.renameSync(
      path.join(kept, fs.readdirSync(kept)[0]!),
      path.join(folder(), "environments/a/.envferry/journal"),
    );
    const before = snapshotDefinitions(folder());
    assert.equal((await run("recover", "--env", "a", "--roll-back")).exitCode, 1);
    assert.deepEqual(snapshotDefinitions(folder()), before);
  });
});

/** Locks come and go. */
function withoutState(files: Readonly<Record<string, string>>): object {
  return Object.fromEntries(Object.entries(files).filter(([file]) => !file.includes("/.envferry/")));
}
