import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { setTimeout } from "node:timers/promises";
import { scaled } from "../../scripts/editor/timeScale";
import { recover } from "../../src/core/apply/recover";
import { readHistory } from "../../src/core/history/historyFile";
import { createNodeAgent } from "../../src/node/nodeAgent";
import { NodeFileSystem } from "../../src/node/nodeFileSystem";
import { bundleProgram, talkTo } from "../support/childProgram";
import {
  buildTestPackage,
  entity,
  entry,
  environmentFiles,
  field,
  lookupField,
  picklist,
  picklistField,
} from "../support/factories";
import { tries } from "../support/runLength";
import { snapshotTree, useTemporaryFolder, writeTree } from "../support/temporaryFolder";
import { importPackage, readTold } from "./importPackage";
import { testHost } from "../support/testAgent";

const ways = ["finish", "roll-back"] as const;

/** A package that creates some entities, each of which needs the one before, and a picklist that all of them use; it updates another one. */
const definitions = (entities: number): Parameters<typeof buildTestPackage>[0] => ({
  definitions: [
    picklist(),
    picklist({ name: "con_Kind" }),
    ...Array.from({ length: entities }, (_, index) =>
      entity({
        name: `con_Thing${index}`,
        fields: [field(), picklistField(), ...(index > 0 ? [lookupField([`con_Thing${index - 1}`])] : [])],
      }),
    ),
  ],
});

const target = environmentFiles({
  picklists: [picklist({ entries: [entry(1)] })],
  entities: [entity({ fields: [field(), picklistField()] })],
});

describe("a process that is killed while it imports", function () {
  this.timeout(scaled(tries({ short: 60_000, long: 600_000 })));
  const folder = useTemporaryFolder();
  let program: string;

  beforeEach("bundle the program", () => {
    program = bundleProgram("test/faults/programs/importOnce.ts", folder());
  });

  /** A workspace to import into, and a package. */
  async function prepare(entities: number): Promise<{ fresh: () => string; packageFile: string }> {
    const packageFile = path.join(folder(), "package.zip");
    fs.writeFileSync(packageFile, await buildTestPackage(definitions(entities)));
    let workspaces = 0;
    return {
      packageFile,
      fresh: () => {
        workspaces++;
        const workspace = path.join(folder(), `workspace${workspaces}`);
        writeTree(workspace, target);
        return workspace;
      },
    };
  }

  const definitionsIn = (workspace: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(snapshotTree(path.join(workspace, "environments/dev"))).filter(([file]) =>
        /^(entities|picklists)\/[^.]/.test(file),
      ),
    );

  /** Imports without being killed; gives what is there before and after. */
  async function undisturbed(
    workspace: string,
    packageFile: string,
  ): Promise<{ before: Record<string, string>; after: Record<string, string> }> {
    const before = definitionsIn(workspace);
    const result = await importPackage(new NodeFileSystem(workspace), "dev", packageFile);
    assert.equal(result.outcome, "applied");
    return { before, after: definitionsIn(workspace) };
  }

  /** Looks at what a killed process left, ends it in both ways, and imports once more. Tells whether it was interrupted. */
  async function assertRecovers(
    killed: string,
    packageFile: string,
    { before, after }: { before: Record<string, string>; after: Record<string, string> },
  ): Promise<boolean> {
    const now = definitionsIn(killed);
    for (const file of new Set([...Object.keys(now), ...Object.keys(after), ...Object.keys(before)])) {
      assert.ok(now[file] === before[file] || now[file] === after[file], `${file} is between`);
    }
    let isInterrupted = false;
    for (const way of ways) {
      const workspace = `${killed}-${way}`;
      fs.cpSync(killed, workspace, { recursive: true });
      const files = new NodeFileSystem(workspace);
      const recovery = await recover(files, "environments/dev", way, testHost(createNodeAgent()));
      const { standing, problems } = await readHistory(files, "environments/dev");
      assert.deepEqual(problems, []);
      if (recovery.outcome === "nothing-to-recover") {
        assert.deepEqual(definitionsIn(workspace), standing.length === 1 ? after : before);
      } else {
        isInterrupted = true;
        assert.equal(recovery.outcome, way === "finish" ? "finished" : "rolled-back");
        assert.deepEqual(definitionsIn(workspace), way === "finish" ? after : before);
        assert.equal(standing.length, way === "finish" ? 1 : 0);
      }
      if (standing.length === 0) {
        // Neither the dead process's lock nor anything else of it is in the way.
        const again = await undisturbed(workspace, packageFile);
        assert.deepEqual(again.after, after);
        const stray = Object.keys(snapshotTree(workspace)).filter((file) => /\.tmp$|\/lock/.test(file));
        assert.deepEqual(stray, []);
      }
      fs.rmSync(workspace, { recursive: true });
    }
    return isInterrupted;
  }

  it("can be taken up from calls to the system that changes files", async function () {
    const { fresh, packageFile } = await prepare(2);
    const whole = await undisturbed(fresh(), packageFile);
    let cases = 0;
    let interrupted = 0;
    const step = tries({ short: 5, long: 1 });
    for (let nth = 1; ; nth += step) {
      const workspace = fresh();
      const child = talkTo(process.execPath, [program, workspace, `${nth}`]);
      await child.line();
      child.say(`dev ${packageFile}`);
      const line = await child.line();
      child.process.stdin!.end();
      await child.ended;
      if (line !== undefined) {
        assert.equal(readTold(line).outcome, "applied");
        break;
      }
      cases++;
      interrupted += (await assertRecovers(workspace, packageFile, whole)) ? 1 : 0;
    }
    assert.ok(cases > 30 / step && interrupted > 10 / step, `${cases} kills, ${interrupted} interrupted`);
    this.test!.title += ` (${cases} kills, ${interrupted} of them interrupted an import)`;
  });

  it("can be taken up from any moment at which somebody else kills it", async function () {
    const { fresh, packageFile } = await prepare(150);
    const whole = await undisturbed(fresh(), packageFile);
    const calm = talkTo(process.execPath, [program, fresh()]);
    await calm.line();
    const start = performance.now();
    calm.say(`dev ${packageFile}`);
    await calm.line();
    const duration = performance.now() - start;
    calm.process.stdin!.end();
    await calm.ended;
    let interrupted = 0;
    const kills = tries({ short: 5, long: 100 });
    for (let index = 0; index < kills; index++) {
      const workspace = fresh();
      const child = talkTo(process.execPath, [program, workspace]);
      await child.line();
      child.say(`dev ${packageFile}`);
      await setTimeout(Math.random() * duration);
      child.process.kill("SIGKILL");
      await child.ended;
      interrupted += (await assertRecovers(workspace, packageFile, whole)) ? 1 : 0;
    }
    this.test!.title += ` (${kills} kills, ${interrupted} of them interrupted an import)`;
  });
});
