import { fork } from "node:child_process";
import * as path from "node:path";
import { scriptArguments } from "../../scripts/editor/scriptArguments";
import type { CaseEnded, CaseMessage } from "./caseRunner";

export interface FuzzOptions {
  readonly seed: number;
  /** Number of the first case. */
  readonly first?: number;
  readonly cases: number;
  /** Called after each case that ended by itself. */
  readonly onCase?: (ended: CaseEnded, subject: string) => void;
}

export interface FuzzFailure {
  readonly index: number;
  readonly subject: string;
  readonly reason: string;
}

export interface FuzzReport {
  readonly cases: number;
  readonly failures: readonly FuzzFailure[];
  /** How many cases of each subject there were. */
  readonly subjects: Readonly<Record<string, number>>;
  /** In how many cases each code came out. */
  readonly codes: Readonly<Record<string, number>>;
  /** The case by which the most memory that the process ever held grew most, and the one that took longest. */
  readonly greediest: { readonly index: number; readonly bytes: number };
  readonly slowest: { readonly index: number; readonly milliseconds: number };
}

const mebibyte = 1024 * 1024;
/**
 * By how much the process may grow in one case: the 20 million values that a package may hold take some 1,100 MiB at the worst, and
 * making the case, its bytes and its text take the rest.
 */
const mostGrowth = 1_536 * mebibyte;
/**
 * How much of the processor one case may take, its making included: what is promised of packages of up to 64 MiB. The few larger ones are
 * held to it too.
 */
const mostCpuSeconds = 10;
/** V8's heap; a case that needs more ends the process. */
const heapMebibytes = 2_048;
/** A guard against hangs, not a measure of speed: the slowest cases take some seconds on a busy machine. */
const hangSeconds = 120;
/** What is enough to know that something is wrong. */
const mostFailures = 20;

/** Runs cases one after another in processes of their own. One that hangs or takes all memory fails, and the next ones go on. */
export async function runFuzz({ seed, first = 0, cases, onCase }: FuzzOptions): Promise<FuzzReport> {
  const tally = new Tally();
  const end = first + cases;
  for (let next = first; next < end && tally.failures.length < mostFailures;) {
    next = await runUntilItBreaks(seed, next, end, tally, onCase);
  }
  return tally;
}

class Tally implements FuzzReport {
  cases = 0;
  readonly failures: FuzzFailure[] = [];
  readonly subjects: Record<string, number> = {};
  readonly codes: Record<string, number> = {};
  greediest = { index: -1, bytes: 0 };
  slowest = { index: -1, milliseconds: 0 };

  started(subject: string): void {
    this.cases++;
    this.subjects[subject] = (this.subjects[subject] ?? 0) + 1;
  }

  ended({ index, codes, failure, growth, milliseconds, cpu }: CaseEnded, subject: string): void {
    codes.forEach((code) => (this.codes[code] = (this.codes[code] ?? 0) + 1));
    if (growth > this.greediest.bytes) {
      this.greediest = { index, bytes: growth };
    }
    if (milliseconds > this.slowest.milliseconds) {
      this.slowest = { index, milliseconds };
    }
    if (failure !== undefined) {
      this.failures.push({ index, subject, reason: failure });
    } else if (growth > mostGrowth) {
      const reason = `It took ${Math.round(growth / mebibyte)} MiB of memory.`;
      this.failures.push({ index, subject, reason });
    } else if (cpu > mostCpuSeconds * 1_000) {
      const reason = `It took ${(cpu / 1_000).toFixed(1)} s of processor time.`;
      this.failures.push({ index, subject, reason });
    }
  }
}

/** Gives the number of the case to go on with. */
function runUntilItBreaks(
  seed: number,
  first: number,
  end: number,
  tally: Tally,
  onCase: FuzzOptions["onCase"],
): Promise<number> {
  const [loader, url, script] = scriptArguments("test/fuzz/caseRunner.ts");
  const child = fork(script!, [String(seed), String(first), String(end)], {
    cwd: path.join(__dirname, "../.."),
    execArgv: [loader!, url!, `--max-old-space-size=${heapMebibytes}`],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  let current: { readonly index: number; readonly subject: string } | undefined;
  let next = first;
  let isHanging = false;
  let isEnough = false;
  const hang = (): void => {
    isHanging = true;
    child.kill("SIGKILL");
  };
  let guard = setTimeout(hang, hangSeconds * 1_000);
  child.on("message", (message: CaseMessage) => {
    clearTimeout(guard);
    guard = setTimeout(hang, hangSeconds * 1_000);
    if (message.kind === "started") {
      current = message;
      tally.started(message.subject);
      return;
    }
    tally.ended(message, current?.subject ?? "");
    onCase?.(message, current?.subject ?? "");
    current = undefined;
    next = message.index + 1;
    if (tally.failures.length >= mostFailures) {
      isEnough = true;
      child.kill("SIGKILL");
    }
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      clearTimeout(guard);
      if (current && !isEnough) {
        const how = isHanging
          ? `It did not end within ${hangSeconds} s.`
          : `It ended the process (${code ?? signal}).`;
        tally.failures.push({ ...current, reason: how });
        resolve(current.index + 1);
      } else if (next === first && next < end) {
        reject(new Error(`The process with the cases did not start (${code ?? signal}).`));
      } else {
        resolve(next);
      }
    });
  });
}

/** How to see a failure again. */
export function describeFailure(seed: number, { index, subject, reason }: FuzzFailure): string {
  return `Case ${index} (${subject}); again with: npm run fuzz -- --seed ${seed} --first ${index} --cases 1\n${reason}`;
}
