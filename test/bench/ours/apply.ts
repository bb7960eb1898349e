import { loadEnvironment } from "../../../src/core/environment/loadEnvironment";
import { performImport } from "../../../src/core/apply/performImport";
import { readTargetState } from "../../../src/core/apply/targetState";
import { decide, summarizePlan } from "../../../src/core/import/importPlan";
import { ImportPlanner } from "../../../src/core/import/importPlanner";
import { refKey } from "../../../src/core/resources/registry";
import { createNodeAgent } from "../../../src/node/nodeAgent";
import { NodeFileSystem } from "../../../src/node/nodeFileSystem";
import { targetName } from "../generate";
import { digestOfFolder, measure } from "../measure";
import { createPlatform, headerOf } from "./environment";
import { readPackage } from "./package";

// The steps of src/cli/commands/import.ts, without what it prints.
measure(
  async ({ workspace, packageFile }) => {
    const fs = new NodeFileSystem(workspace);
    const platform = createPlatform();
    const header = await headerOf(fs, targetName);
    const pkg = await readPackage(packageFile, platform);
    const packed = new Map(pkg.resources.map((resource) => [refKey(resource.ref), resource]));
    const target = await loadEnvironment(fs, header, platform.pacer, {
      codec: platform.codec,
      known: (ref, sha256) => {
        const resource = packed.get(refKey(ref));
        return resource?.sha256 === sha256 ? resource.definition : undefined;
      },
    });
    const host = { platform, agent: createNodeAgent(), generator: "envferry/bench" };
    const conditions = await readTargetState(fs, header, host);
    const plan = await new ImportPlanner(pkg, target).plan(() => undefined, platform.pacer, conditions);
    const decision = decide(plan, { removals: false });
    const applied = await performImport(fs, target, plan, host);
    if (decision !== "go" || applied.outcome !== "applied") {
      throw new Error(`The import ended with ${decision} and ${applied.outcome}`);
    }
    return plan;
  },
  (plan, { workspace }) => {
    const { create, update, unchanged } = summarizePlan(plan).outcomes;
    const changes = plan.items.reduce((sum, item) => sum + item.changes.length, 0);
    return { create, update, unchanged, changes, written: digestOfFolder(workspace) };
  },
);
