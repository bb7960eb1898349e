import { longRunsVariable } from "../../test/support/runLength";

/** A kind of tests, which a process of its own runs. */
export interface Phase {
  readonly name: string;
  /** The script that runs the tests and leaves a tally, named from the project's root, and its arguments. */
  readonly script: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Whether the tests look at `dist/` or load it. */
  readonly needsBuild: boolean;
}

/** Sorted by how much they need: plain Node, what is built, the extension host, a whole workbench in a browser. “slow” tries more of what “unit” tries at random. */
export const phases: readonly Phase[] = [
  {
    name: "unit",
    script: "scripts/test/mochaPhase.ts",
    args: ["10", "test/unit", "test/fuzz", "test/faults"],
    needsBuild: false,
  },
  {
    name: "slow",
    script: "scripts/test/mochaPhase.ts",
    args: ["600", "test/fuzz", "test/faults", "test/unit:.property.test.ts"],
    environment: { [longRunsVariable]: "1" },
    needsBuild: false,
  },
  { name: "package", script: "scripts/test/mochaPhase.ts", args: ["60", "test/package"], needsBuild: true },
  { name: "host", script: "scripts/test/hostPhase.ts", args: [], needsBuild: true },
  { name: "ui", script: "scripts/test/mochaPhase.ts", args: ["60", "test/ui"], needsBuild: true },
];
