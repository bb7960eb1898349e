/**
 * Runs cases in a process of its own, since one that never ends or takes all memory can't be stopped from inside:
 * `caseRunner.ts SEED FIRST END`. Tells whoever started it when a case begins and how it ended.
 */
import { readCorpus } from "./corpus";
import { Random } from "./random";
import { subjects, type Subject } from "./subjects";

export interface CaseStarted {
  readonly kind: "started";
  readonly index: number;
  readonly subject: string;
}
export interface CaseEnded {
  readonly kind: "ended";
  readonly index: number;
  /** What came out: codes, `opened` or `loaded`, each once. */
  readonly codes: readonly string[];
  /** Why the case failed: an error with its stack. */
  readonly failure?: string;
  /** By how many bytes the most memory that the process ever held grew. */
  readonly growth: number;
  readonly milliseconds: number;
  /** Of the processor, for all threads of the process: hardly moves when the machine is busy with something else. */
  readonly cpu: number;
}
export type CaseMessage = CaseStarted | CaseEnded;

async function main([seed = "", first = "0", end = "0"]: readonly string[]): Promise<void> {
  const corpus = await readCorpus();
  for (let index = Number(first); index < Number(end); index++) {
    const random = new Random(seed, index);
    const subject = pickSubject(random);
    await tell({ kind: "started", index, subject: subject.name });
    const peak = peakMemory();
    const start = performance.now();
    const cpuBefore = process.cpuUsage();
    let codes: readonly string[] = [];
    let failure: string | undefined;
    try {
      codes = [...new Set(await subject.run(random, corpus))];
    } catch (error) {
      failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
    const milliseconds = performance.now() - start;
    const { user, system } = process.cpuUsage(cpuBefore);
    const cpu = (user + system) / 1_000;
    await tell({ kind: "ended", index, codes, failure, growth: peakMemory() - peak, milliseconds, cpu });
  }
  process.disconnect();
}

function pickSubject(random: Random): Subject {
  let place = random.below(subjects.reduce((sum, { weight }) => sum + weight, 0));
  return subjects.find(({ weight }) => (place -= weight) < 0) ?? subjects[0]!;
}

function peakMemory(): number {
  return process.resourceUsage().maxRSS * 1024;
}

/** Resolves when the message has left, so that it is told before a case that blocks everything begins. */
function tell(message: CaseMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send!(message, (error: Error | null) => (error ? reject(error) : resolve()));
  });
}

process.on("disconnect", () => process.exit());
main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
