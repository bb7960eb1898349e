import assert from "node:assert/strict";
import * as path from "node:path";
import { runCli } from "../../../src/cli/runCli";
import type { FileSystem } from "../../../src/core/ports";
import { NodeFileSystem } from "../../../src/node/nodeFileSystem";
import { envferry } from "../../support/cli";
import { entity, entry, environmentFiles, field, picklist, picklistField } from "../../support/factories";
import { FaultyFileSystem } from "../../support/faultyFileSystem";
import { interruptImport } from "../../support/interruptedImport";
import { useTemporaryFolder, writeTree } from "../../support/temporaryFolder";

/** Files of this machine, and what was done to them that isn't on the disk for certain. */
class WatchedFileSystem extends FaultyFileSystem {
  constructor(
    private readonly root: string,
    private readonly unsynced: Set<string>,
  ) {
    super(new NodeFileSystem(root));
  }

  override async writeFile(...[file, bytes, options]: Parameters<FileSystem["writeFile"]>): Promise<void> {
    await super.writeFile(file, bytes, options);
    this.remember(file, options?.durable ?? false);
  }

  override async renameFile(from: string, to: string): Promise<void> {
    await super.renameFile(from, to);
    [from, to].forEach((file) => this.remember(file, false));
  }

  override async deleteFile(file: string): Promise<void> {
    await super.deleteFile(file);
    this.remember(file, false);
  }

  override async syncFiles(files: readonly string[]): Promise<void> {
    await super.syncFiles(files);
    files.forEach((file) => this.remember(file, true));
  }

  private remember(file: string, isOnDisk: boolean): void {
    const absolute = path.join(this.root, file);
    if (isOnDisk) {
      this.unsynced.delete(absolute);
    } else if (!absolute.includes("/.envferry/lock")) {
      // Locks end with their process.
      this.unsynced.add(absolute);
    }
  }
}

/** Commands one after the other, each with what it says; before *recover* an import is interrupted. */
const commands: readonly (readonly [args: string, says: RegExp, changes: number])[] = [
  ["export --env a --all --out new/p.zip", /^Exported/, 1],
  ["export --env a --all --out new/p.zip --force", /^Exported/, 1],
  ["import new/p.zip --env b --plan-out new/plan.json", /The plan was written/, 1],
  ["import new/p.zip --env b", /^Imported/m, 4],
  ["undo --env b", /was undone/, 4],
  ["recover --env b --finish", /was finished/, 2],
  ["recover --env b --roll-back", /was rolled back/, 2],
];

describe("envferry, before it says that something is done,", () => {
  const folder = useTemporaryFolder();

  it("has it on the disk", async () => {
    writeTree(folder(), {
      ...environmentFiles({
        name: "a",
        picklists: [picklist({ entries: [entry(1), entry(2)] })],
        entities: [entity({ fields: [field(), picklistField()] })],
      }),
      ...environmentFiles({ name: "b", picklists: [picklist({ entries: [entry(1)] })] }),
    });
    for (const [command, says, changes] of commands) {
      if (command.startsWith("recover")) {
        await interruptImport(folder(), "b", path.join(folder(), "new/p.zip"));
      }
      const unsynced = new Set<string>();
      const systems: WatchedFileSystem[] = [];
      let said = "";
      const say = (text: string): void => {
        assert.deepEqual([...unsynced], [], `${command} says: ${text}`);
        said += text;
      };
      const exitCode = await runCli(
        command.split(" "),
        { stdout: { write: say }, stderr: { write: say }, cwd: folder(), env: {} },
        "0.0.0",
        (root) => {
          const system = new WatchedFileSystem(root, unsynced);
          systems.push(system);
          return system;
        },
      );
      assert.equal(exitCode, 0, said);
      assert.match(said, says);
      const written = systems.flatMap((one) => [
        ...one.pathsOf("write"),
        ...one.pathsOf("rename"),
        ...one.pathsOf("delete"),
      ]);
      assert.ok(written.length >= changes, `${command} changes ${written.join(", ")}`);
      if (command.endsWith("--finish")) {
        assert.equal((await envferry(["undo", "--env", "b"], { cwd: folder() })).exitCode, 0);
      }
    }
  });
});
