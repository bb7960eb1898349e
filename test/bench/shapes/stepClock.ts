import { monitorEventLoopDelay, type IntervalHistogram } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";

export interface MeasuredStep {
  readonly name: string;
  readonly milliseconds: number;
  /** Of the processor, for all threads of the process: hardly moves when the machine is busy with something else. */
  readonly cpu: number;
  /** The longest time that the event loop had to wait. */
  readonly stall: number;
}

/** The one line that the program prints. */
export interface MeasuredShape {
  readonly steps: readonly MeasuredStep[];
  /** Peak memory of the process in KiB. */
  readonly peakMemory: number;
  readonly facts: Readonly<Record<string, number | string>>;
}

/** Measures steps of one process, each by itself. */
export class StepClock {
  private readonly steps: MeasuredStep[] = [];

  private constructor(private readonly delay: IntervalHistogram) {}

  static async start(): Promise<StepClock> {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    // The monitor's first tick only gives it something to count from.
    await setTimeout(10);
    return new StepClock(delay);
  }

  async step<T>(name: string, run: () => Promise<T>): Promise<T> {
    this.delay.reset();
    const cpuBefore = process.cpuUsage();
    const start = performance.now();
    const value = await run();
    const milliseconds = performance.now() - start;
    const { user, system } = process.cpuUsage(cpuBefore);
    await setTimeout(5);
    this.steps.push({ name, milliseconds, cpu: (user + system) / 1000, stall: this.delay.max / 1e6 });
    return value;
  }

  print(facts: MeasuredShape["facts"]): void {
    const { maxRSS } = process.resourceUsage();
    const measured: MeasuredShape = { steps: this.steps, peakMemory: maxRSS, facts };
    process.stdout.write(`${JSON.stringify(measured)}\n`);
  }
}
