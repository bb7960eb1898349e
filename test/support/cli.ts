import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { runCli } from "../../src/cli/runCli";
import type { FileSystemFactory } from "../../src/cli/workspace";
import { NodeFileSystem } from "../../src/node/nodeFileSystem";
import { FaultyFileSystem, type Call, type Fault } from "./faultyFileSystem";

export interface CliRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTTY?: boolean;
  readonly signal?: AbortSignal;
  readonly stdin?: AsyncIterable<Uint8Array>;
  readonly createFileSystem?: FileSystemFactory;
}

/** Runs `envferry` inside this process, and collects what it prints. */
export async function envferry(args: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  const printed = { stdout: "", stderr: "" };
  const output = (name: keyof typeof printed) => ({
    isTTY: options.isTTY,
    write: (text: string) => (printed[name] += text),
  });
  const io = {
    stdout: output("stdout"),
    stderr: output("stderr"),
    cwd: options.cwd ?? process.cwd(),
    env: options.env ?? {},
    signal: options.signal,
    stdin: options.stdin,
  };
  const exitCode = await runCli(args, io, "0.0.0", options.createFileSystem);
  return { exitCode, ...printed };
}

/** What `--json` printed: exactly one JSON object on standard output. */
export function jsonOf<T = Record<string, unknown>>(run: CliRun): T {
  assert.match(run.stdout, /^\{[^]*\}\n$/, run.stderr);
  return JSON.parse(run.stdout) as T;
}

/** The lines that a failed command prints on standard error, without `envferry: `. Nothing may stand on standard output. */
export function complaintsOf(run: CliRun): string[] {
  // With --json a refusal is an object too; wrong usage prints none.
  assert.ok(run.stdout === "" || (run.exitCode === 1 && typeof JSON.parse(run.stdout) === "object"));
  const lines = run.stderr.split("\n").slice(0, -1);
  assert.ok(lines.length > 0, "nothing was said");
  return lines.map((line) => {
    assert.ok(line.startsWith("envferry: "), line);
    return line.slice("envferry: ".length);
  });
}

/** A factory of file systems that fail as told. All of them share their faults and the log of calls. */
export function faultyFileSystems(
  faults: readonly Fault[],
  onCall: (call: Call) => void = () => undefined,
): FileSystemFactory {
  return (root) => {
    const fileSystem = new FaultyFileSystem(new NodeFileSystem(root));
    faults.forEach((fault) => fileSystem.failOn(fault));
    fileSystem.onCall = onCall;
    return fileSystem;
  };
}

/** A copy of the sample workspace below a folder; gives its path. */
export function copySample(folder: string): string {
  const workspace = path.join(folder, "workspace");
  fs.cpSync("media/sample-workspace", workspace, { recursive: true });
  return workspace;
}
