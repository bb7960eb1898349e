import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { envferry, faultyFileSystems, type CliRun } from "../../support/cli";
import { entity, entry, environmentFiles, field, picklist, picklistField } from "../../support/factories";
import { interruptImport } from "../../support/interruptedImport";
import { snapshotDefinitions, useTemporaryFolder, writeTree } from "../../support/temporaryFolder";

/** A command that changes something, in what state it begins, and what it says when it is done. */
interface Case {
  readonly args: readonly string[];
  readonly begins?: "imported" | "interrupted";
  readonly says: RegExp;
}

const cases: readonly Case[] = [
  { args: ["import", "p.zip", "--env", "b"], says: /^Imported 2 resources into B\.$/m },
  { args: ["import", "p.zip", "--env", "b", "--plan-out", "out"], says: /^The plan was written to out\./m },
  { args: ["export", "--env", "a", "--all", "--out", "out"], says: /^Exported 2 resources from A to out/m },
  { args: ["undo", "--env", "b"], begins: "imported", says: /was undone: 2 files of B were put back/ },
  {
    args: ["recover", "--env", "b", "--finish"],
    begins: "interrupted",
    says: /was finished: 1 file of B was written, 1 was as imported already\.$/m,
  },
  {
    args: ["recover", "--env", "b", "--roll-back"],
    begins: "interrupted",
    says: /was rolled back: 1 file of B was put back, 1 was as before already\.$/m,
  },
];

describe("envferry, cancelled at any moment", () => {
  const folder = useTemporaryFolder();
  const now = performance.now.bind(performance);
  let workspaces = 0;

  beforeEach("make every loop give way, since only then a cancelled job can end", () => {
    let time = 0;
    performance.now = () => (time += 100);
  });
  afterEach("let time go on", () => {
    performance.now = now;
  });

  /** A workspace in which a command can begin. */
  async function prepare({ begins }: Case): Promise<string> {
    const workspace = path.join(folder(), `${++workspaces}`);
    writeTree(workspace, {
      ...environmentFiles({
        name: "a",
        picklists: [picklist({ entries: [entry(1), entry(2)] })],
        entities: [entity({ fields: [field(), picklistField()] })],
      }),
      ...environmentFiles({ name: "b", picklists: [picklist({ entries: [entry(1)] })] }),
    });
    await done(await run(workspace, ["export", "--env", "a", "--all", "--out", "p.zip"]));
    if (begins === "imported") {
      await done(await run(workspace, ["import", "p.zip", "--env", "b"]));
    } else if (begins === "interrupted") {
      await interruptImport(workspace, "b", path.join(workspace, "p.zip"));
    }
    return workspace;
  }

  async function done({ exitCode, stderr }: CliRun): Promise<void> {
    assert.equal(exitCode, 0, stderr);
  }

  /** Runs a command; the n-th call to the file system finds it cancelled. */
  function run(workspace: string, args: readonly string[], nth = 0): Promise<CliRun & { calls: number }> {
    const cancelled = new AbortController();
    let calls = 0;
    const createFileSystem = faultyFileSystems([], () => {
      calls++;
      if (calls === nth) {
        cancelled.abort(new Error("Cancelled"));
      }
    });
    return envferry(args, { cwd: workspace, signal: cancelled.signal, createFileSystem }).then((ended) => ({
      ...ended,
      calls,
    }));
  }

  for (const one of cases) {
    it(`${one.args.join(" ")}: says that nothing was changed where that is so, and what was done otherwise`, async function () {
      this.timeout(60_000);
      const undisturbed = await prepare(one);
      const whole = await run(undisturbed, one.args);
      await done(whole);
      const after = snapshotDefinitions(undisturbed);
      const ends = new Map<number, number>();
      for (let nth = 1; nth <= whole.calls; nth++) {
        const workspace = await prepare(one);
        const before = snapshotDefinitions(workspace);
        const ended = await run(workspace, one.args, nth);
        ends.set(ended.exitCode, (ends.get(ended.exitCode) ?? 0) + 1);
        if (ended.exitCode === 130) {
          assert.match(ended.stderr, /cancelled/i);
          assert.deepEqual(snapshotDefinitions(workspace), before, `call ${nth}`);
        } else {
          await done(ended);
          assert.match(ended.stdout, one.says);
          assert.deepEqual(
            namesAndTexts(snapshotDefinitions(workspace)),
            namesAndTexts(after),
            `call ${nth}`,
          );
        }
        fs.rmSync(workspace, { recursive: true });
      }
      assert.ok((ends.get(130) ?? 0) > 0 && (ends.get(0) ?? 0) > 0, JSON.stringify([...ends]));
      this.test!.title += ` (${JSON.stringify(Object.fromEntries(ends))})`;
    });
  }
});

/** A package and a plan made from it say when they were made. */
function namesAndTexts(files: Readonly<Record<string, string>>): object {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [name, /^(?:out|p\.zip)$/.test(name) ? "" : text]),
  );
}
