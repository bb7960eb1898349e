import type { Measurement } from "./measure";
import type { Job } from "./workplace";

export interface Comparison {
  readonly job: Job;
  readonly pairs: readonly { readonly floor: Measurement; readonly ours: Measurement }[];
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle) - 1]!) / 2;
}

/** What becomes of the pairs: medians, and medians of each pair's ratio and difference. */
export interface Summary {
  readonly floor: number;
  readonly ours: number;
  readonly ratio: number;
  readonly cpuRatio: number;
  readonly memoryRatio: number;
  /** Peak memory of ours in MiB. */
  readonly memory: number;
  readonly stall: number;
  /** What ours takes longer, the start of its process included. */
  readonly added: number;
}

export function summarize({ pairs }: Comparison): Summary {
  const of = (value: (pair: Comparison["pairs"][number]) => number): number => median(pairs.map(value));
  return {
    floor: of(({ floor }) => floor.milliseconds),
    ours: of(({ ours }) => ours.milliseconds),
    ratio: of(({ floor, ours }) => ours.milliseconds / floor.milliseconds),
    cpuRatio: of(({ floor, ours }) => ours.cpu / floor.cpu),
    memoryRatio: of(({ floor, ours }) => ours.peakMemory / floor.peakMemory),
    memory: of(({ ours }) => ours.peakMemory / 1024),
    stall: of(({ ours }) => ours.stall),
    added: of(({ floor, ours }) => ours.startup + ours.milliseconds - floor.startup - floor.milliseconds),
  };
}
