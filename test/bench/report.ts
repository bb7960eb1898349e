import { formatTable, type Cell } from "../../src/cli/style";
import { summarize, type Comparison } from "./comparison";

export interface Report {
  readonly entities: number;
  readonly runs: number;
  readonly jobs: readonly Comparison[];
  readonly small: { readonly entities: number; readonly jobs: readonly Comparison[] };
  /** Milliseconds of whole processes: Node with nothing to do, and `envferry --version`. Undefined without a build. */
  readonly start: { readonly node: number; readonly cli: number } | undefined;
}

export function printReport({ entities, runs, jobs, small, start }: Report): string {
  const headline = [
    "Job",
    "Floor ms",
    "Ours ms",
    "Ratio",
    "CPU ratio",
    "Memory ratio",
    "Memory MiB",
    "Stall ms",
    "Added ms",
  ];
  const rows = (comparisons: readonly Comparison[]): Cell[][] =>
    comparisons.map((comparison) => {
      const { floor, ours, ratio, cpuRatio, memoryRatio, memory, stall, added } = summarize(comparison);
      return [
        comparison.job,
        ...[floor, ours].map(whole),
        ...[ratio, cpuRatio, memoryRatio].map(exact),
        ...[memory, stall, added].map(whole),
      ];
    });
  const starting = start
    ? `envferry --version: ${Math.round(start.cli)} ms, ${Math.round(start.cli - start.node)} ms more than Node itself`
    : "envferry --version: not measured; npm run build makes it";
  return [
    `${entities.toLocaleString("en")} entities, medians of ${runs} runs`,
    formatTable(headline, rows(jobs)),
    "",
    `${small.entities.toLocaleString("en")} entities: look at what is added`,
    formatTable(headline, rows(small.jobs)),
    "",
    starting,
  ].join("\n");
}

function whole(value: number): Cell {
  return { number: Math.round(value) };
}

function exact(value: number): Cell {
  return { number: Math.round(value * 100) / 100 };
}
