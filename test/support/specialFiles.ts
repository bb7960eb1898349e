import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as net from "node:net";

/** Why there can't be pipes and devices here; undefined when there can. */
export function whyNoSpecialFiles(): string | undefined {
  return process.platform === "win32" ? "this system has no pipes and devices among its files" : undefined;
}

/** Makes a named pipe into which nobody writes. */
export function makePipe(absolute: string): void {
  const made = spawnSync("mkfifo", [absolute], { encoding: "utf8" });
  if (made.status !== 0) {
    throw new Error(`mkfifo: ${made.stderr}`);
  }
}

/** Makes a link to a device that reads without end. */
export function linkToEndless(absolute: string): void {
  fs.symlinkSync("/dev/zero", absolute);
}

/** Makes a socket for as long as something runs. */
export async function withSocket<T>(absolute: string, action: () => Promise<T>): Promise<T> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(absolute, resolve));
  try {
    return await action();
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
