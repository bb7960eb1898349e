import { spawn } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { performance } from "node:perf_hooks";

import { say } from "../editor/report";
import { timeScaleVariable } from "../editor/timeScale";

/** A fixed piece of work, for a process of its own: most of what tests wait for are processes that start and calculate. */
const work = `
  const { createHash } = require("node:crypto");
  const items = Array.from({ length: 100_000 }, (_, index) => ({ name: "item" + index, value: index }));
  const text = JSON.stringify(items);
  for (let round = 0; round < 4; round++) createHash("sha256").update(JSON.stringify(JSON.parse(text))).digest("hex");
`;
/** What it takes on a machine of two slow processors that does nothing else. */
const idleMilliseconds = 400;
const rounds = 3;

/**
 * Finds out how much longer things take here than on an idle machine, unless that is known already; says it once, and leaves it in
 * the environment for this process and those that it starts.
 */
export async function calibrate(): Promise<void> {
  if (process.env[timeScaleVariable] !== undefined) {
    return;
  }
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    times.push(await measure());
  }
  const scale = Math.max(1, Math.max(...times) / idleMilliseconds);
  process.env[timeScaleVariable] = scale.toFixed(1);
  say(
    `Time limits of the tests: × ${scale.toFixed(1)}, by what this machine takes for a fixed piece of work.`,
  );
}

/** The work once on each processor at the same time, for so do the tests run. */
async function measure(): Promise<number> {
  const start = performance.now();
  await Promise.all(
    Array.from({ length: Math.min(availableParallelism(), 8) }, async () => {
      const child = spawn(process.execPath, ["--eval", work], { stdio: "ignore" });
      await once(child, "exit");
    }),
  );
  return performance.now() - start;
}
