import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

import { atExit } from "./atExit";
import { say } from "./report";

export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

/** Makes an empty folder outside the project that goes when `remove` is called, or else with this process. */
export function makeTemporaryFolder(): TemporaryFolder {
  // The real path, for VS Code reports files by it and macOS reaches its temporary folder through a link.
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), "envferry-"));
  return { path: folder, remove: atExit(() => removeIfPossible(folder)) };
}

/** What stays behind among temporary files is no reason for a test run to fail. */
function removeIfPossible(folder: string): void {
  try {
    removeFolder(folder);
  } catch (error) {
    say(`The temporary folder ${folder} stays behind: ${String(error)}`);
  }
}

/** Removes a folder with all it holds, also when a process that is just ending still writes to it. */
export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
