import type { ImportHost } from "../../src/core/apply/performImport";
import type { Agent, ProcessInfo } from "../../src/core/ports";
import { testPlatform } from "./testPlatform";

/** A process of a machine that tests make up. */
export function processInfo(pid: number): ProcessInfo {
  return { pid, host: "machine", startMark: `start of ${pid}` };
}

/** Processes that live and die as a test says. Ids count up; the clock stands still unless a test turns it. */
export class TestAgent implements Agent {
  readonly process: ProcessInfo;
  time = new Date("2026-01-31T12:00:00Z");
  private ids = 0;

  constructor(
    pid = 1,
    /** Numbers of the processes that run; of processes on other machines nothing is known. */
    readonly running = new Set([pid]),
  ) {
    this.process = processInfo(pid);
  }

  isRunning({ pid, host }: ProcessInfo): boolean | undefined {
    return host === "machine" ? this.running.has(pid) : undefined;
  }

  now(): Date {
    return this.time;
  }

  newId(): string {
    this.ids++;
    return `${this.process.pid}-${this.ids}`;
  }
}

export function testHost(agent: Agent = new TestAgent()): ImportHost {
  return { platform: testPlatform, agent, generator: "envferry/0.0.0" };
}
