/**
 * `tsx scripts/test.ts` runs the checks and all tests, `tsx scripts/test.ts PHASE…` only the phases named.
 * The last line says how many tests passed and failed; whatever else breaks counts as a failure too.
 */
import { Failure, runMain, say } from "./editor/report";
import { runNpmScript } from "./test/npmScript";
import { phases, type Phase } from "./test/phases";
import { runPhase } from "./test/runPhase";
import { addTallies, describeTally, type Tally } from "./test/tally";

runMain(async () => {
  const names = process.argv.slice(2);
  const chosen = names.length === 0 ? phases : names.map(phaseNamed);
  const problems: string[] = [];
  const runScript = async (name: string): Promise<boolean> => {
    const succeeded = await runNpmScript(name);
    if (!succeeded) {
      problems.push(`npm run ${name} failed.`);
    }
    return succeeded;
  };

  if (names.length === 0) {
    for (const check of ["typecheck", "lint", "format:check"]) {
      await runScript(check);
    }
  }
  const isBuilt = chosen.some((phase) => phase.needsBuild) && (await runScript("build"));

  const tallies: Tally[] = [];
  for (const phase of chosen) {
    if (phase.needsBuild && !isBuilt) {
      problems.push(`The ${phase.name} tests did not run, for they need the build.`);
      continue;
    }
    process.stdout.write(`\n${phase.name} tests\n`);
    const { tally, problem } = await runPhase(phase);
    tallies.push(tally);
    problems.push(...(problem === undefined ? [] : [problem]));
  }

  problems.forEach(say);
  const total = addTallies([...tallies, { passed: 0, failed: problems.length, skipped: 0 }]);
  process.stdout.write(`${describeTally(total)}\n`);
  process.exitCode = total.failed > 0 ? 1 : 0;
});

function phaseNamed(name: string): Phase {
  const phase = phases.find((candidate) => candidate.name === name);
  if (phase === undefined) {
    throw new Failure(`There are no “${name}” tests, only ${phases.map((known) => known.name).join(", ")}.`);
  }
  return phase;
}
