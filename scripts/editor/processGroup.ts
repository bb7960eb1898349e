import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from "node:child_process";

import { atExit } from "./atExit";
import { Failure } from "./report";

/** How a process ended: its exit code, or the signal that ended it. */
export type Ending = number | NodeJS.Signals;

/** A child process together with the processes it starts in turn. */
export interface ProcessGroup {
  readonly process: ChildProcess;
  /** Settles when the child process has ended, and fails when it could not be started. */
  readonly ended: Promise<Ending>;
  signal(signal: NodeJS.Signals): void;
}

export interface GroupOptions extends SpawnOptions {
  /** What the group is sent when this process ends first: SIGTERM for one with clean-up of its own to do. */
  readonly signalAtExit?: NodeJS.Signals;
}

/** Starts a process whose whole family can be ended at once, and none of which outlives this process. */
export function startGroup(
  command: string,
  args: readonly string[],
  options: GroupOptions = {},
): ProcessGroup {
  const { signalAtExit = "SIGKILL", ...spawnOptions } = options;
  const child = spawn(command, args, {
    ...spawnOptions,
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  const endAll = atExit(() => signalGroup(child, signalAtExit));
  const ended = new Promise<Ending>((resolve, reject) => {
    child.once("error", (error) => reject(new Failure(`${command} could not be started: ${error.message}`)));
    child.once("exit", (code, signal) => {
      endAll();
      resolve(code ?? signal ?? 1);
    });
  });
  // Whoever awaits `ended` hears of a failed start; for the others it must not count as an unhandled rejection.
  ended.catch(() => undefined);
  return { process: child, ended, signal: (signal) => signalGroup(child, signal) };
}

/** An ending as it stands behind “ended with”. */
export function describeEnding(ending: Ending): string {
  return typeof ending === "number" ? `exit code ${ending}` : ending;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) {
    return;
  }
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"]);
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // No process of the group is left.
  }
}
