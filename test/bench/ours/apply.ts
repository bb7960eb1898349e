import { loadEnvironment } from "../../../src/core/environment/loadEnvironment";
import { applyPlan } from "../../../src/core/apply/applyPlan";
import { decide, summarizePlan } from "../../../src/core/import/importPlan";
import { planImport } from "../../../src/core/import/planImport";
import { refKey } from "../../../src/core/resources/registry";
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
    const plan = await planImport(pkg, target, () => undefined, platform.pacer);
    const decision = decide(plan, { removals: false });
    const applied = await applyPlan(fs, target, plan, platform);
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
