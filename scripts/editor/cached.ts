import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync } from "node:fs";
import path from "node:path";

import { atExit } from "./atExit";
import { editorCache } from "./paths";
import { removeFolder } from "./temporaryFolder";

/**
 * Gives the folder `.vscode-test/<name>`, which `fill` fills the first time it is asked for. The folder gets its name
 * only when it is complete, so neither an interruption nor a second process filling it leaves a half-filled one.
 */
export async function cached(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const complete = path.join(editorCache, name);
  if (existsSync(complete)) {
    return complete;
  }
  mkdirSync(editorCache, { recursive: true });
  removeAbandoned();
  const partial = mkdtempSync(path.join(editorCache, `${name}.partial-${process.pid}-`));
  const discard = atExit(() => removeFolder(partial));
  try {
    await fill(partial);
    renameSync(partial, complete);
  } catch (error) {
    const otherProcessWasFaster = existsSync(complete);
    if (!otherProcessWasFaster) {
      throw error;
    }
  } finally {
    discard();
  }
  return complete;
}

/** Removes what processes left behind that were killed before they could clean up. */
function removeAbandoned(): void {
  for (const entry of readdirSync(editorCache)) {
    const owner = /\.partial-(\d+)-/.exec(entry)?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) {
      removeFolder(path.join(editorCache, entry));
    }
  }
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    // A process that may not be signalled is there all the same.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
