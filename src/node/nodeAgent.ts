import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import type { Agent, ProcessInfo } from "../core/ports";

/** This process as the one that writes. */
export function createNodeAgent(): Agent {
  return {
    process: { pid: process.pid, host: hostname(), startMark: startMark(process.pid) },
    isRunning,
    now: () => new Date(),
    newId: () => randomUUID(),
  };
}

function isRunning({ pid, host, startMark: mark }: ProcessInfo): boolean | undefined {
  if (host !== hostname()) {
    return undefined;
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process can't be signalled, but it is there.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) {
      return false;
    }
  }
  const current = startMark(pid);
  if (current === "ended") {
    return false;
  }
  return mark === undefined || current === undefined || current === mark;
}

/**
 * When a process was started, as the system counts it: Linux tells it in `/proc` (proc_pid_stat(5), field 22) together with the boot that
 * it belongs to; "ended" for one that only waits to be buried. Undefined elsewhere.
 */
function startMark(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    // The second field is the program's name in parentheses, which may hold anything.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const started = fields[19];
    return fields[0] === "Z" ? "ended" : started && `${boot} ${started}`;
  } catch {
    return undefined;
  }
}
