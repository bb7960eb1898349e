import type { SetupAction } from "../../../core/import/setupAction";
import { count } from "../../../core/text";

/**
 * What an import stands on beside what the target's files say: where it would write, what, and how. A confirmation is for the ground
 * that was reviewed and for no other, whatever is found on another one.
 */
export interface Ground {
  /** URI of the workspace folder. */
  readonly workspaceFolder: string;
  /** The folder below it that holds the environments, as it is set. */
  readonly environmentsFolder: string;
  readonly environment: string;
  /** Hash of the package's bytes. */
  readonly packageHash: string;
  /** What was chosen, by resource; for the others the package decides. */
  readonly choices: ReadonlyMap<string, SetupAction>;
}

/** What of the ground is another now than it was, in words for a sentence; nothing when it is the same. */
export function whatMoved(before: Ground, now: Ground | undefined): string[] {
  if (!now) {
    return ["the environment can't be found any more"];
  }
  const moved: string[] = [];
  if (now.workspaceFolder !== before.workspaceFolder) {
    moved.push("it would go into another workspace folder");
  } else if (now.environmentsFolder !== before.environmentsFolder) {
    moved.push(
      `environments are looked for in ${now.environmentsFolder} now, not in ${before.environmentsFolder}`,
    );
  }
  if (now.environment !== before.environment) {
    moved.push(`it would go into ${now.environment}, not into ${before.environment}`);
  }
  if (now.packageHash !== before.packageHash) {
    moved.push("the package is another one");
  }
  const chosenAnew = differences(before.choices, now.choices);
  if (chosenAnew > 0) {
    moved.push(`the import setup of ${count(chosenAnew, "resource")} is another one`);
  }
  return moved;
}

function differences(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): number {
  return [...new Set([...one.keys(), ...other.keys()])].filter((key) => one.get(key) !== other.get(key))
    .length;
}
