import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";

/** The full path of the first of these commands that is installed. */
export function findOnPath(...commands: readonly string[]): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  return commands
    .flatMap((command) =>
      folders.flatMap((folder) => endings.map((ending) => path.join(folder, command + ending))),
    )
    .find(isExecutable);
}

/** Whether this is a program, rather than a folder, another file, or nothing. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
