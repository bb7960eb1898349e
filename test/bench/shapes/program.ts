/** The measured program of the shapes: everything that is done with one package and one target, step by step. */
import { performImport } from "../../../src/core/apply/performImport";
import { readTargetState } from "../../../src/core/apply/targetState";
import { undoImport } from "../../../src/core/apply/undo";
import type { Environment } from "../../../src/core/environment/environment";
import { loadEnvironment } from "../../../src/core/environment/loadEnvironment";
import { exportPackage, portableResources } from "../../../src/core/export/exportPackage";
import { findRelatedResources } from "../../../src/core/export/relatedResources";
import { decide, summarizePlan, type ImportPlan } from "../../../src/core/import/importPlan";
import { buildPlanFile, planFileBytes } from "../../../src/core/import/planFile";
import { planImport } from "../../../src/core/import/planImport";
import { openPackage } from "../../../src/core/package/openPackage";
import { environmentChildren, environmentNode } from "../../../src/core/tree/buildTree";
import { printPlan } from "../../../src/cli/printPlan";
import { printReport, reportFormats } from "../../../src/cli/reports";
import { exitCodes, type Io } from "../../../src/cli/io";
import { actionOption, planRow, planSummary } from "../../../src/host/webviews/import/planRows";
import { createNodeAgent } from "../../../src/node/nodeAgent";
import { NodeFileSystem } from "../../../src/node/nodeFileSystem";
import { createPlatform, headerOf } from "../ours/environment";
import { StepClock } from "./stepClock";

const environmentName = "target";

void main();

async function main(): Promise<void> {
  const [workspace = ""] = process.argv.slice(2);
  const clock = await StepClock.start();
  const platform = createPlatform();
  const fs = new NodeFileSystem(workspace);
  const host = { platform, agent: createNodeAgent(), generator: "envferry/bench" };
  const header = await headerOf(fs, environmentName);
  const load = (): Promise<Environment> =>
    loadEnvironment(fs, header, platform.pacer, { codec: platform.codec });

  const planned = await clock.step("plan", async () => {
    const opened = await openPackage(await fs.readFile("package.zip"), platform);
    if (!opened.ok) {
      return undefined;
    }
    const target = await load();
    const conditions = await readTargetState(fs, header, host);
    const plan = await planImport(opened.value, target, () => undefined, platform.pacer, conditions);
    return { plan, target };
  });
  if (!planned) {
    clock.print({ decision: "unreadable" });
    return;
  }
  const { plan, target } = planned;
  const decision = decide(plan, { removals: true });
  await clock.step("report", () => reportOn(plan, target));
  if (decision === "go") {
    await clock.step("apply", () => performImport(fs, target, plan, host));
    await clock.step("undo", async () => undoImport(fs, await load(), host));
  }
  await clock.step("export", async () => {
    const selected = portableResources(target);
    const related = findRelatedResources(target, selected.slice(0, 1)).map(({ ref }) => ref);
    const request = { selected, related, name: "all" };
    await exportPackage(target, request, { createdAt: new Date(0), generator: "bench" }, platform);
    return [environmentNode(header, target), environmentChildren(target)];
  });
  const { findings } = summarizePlan(plan);
  clock.print({ decision, ...findings });

  async function reportOn(ofPlan: ImportPlan, ofTarget: Environment): Promise<number> {
    let length = 0;
    const output = { write: (chunk: string) => (length += chunk.length), isTTY: false };
    const io: Io = { stdout: output, stderr: output, env: {}, cwd: workspace };
    printPlan(ofPlan, io);
    const ended = { outcome: "dry-run", exitCode: exitCodes.done, sentences: [] } as const;
    for (const format of reportFormats) {
      printReport(format, { plan: ofPlan, ended }, output);
      await platform.pacer.pause();
    }
    length += JSON.stringify([ofPlan.items.map(planRow), planSummary(ofPlan)]).length;
    length += JSON.stringify(ofPlan.items.slice(0, 1).map((item) => actionOption(item, []))).length;
    await platform.pacer.pause();
    const planHeader = { packageSha256: "0".repeat(64), allowsRemovals: true, generator: "bench" };
    if (decision === "go") {
      length += planFileBytes(await buildPlanFile(ofPlan, ofTarget, planHeader, platform)).length;
    }
    return length;
  }
}
