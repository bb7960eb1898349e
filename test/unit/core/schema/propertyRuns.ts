import type { Parameters } from "fast-check";

/**
 * How often a property is tried. The seed is fixed, so that a red test is red for everyone; look for more with
 * `ENVFERRY_TEST_SEED=$RANDOM ENVFERRY_TEST_RUNS=20` (times as many). fast-check prints the seed of a failure.
 */
export function runs(numRuns: number): Parameters<unknown> {
  const { ENVFERRY_TEST_SEED: seed = "20261122", ENVFERRY_TEST_RUNS: times = "1" } = process.env;
  return { numRuns: Math.ceil(numRuns * Number(times)), seed: Number(seed) };
}
