import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync } from "node:fs";
import * as path from "node:path";
import * as readline from "node:readline";
import { buildSync } from "esbuild";

/** Bundles one of the project's TypeScript files into a folder, for processes that start many times faster than with tsx. */
export function bundleProgram(source: string, folder: string): string {
  const outfile = path.join(folder, `${path.basename(source, ".ts")}.cjs`);
  buildSync({
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    // Some packages' main file is UMD, which can't be bundled.
    mainFields: ["module", "main"],
    logLevel: "error",
  });
  return outfile;
}

/** Runs a bundled program to its end, as a user who owns nothing where the tests run as root. Gives what it printed. */
export function runUnprivileged(program: string, args: readonly string[]): string {
  const nobody = 65534;
  chmodSync(path.dirname(program), 0o755);
  const isRoot = process.geteuid?.() === 0;
  const run = spawnSync(process.execPath, [program, ...args], {
    encoding: "utf8",
    cwd: "/",
    ...(isRoot && { uid: nobody, gid: nobody }),
  });
  if (run.status !== 0) {
    throw new Error(`${program} failed: ${run.stderr}`);
  }
  return run.stdout;
}

/** A process that says and hears lines. */
export interface TalkingProcess {
  readonly process: ChildProcess;
  /** The next line that it prints; undefined once it has ended. */
  line(): Promise<string | undefined>;
  say(line: string): void;
  /** Resolves when it is gone. */
  readonly ended: Promise<void>;
}

export function talkTo(command: string, args: readonly string[]): TalkingProcess {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = readline.createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    process: child,
    line: async () => {
      const next = await lines.next();
      return next.done ? undefined : next.value;
    },
    say: (line) => void child.stdin.write(`${line}\n`),
    ended: new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", () => resolve());
    }),
  };
}
