import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import Mocha from "mocha";

import { colourVariable, tallyFileVariable, type Tally } from "./tally";
import { scaled } from "../editor/timeScale";

export interface SuiteOptions {
  /** What one test or hook may take on an idle machine. */
  readonly timeoutSeconds: number;
}

/** Runs test files with mocha, prints each test, and leaves the counts for `scripts/test.ts` to add up. */
export async function runSuites(files: readonly string[], { timeoutSeconds }: SuiteOptions): Promise<Tally> {
  const mocha = new Mocha({
    timeout: scaled(timeoutSeconds * 1000),
    forbidOnly: Boolean(process.env["CI"]),
    ...(process.env[colourVariable] && { color: true }),
  });
  for (const file of files) {
    mocha.addFile(file);
  }
  const tally = await runToEnd(mocha);
  const tallyFile = process.env[tallyFileVariable];
  if (tallyFile !== undefined) {
    writeFileSync(tallyFile, JSON.stringify(tally));
  }
  return tally;
}

/** The test files in a folder and its subfolders, in the order of their names. */
export function findTests(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => path.join(folder, name));
}

function runToEnd(mocha: Mocha): Promise<Tally> {
  return new Promise((resolve) => {
    const runner = mocha.run((failed) => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed, skipped: pending });
    });
  });
}
