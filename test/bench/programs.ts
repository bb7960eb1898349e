import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { build } from "esbuild";
import type { Measurement } from "./measure";
import { jobs, type Job } from "./workplace";

export const sides = ["floor", "ours"] as const;
export type Side = (typeof sides)[number];

const bundleFolder = "out/bench";
export const profileFolder = path.join(bundleFolder, "profiles");

/** Bundles every measured program as the extension is bundled, but readable, for profiles. */
export async function buildPrograms(): Promise<void> {
  await build({
    entryPoints: sides.flatMap((side) => jobs.map((job) => `test/bench/${side}/${job}.ts`)),
    outdir: bundleFolder,
    outbase: "test/bench",
    bundle: true,
    platform: "node",
    target: "node20.9",
    format: "cjs",
    mainFields: ["module", "main"],
    logLevel: "warning",
  });
}

/** Runs one program in a process of its own. */
export function runProgram(
  side: Side,
  job: Job,
  workspace: string,
  packageFile: string,
  options: { readonly isProfiled?: boolean } = {},
): Measurement {
  const profiling = options.isProfiled
    ? ["--cpu-prof", `--cpu-prof-dir=${profileFolder}`, `--cpu-prof-name=${side}-${job}.cpuprofile`]
    : [];
  const program = path.join(bundleFolder, side, `${job}.js`);
  const output = execFileSync(process.execPath, [...profiling, program, workspace, packageFile], {
    encoding: "utf8",
  });
  return JSON.parse(output) as Measurement;
}

/** Milliseconds from the start of a process to its end. */
export function timeProcess(script: string, ...args: string[]): number {
  const start = performance.now();
  execFileSync(process.execPath, [script, ...args], { stdio: "ignore" });
  return performance.now() - start;
}

/** A program that does nothing: what Node itself takes to start. */
export function writeEmptyProgram(): string {
  const file = path.join(bundleFolder, "empty.js");
  fs.writeFileSync(file, "");
  return file;
}
