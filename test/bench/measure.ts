import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";

/** What a measured program gets: where to work, and the package to write or to read. */
export interface Task {
  readonly workspace: string;
  readonly packageFile: string;
}

/** What came out of a job, to tell that two programs did the same work. */
export type Facts = Readonly<Record<string, number | string>>;

/** The one line that a measured program prints. */
export interface Measurement {
  /** From the start of the process to the start of the job: Node itself and the program's modules. */
  readonly startup: number;
  readonly milliseconds: number;
  /** Of the processor, for all threads of the process: hardly moves when the machine is busy with something else. */
  readonly cpu: number;
  /** Peak memory of the process in KiB. */
  readonly peakMemory: number;
  /** The longest time that the event loop had to wait, in milliseconds. */
  readonly stall: number;
  readonly facts: Facts;
}

/** Runs the job of this process and prints its measurement. `describe` runs after the clock was stopped. */
export function measure<T>(
  job: (task: Task) => T | Promise<T>,
  describe: (value: T, task: Task) => Facts,
): void {
  void measureOnce(job, describe);
}

async function measureOnce<T>(
  job: (task: Task) => T | Promise<T>,
  describe: (value: T, task: Task) => Facts,
): Promise<void> {
  const startup = performance.now();
  const [workspace = "", packageFile = ""] = process.argv.slice(2);
  const task: Task = { workspace, packageFile };

  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  // The monitor's first tick only gives it something to count from.
  await setTimeout(10);

  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  const value = await job(task);
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(cpuBefore);

  const peakMemory = process.resourceUsage().maxRSS;
  await setTimeout(5);
  delay.disable();
  const stall = delay.max / 1e6;
  const measurement: Measurement = {
    startup,
    milliseconds,
    cpu: (user + system) / 1000,
    peakMemory,
    stall,
    facts: describe(value, task),
  };
  process.stdout.write(`${JSON.stringify(measurement)}\n`);
}

/** What Envferry keeps of an import beside the definitions: its history, and what finishing or undoing it takes. */
const ofTheImport = /(?:^|[\\/])(?:imports\.jsonl$|\.envferry(?:[\\/]|$))/;

/** A hash of the names and bytes of all files in a folder, as far as both sides write them. */
export function digestOfFolder(folder: string): string {
  const hash = createHash("sha256");
  for (const entry of fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const file = path.join(folder, entry);
    if (fs.statSync(file).isFile() && !ofTheImport.test(entry)) {
      hash.update(`${entry}\0`).update(fs.readFileSync(file));
    }
  }
  return hash.digest("hex");
}

export function digestOf(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}
