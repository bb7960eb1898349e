import type { Parameters } from "fast-check";
import { tries } from "../../../support/runLength";

/**
 * How often a property is tried, and many times more in `npm run test:slow`. The seed is fixed, so that a red test is red for everyone;
 * look for more with `ENVFERRY_TEST_SEED=$RANDOM ENVFERRY_TEST_RUNS=20` (times as many). fast-check prints the seed of a failure.
 */
export function runs(numRuns: number): Parameters<unknown> {
  const {
    ENVFERRY_TEST_SEED: seed = "20261122",
    ENVFERRY_TEST_RUNS: times = tries({ short: 0.4, long: 10 }),
  } = process.env;
  return { numRuns: Math.ceil(numRuns * Number(times)), seed: Number(seed) };
}
