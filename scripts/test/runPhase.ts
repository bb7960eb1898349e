import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

import { projectFolder } from "../editor/paths";
import { describeEnding, startGroup, type Ending } from "../editor/processGroup";
import { say } from "../editor/report";
import { scriptArguments } from "../editor/scriptArguments";
import { timeScale } from "../editor/timeScale";
import { within } from "../editor/within";
import type { OutputTurn } from "./outputTurns";
import type { Phase } from "./phases";
import { printTo } from "./printTo";
import { colourVariable, parseTally, tallyFileVariable, type Tally } from "./tally";

export interface PhaseResult {
  readonly tally: Tally;
  /** What went wrong beyond single tests: a crash, no result, no tests. */
  readonly problem?: string;
}

const limitMinutes = 20;
const nothing: Tally = { passed: 0, failed: 0, skipped: 0 };

/** Runs a phase's tests, which print what they do, and tells how they ended. */
export async function runPhase(phase: Phase, output: OutputTurn): Promise<PhaseResult> {
  const tallyFile = path.join(projectFolder, "out", "test", `${phase.name}.json`);
  mkdirSync(path.dirname(tallyFile), { recursive: true });
  rmSync(tallyFile, { force: true });
  const ending = await runToEnd(phase, tallyFile, output);
  const tally = existsSync(tallyFile) ? parseTally(readFileSync(tallyFile, "utf8")) : undefined;
  if (tally === undefined) {
    const problem = `The ${phase.name} tests left no result: they ended with ${describeEnding(ending)}.`;
    return { tally: nothing, problem };
  }
  if (tally.passed + tally.failed === 0) {
    return { tally, problem: `No ${phase.name} test ran.` };
  }
  if (tally.failed === 0 && ending !== 0) {
    return {
      tally,
      problem: `The ${phase.name} tests passed, but then ended with ${describeEnding(ending)}.`,
    };
  }
  return { tally };
}

async function runToEnd(phase: Phase, tallyFile: string, output: OutputTurn): Promise<Ending> {
  const group = startGroup(process.execPath, [...scriptArguments(phase.script), ...phase.args], {
    cwd: projectFolder,
    env: {
      ...process.env,
      ...phase.environment,
      [tallyFileVariable]: tallyFile,
      ...(process.stdout.isTTY && { [colourVariable]: "1" }),
    },
    stdio: ["ignore", "pipe", "pipe"],
    signalAtExit: "SIGTERM",
  });
  const printed = printTo(output, group.process);
  const limit = Math.ceil(limitMinutes * timeScale());
  if ((await within(limit * 60, group.ended)) === undefined) {
    say(`The ${phase.name} tests take more than ${limit} minutes and are stopped.`);
    group.signal("SIGTERM");
    // A process in an endless loop does not hear that it should clean up and go.
    await within(10, group.ended);
    group.signal("SIGKILL");
  }
  const ending = await group.ended;
  await printed;
  return ending;
}
