import * as fs from "node:fs";

/**
 * Where file systems, or single files of them, are mounted, as containers do it: nothing can be renamed over such a file. Empty where the
 * system doesn't tell; Linux does (proc_pid_mountinfo(5), field 5).
 */
export function mountPoints(): ReadonlySet<string> {
  try {
    const lines = fs.readFileSync("/proc/self/mountinfo", "utf8").split("\n");
    return new Set(lines.map((line) => unescaped(line.split(" ")[4] ?? "")));
  } catch {
    return new Set();
  }
}

/** Blanks and backslashes are written as three octal digits. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)));
}
