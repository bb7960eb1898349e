import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { hostname } from "node:os";

import { performImport } from "../../src/core/apply/performImport";
import { findEnvironments } from "../../src/core/environment/findEnvironments";
import { loadEnvironment } from "../../src/core/environment/loadEnvironment";
import { planImport } from "../../src/core/import/planImport";
import { openPackage } from "../../src/core/package/openPackage";
import { createNodeAgent } from "../../src/node/nodeAgent";
import { nodeCodec } from "../../src/node/nodeCodec";
import { NodeFileSystem } from "../../src/node/nodeFileSystem";
import { steadyPacer, testPlatform } from "./testPlatform";

class Killed extends Error {}

/** Files of this machine whose writer dies as it begins to write the n-th definition. */
class DyingFileSystem extends NodeFileSystem {
  private definitions = 0;
  private isDead = false;

  constructor(
    root: string,
    private readonly diesAt: number,
  ) {
    super(root);
  }

  override async writeFile(...args: Parameters<NodeFileSystem["writeFile"]>): Promise<void> {
    this.definitions += /\/(entities|picklists)\//.test(args[0]) ? 1 : 0;
    this.isDead ||= this.definitions >= this.diesAt;
    this.assertAlive();
    await super.writeFile(...args);
  }

  override async deleteFile(path: string): Promise<void> {
    this.assertAlive();
    await super.deleteFile(path);
  }

  private assertAlive(): void {
    if (this.isDead) {
      throw new Killed();
    }
  }
}

/** Imports a package into an environment of a workspace folder, and dies after having written one file of it. */
export async function interruptImport(
  workspaceFolder: string,
  environment: string,
  packageFile: string,
): Promise<void> {
  const fs = new DyingFileSystem(workspaceFolder, 2);
  const headers = await findEnvironments(fs, "environments");
  const header = headers.find(({ name }) => name === environment);
  assert.ok(header, environment);
  const target = await loadEnvironment(fs, header, steadyPacer, { codec: nodeCodec });
  const opened = await openPackage(await readFile(packageFile), testPlatform);
  assert.ok(opened.ok);
  const plan = await planImport(opened.value, target, () => undefined, steadyPacer);
  // No process has so high a number.
  const dead = { pid: 2 ** 22 + 1, host: hostname(), startMark: undefined };
  const agent = { ...createNodeAgent(), process: dead };
  await assert.rejects(
    performImport(fs, target, plan, { platform: testPlatform, agent, generator: "envferry/0.0.0" }),
    Killed,
  );
}
