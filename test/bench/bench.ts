/**
 * `tsx test/bench/bench.ts [--entities 10000] [--runs 5] [--job load,export] [--json] [--profile]`, from the project's
 * root: compares Envferry with the least that the same work can cost. See README.md.
 */
import * as fs from "node:fs";
import * as path from "node:path";
import { isDeepStrictEqual, parseArgs } from "node:util";
import { median, type Comparison } from "./comparison";
import { printReport, type Report } from "./report";
import { buildPrograms, profileFolder, runProgram, sides, timeProcess, writeEmptyProgram } from "./programs";
import { jobs, temporaryFolder, Workplace, type Job } from "./workplace";

const smallSize = 100;
const cli = "dist/cli.js";

const { values } = parseArgs({
  options: {
    entities: { type: "string", default: "10000" },
    runs: { type: "string", default: "5" },
    job: { type: "string", default: jobs.join() },
    json: { type: "boolean", default: false },
    profile: { type: "boolean", default: false },
  },
});
const entities = Number(values.entities);
const runs = Number(values.runs);
const chosen = values.job.split(",").map(jobNamed);

const folder = temporaryFolder();

// Ctrl+C ends the program that is being measured; without it this one ends by itself, after clearing up.
process.on("SIGINT", () => undefined);
void main();

async function main(): Promise<void> {
  try {
    await buildPrograms();
    const report: Report = {
      entities,
      runs,
      jobs: compareAt(entities),
      small: { entities: smallSize, jobs: compareAt(smallSize) },
      start: fs.existsSync(cli) ? compareStart() : undefined,
    };
    console.log(values.json ? JSON.stringify(report, null, 2) : printReport(report));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

function jobNamed(name: string): Job {
  const job = jobs.find((each) => each === name);
  if (!job) {
    throw new Error(`There is no job "${name}"; there are ${jobs.join(", ")}.`);
  }
  return job;
}

function compareAt(size: number): Comparison[] {
  const own = path.join(folder, String(size));
  const workplace = new Workplace(own);
  tell(`Making a workspace of ${size} entities`);
  workplace.generate(size);
  runProgram("floor", "export", workplace.workspace, workplace.packageFile);
  const comparisons = chosen.map((job) => compare(workplace, job));
  if (values.profile && size === entities) {
    for (const job of chosen) {
      tell(`Profiling ${job}`);
      workplace.use(job, (...files) => runProgram("ours", job, ...files, { isProfiled: true }));
    }
    tell(`The profiles are in ${profileFolder}`);
  }
  fs.rmSync(own, { recursive: true });
  return comparisons;
}

/** Both programs in turn, so that a busy machine slows both down; the first pair only warms up. */
function compare(workplace: Workplace, job: Job): Comparison {
  const pairs: Comparison["pairs"][number][] = [];
  for (let run = 0; run <= runs; run++) {
    tell(`${job} ${run === 0 ? "warms up" : `${run} of ${runs}`}`);
    const [floor, ours] = sides.map((side) =>
      workplace.use(job, (...files) => runProgram(side, job, ...files)),
    );
    if (!isDeepStrictEqual(floor!.facts, ours!.facts)) {
      throw new Error(
        `The two did different work: ${JSON.stringify(floor!.facts)} and ${JSON.stringify(ours!.facts)}`,
      );
    }
    if (run > 0) {
      pairs.push({ floor: floor!, ours: ours! });
    }
  }
  return { job, pairs };
}

function compareStart(): Report["start"] {
  const empty = writeEmptyProgram();
  const pairs = Array.from({ length: 2 * runs + 1 }, () => ({
    node: timeProcess(empty),
    cli: timeProcess(cli, "--version"),
  })).slice(1);
  return { node: median(pairs.map((pair) => pair.node)), cli: median(pairs.map((pair) => pair.cli)) };
}

function tell(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
