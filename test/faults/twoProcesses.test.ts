import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { scaled } from "../../scripts/editor/timeScale";
import { readHistory } from "../../src/core/history/historyFile";
import { createNodeAgent } from "../../src/node/nodeAgent";
import { NodeFileSystem } from "../../src/node/nodeFileSystem";
import { bundleProgram, talkTo, type TalkingProcess } from "../support/childProgram";
import {
  buildTestPackage,
  entity,
  entry,
  environmentFiles,
  field,
  loadTestEnvironment,
  picklist,
  picklistField,
} from "../support/factories";
import { tries } from "../support/runLength";
import { snapshotTree, useTemporaryFolder, writeTree } from "../support/temporaryFolder";
import { importPackage, readTold } from "./importPackage";

describe("processes that import into the same environment at once", function () {
  this.timeout(scaled(tries({ short: 60_000, long: 600_000 })));
  const folder = useTemporaryFolder();
  let program: string;
  let children: TalkingProcess[];

  beforeEach("bundle the program", () => {
    program = bundleProgram("test/faults/programs/importOnce.ts", folder());
    children = [];
  });

  afterEach("end the processes", async () => {
    for (const { process: child, ended } of children) {
      child.kill("SIGKILL");
      await ended;
    }
  });

  async function start(how: string): Promise<TalkingProcess> {
    const child = talkTo(process.execPath, [program, folder(), how]);
    children.push(child);
    assert.equal(await child.line(), "ready");
    return child;
  }

  const writeEnvironment = (name: string): void =>
    writeTree(folder(), environmentFiles({ name, picklists: [picklist({ entries: [entry(100)] })] }));

  /** A package with an entity of its own, and an entry of its own for a picklist that all have. */
  async function writePackage(index: number): Promise<string> {
    const file = path.join(folder(), `package${index}.zip`);
    const own = entity({ name: `con_Own${index}`, fields: [field(), picklistField({ default: index })] });
    const shared = picklist({ entries: [entry(index)] });
    fs.writeFileSync(file, await buildTestPackage({ definitions: [own, shared] }));
    return file;
  }

  for (const [together, rounds] of [
    [2, tries({ short: 8, long: 400 })],
    [5, tries({ short: 4, long: 200 })],
  ] as const) {
    it(`lets one of ${together} write at a time, and then the next`, async function () {
      const packages = await Promise.all(Array.from({ length: together }, (_, index) => writePackage(index)));
      const all = await Promise.all(packages.map(() => start("witnessed")));
      const refusals: Record<string, number> = {};
      for (let round = 0; round < rounds; round++) {
        const name = `round${round}`;
        writeEnvironment(name);
        all.forEach((child, index) => child.say(`${name} ${packages[index]}`));
        for (const child of all) {
          const told = readTold(await child.line());
          assert.equal(told.outcome, "applied");
          for (const [why, times] of Object.entries(told.refusals)) {
            refusals[why] = (refusals[why] ?? 0) + times;
          }
        }
        await assertAllImported(name, together);
      }
      this.test!.title += ` (${rounds} rounds, refused meanwhile: ${JSON.stringify(refusals)})`;
    });
  }

  /** The same as if one had waited for the other. */
  async function assertAllImported(name: string, together: number): Promise<void> {
    const files = new NodeFileSystem(folder());
    const environment = await loadTestEnvironment(files, name);
    assert.deepEqual(environment.problems, []);
    assert.equal(environment.resources.length, together + 1);
    const stage = environment.resources.find(({ ref }) => ref.name === "con_Stage")?.definition;
    assert.ok(stage && "entries" in stage && Array.isArray(stage["entries"]));
    const values = stage["entries"].map(({ value }: { value: number }) => value);
    assert.deepEqual(
      values.sort((a: number, b: number) => a - b),
      [...Array(together).keys(), 100],
    );
    const { standing, problems } = await readHistory(files, environment.header.folder);
    assert.deepEqual([standing.length, problems], [together, []]);
    const names = Object.keys(snapshotTree(path.join(folder(), environment.header.folder)));
    assert.deepEqual(
      names.filter((file) => /\.tmp$|\/lock|\/journal$/.test(file)),
      [],
    );
    assert.equal(names.filter((file) => /\/imports\/.*\.journal$/.test(file)).length, together);
  }

  it("says who is importing while another one lives, and goes on when it has died", async () => {
    writeEnvironment("dev");
    const [first, second] = [await writePackage(1), await writePackage(2)];
    const holder = await start("holding");
    holder.say(`dev ${first}`);
    assert.equal(await holder.line(), "holding");

    const other = await start("once");
    other.say(`dev ${second}`);
    const told = readTold(await other.line());
    assert.equal(told.outcome, "running");
    assert.equal(told.running?.process?.pid, holder.process.pid);

    holder.process.kill("SIGKILL");
    await holder.ended;
    // Nothing was written yet, but its journal is there.
    const interrupted = await importPackage(new NodeFileSystem(folder()), "dev", second);
    assert.equal(interrupted.outcome, "interrupted");
    fs.rmSync(path.join(folder(), "environments/dev/.envferry/journal"));
    const done = await importPackage(new NodeFileSystem(folder()), "dev", second);
    assert.equal(done.outcome, "applied");
  });

  it("doesn't take the lock of another machine's process, and names it", async () => {
    writeEnvironment("dev");
    const file = await writePackage(1);
    const id = createNodeAgent().newId();
    const lock = {
      formatVersion: 1,
      id,
      process: { pid: 1, host: "another.example", startMark: "somewhen" },
      since: "2026-01-31T12:00:00Z",
    };
    writeTree(folder(), { "environments/dev/.envferry/lock": JSON.stringify(lock) });
    const result = await importPackage(new NodeFileSystem(folder()), "dev", file);
    assert.ok(result.outcome === "running");
    assert.equal(result.running.process?.host, "another.example");
  });
});
