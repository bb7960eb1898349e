/**
 * `tsx scripts/test.ts` runs the checks and all tests but the slow ones, `tsx scripts/test.ts PHASE…` only the phases named, and
 * `tsx scripts/test.ts --slow` everything. The last line says how many tests passed and failed; whatever else breaks counts as a failure too.
 */
import { Failure, runMain, say } from "./editor/report";
import { calibrate } from "./test/calibrate";
import { runNpmScript } from "./test/npmScript";
import { OutputTurns, type OutputTurn } from "./test/outputTurns";
import { phases, type Phase } from "./test/phases";
import { runPhase } from "./test/runPhase";
import { addTallies, describeTally, type Tally } from "./test/tally";

runMain(async () => {
  const names = process.argv.slice(2);
  const withSlow = names.includes("--slow");
  const isWhole = names.length === 0 || withSlow;
  const chosen = isWhole ? phases.filter(({ name }) => withSlow || name !== "slow") : names.map(phaseNamed);
  await calibrate();

  const problems: string[] = [];
  const tallies: Tally[] = [];
  const turns = new OutputTurns((chunk) => process.stdout.write(chunk));
  const takeTurn = async <T>(job: (output: OutputTurn) => Promise<T>): Promise<T> => {
    const turn = turns.begin();
    try {
      return await job(turn);
    } finally {
      turn.end();
    }
  };
  const runScript = (name: string): Promise<boolean> =>
    takeTurn(async (output) => {
      const succeeded = await runNpmScript(name, output);
      if (!succeeded) {
        problems.push(`npm run ${name} failed.`);
      }
      return succeeded;
    });
  const run = (phase: Phase): Promise<void> =>
    takeTurn(async (output) => {
      output.write(`\n${phase.name} tests\n`);
      const { tally, problem } = await runPhase(phase, output);
      tallies.push(tally);
      problems.push(...(problem === undefined ? [] : [problem]));
    });

  const runWithoutBuild = async (): Promise<void> => {
    for (const check of isWhole ? ["typecheck", "lint", "format:check"] : []) {
      await runScript(check);
    }
    for (const phase of chosen.filter(({ needsBuild }) => !needsBuild)) {
      await run(phase);
    }
  };
  const runOnBuild = async (): Promise<void> => {
    const onBuild = chosen.filter(({ needsBuild }) => needsBuild);
    const isBuilt = onBuild.length > 0 && (await runScript("build"));
    for (const phase of onBuild) {
      if (isBuilt) {
        await run(phase);
      } else {
        problems.push(`The ${phase.name} tests did not run, for they need the build.`);
      }
    }
  };
  // Those in VS Code wait for much, and leave time for the others.
  await Promise.all([runOnBuild(), runWithoutBuild()]);

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
