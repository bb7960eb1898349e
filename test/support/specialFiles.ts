import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as net from "node:net";
import * as os from "node:os";
import * as path from "node:path";

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
  fs.symlinkSync(endlessDevice(), absolute);
}

let ownDevice: string | undefined;

/** A device that reads without end. Root, who could replace the system's, gets one of its own: tests are also run on broken code. */
export function endlessDevice(): string {
  if (ownDevice !== undefined) {
    return ownDevice;
  }
  if (process.geteuid?.() !== 0) {
    return "/dev/zero";
  }
  const device = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "envferry-device-")), "zero");
  process.once("exit", () => fs.rmSync(path.dirname(device), { recursive: true, force: true }));
  const made = spawnSync("mknod", [device, "c", "1", "5"], { encoding: "utf8" });
  if (made.status !== 0) {
    throw new Error(`mknod: ${made.stderr}`);
  }
  ownDevice = device;
  return device;
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
