/**
 * `tsx test/bench/shapes.ts [--shape WORD] [--from NUMBER] [--scale 1] [--json]`, from the project's root: how time and memory grow with packages of
 * every shape that is large or hostile. See README.md. Exits with 1 when one of them is beyond what is promised.
 */
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { formatTable } from "../../src/cli/style";
import { buildPackage } from "../../src/core/package/buildPackage";
import { definitionPath } from "../../src/core/resources/registry";
import type { Definition, ResourceRef } from "../../src/core/resources/resourceType";
import { createPlatform } from "./ours/environment";
import type { Shape } from "./shapes/shape";
import { shapes } from "./shapes/shapes";
import type { MeasuredShape, MeasuredStep } from "./shapes/stepClock";
import { temporaryFolder } from "./workplace";

/** What is promised of each shape at its size. */
const limits = { ratio: 2.2, stepMilliseconds: 10_000, mebibytes: 1_024 };
/** Below this the start of things outweighs their growth. */
const ratioFrom = 300;

const program = "out/bench/shapes/program.js";
const { values } = parseArgs({
  options: {
    shape: { type: "string", default: "" },
    from: { type: "string", default: "1" },
    scale: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});

void main();

async function main(): Promise<void> {
  await build({
    entryPoints: ["test/bench/shapes/program.ts"],
    outfile: program,
    bundle: true,
    platform: "node",
    target: "node20.9",
    format: "cjs",
    mainFields: ["module", "main"],
    logLevel: "warning",
  });
  const results: Result[] = [];
  const chosen = shapes.slice(Number(values.from) - 1).filter(({ name }) => name.includes(values.shape));
  for (const shape of chosen) {
    const size = Math.round(shape.size * Number(values.scale));
    const half = await measure(shape, size / 2);
    const whole = await measure(shape, size);
    const result = compare(shape, size, half, whole);
    results.push(result);
    if (chosen.length > 1) {
      process.stderr.write(`${printResults([result])}\n`);
    }
  }
  console.log(values.json ? JSON.stringify(results, null, 2) : printResults(results));
  process.exitCode = results.some(({ beyond }) => beyond.length > 0) ? 1 : 0;
}

interface Result {
  readonly shape: string;
  readonly size: number;
  readonly facts: MeasuredShape["facts"];
  /** `growth` is the processor time divided by that at half of the size. */
  readonly steps: readonly (MeasuredStep & { readonly growth: number })[];
  readonly peakMebibytes: number;
  readonly beyond: readonly string[];
}

function compare(shape: Shape, size: number, half: MeasuredShape, whole: MeasuredShape): Result {
  const steps = whole.steps.map((step) => ({
    ...step,
    growth: step.cpu / (half.steps.find(({ name }) => name === step.name)?.cpu ?? step.cpu),
  }));
  const peakMebibytes = whole.peakMemory / 1024;
  return {
    shape: shape.name,
    size,
    facts: whole.facts,
    steps,
    peakMebibytes,
    beyond: [
      ...steps.flatMap((step) =>
        step.cpu > ratioFrom && step.growth > limits.ratio ? [`${step.name} grows`] : [],
      ),
      ...steps.flatMap((step) => (step.cpu > limits.stepMilliseconds ? [`${step.name} takes long`] : [])),
      ...(peakMebibytes > limits.mebibytes ? ["takes much memory"] : []),
    ],
  };
}

async function measure(shape: Shape, size: number): Promise<MeasuredShape> {
  const workspace = temporaryFolder();
  try {
    await write(workspace, shape, Math.round(size));
    const output = execFileSync(process.execPath, [program, workspace], {
      encoding: "utf8",
      maxBuffer: 1e9,
      timeout: 300_000,
    });
    return JSON.parse(output) as MeasuredShape;
  } finally {
    fs.rmSync(workspace, { recursive: true });
  }
}

async function write(workspace: string, shape: Shape, size: number): Promise<void> {
  const content = shape.make(size);
  const folder = path.join(workspace, "environments/target");
  for (const below of ["entities", "picklists"]) {
    fs.mkdirSync(path.join(folder, below), { recursive: true });
  }
  const description = { formatVersion: 1, name: "target", displayName: "Target" };
  fs.writeFileSync(path.join(folder, "environment.json"), JSON.stringify(description));
  for (const definition of content.target) {
    const file = path.join(folder, definitionPath(refOf(definition)));
    fs.writeFileSync(file, JSON.stringify(definition));
  }
  const header = {
    name: shape.name,
    createdAt: new Date(0),
    generator: "envferry/bench",
    source: { name: "source", displayName: "Source" },
  };
  const items = content.package.map((definition) => ({
    ref: refOf(definition),
    definition,
    setup: shape.action,
    related: false,
    requires: [],
  }));
  const built = await buildPackage(header, items, createPlatform());
  if (!built.ok) {
    throw new Error(`${shape.name}: ${built.problems.map(({ message }) => message).join(" ")}`);
  }
  fs.writeFileSync(path.join(workspace, "package.zip"), built.value.bytes);
}

function refOf(definition: Definition): ResourceRef {
  return { type: "entries" in definition ? "picklist" : "entity", name: definition.name };
}

function printResults(results: readonly Result[]): string {
  const rows = results.flatMap(({ shape, size, steps, peakMebibytes, beyond }) =>
    steps.map((step, index) => [
      index === 0 ? shape : "",
      index === 0 ? size.toLocaleString("en") : "",
      step.name,
      step.milliseconds.toFixed(0),
      step.cpu.toFixed(0),
      step.growth.toFixed(2),
      step.stall.toFixed(0),
      index === 0 ? peakMebibytes.toFixed(0) : "",
      index === 0 ? beyond.join(", ") : "",
    ]),
  );
  return formatTable(
    ["Shape", "Size", "Step", "Time ms", "CPU ms", "Growth", "Stall ms", "Peak MiB", "Beyond"],
    rows,
  );
}
