import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { makeTemporaryFolder } from "./temporaryFolder";

/** The folders that hold what a VS Code keeps of its user; thrown away with `remove`, or at the latest at our end. */
export interface Profile {
  /** The command-line arguments that make VS Code use these folders, and no other. */
  readonly args: readonly string[];
  /** An empty folder for whatever else that VS Code writes. */
  readonly scratch: string;
  /** Takes back what was changed in the user's settings. */
  restoreSettings(): void;
  remove(): void;
}

/** What would only distract from the one extension that is looked at. */
const quietSettings = {
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
  // Every port that anything on this machine listens on would be offered with “Open in Browser”.
  "remote.autoForwardPorts": false,
  "remote.restoreForwardedPorts": false,
  "telemetry.telemetryLevel": "off",
  "workbench.enableExperiments": false,
  // A wizard that takes the focus a moment late doesn't close the question that stands open.
  "workbench.quickOpen.closeOnFocusLost": false,
  // Nothing moves that isn't to be looked at.
  "workbench.reduceMotion": "on",
  "workbench.startupEditor": "none",
};

/** Makes the profile of a new user. */
export function makeProfile(): Profile {
  const folder = makeTemporaryFolder();
  const userData = path.join(folder.path, "user");
  mkdirSync(path.join(userData, "User"), { recursive: true });
  const settingsFile = path.join(userData, "User", "settings.json");
  const restoreSettings = (): void => writeFileSync(settingsFile, JSON.stringify(quietSettings));
  restoreSettings();
  const scratch = path.join(folder.path, "scratch");
  mkdirSync(scratch);
  return {
    args: ["--user-data-dir", userData, "--extensions-dir", path.join(folder.path, "extensions")],
    scratch,
    restoreSettings,
    remove: () => folder.remove(),
  };
}
