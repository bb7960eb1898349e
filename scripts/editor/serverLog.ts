import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";

import { makeServerNoiseTest } from "./noise";

const keptLines = 30;

/** Reads what a server process prints, and keeps the end of it to tell of when something goes wrong. */
export class ServerLog {
  private readonly lines: string[] = [];
  private readonly listeners = new Set<(line: string) => void>();

  constructor(server: ChildProcess) {
    for (const stream of [server.stdout, server.stderr]) {
      if (stream) {
        const isNoise = makeServerNoiseTest();
        createInterface({ input: stream }).on("line", (line) => {
          if (!isNoise(line) && !isEmpty(line)) {
            this.add(line);
          }
        });
      }
    }
  }

  /** The last lines, indented to stand below a sentence. */
  lastLines(): string {
    return this.lines.map((line) => `  ${line}`).join("\n");
  }

  /** Waits for a line that matches. */
  nextMatch(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve) => {
      const listener = (line: string): void => {
        const match = pattern.exec(line);
        if (match) {
          this.listeners.delete(listener);
          resolve(match);
        }
      };
      this.listeners.add(listener);
    });
  }

  private add(line: string): void {
    this.lines.push(line);
    this.lines.splice(0, this.lines.length - keptLines);
    this.listeners.forEach((listener) => listener(line));
  }
}

function isEmpty(line: string): boolean {
  return /^(\[[\d:]+\])?\s*$/.test(line);
}
