import * as fs from "node:fs";

/** What is at a path, links followed; "unreachable" where that can't be told. */
export function pathKind(absolute: string): "file" | "directory" | "missing" | "unreachable" {
  try {
    const stats = fs.statSync(absolute, { throwIfNoEntry: false });
    return !stats ? "missing" : stats.isDirectory() ? "directory" : "file";
  } catch {
    return "unreachable";
  }
}
