/**
 * `tsx scripts/test.ts` runs the checks and then every phase of tests; `tsx scripts/test.ts PHASE…` runs only those.
 * The last line printed says how many tests passed and failed; a check or a phase that breaks counts as a failure.
 */
import { Failure, runMain, say } from "./editor/report";
import { runNpmScript } from "./test/npmScript";
import { phases, runPhase, type Phase } from "./test/phases";
import { addTallies, describeTally, type Tally } from "./test/tally";

const checks = ["typecheck", "lint", "format:check"];

runMain(async () => {
  const named = process.argv.slice(2);
  const broken: string[] = [];
  if (named.length === 0) {
    for (const check of checks) {
      broken.push(...(await runNpmScript(check)));
    }
  }
  const chosen = choosePhases(named);
  const tallies = [];
  ...
});
