import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { makeTemporaryFolder } from "./temporaryFolder";

/** A user's settings.json. */
export type Settings = Readonly<Record<string, unknown>>;

/** The folders that hold what a VS Code keeps of its user; thrown away with `remove`, or at the latest at our end. */
export interface Profile {
  /** The command-line arguments that make VS Code use these folders, and no other. */
  readonly args: readonly string[];
  /** An empty folder for whatever else that VS Code writes. */
  readonly scratch: string;
  remove(): void;
}

/** What would only distract from the one extension that is looked at. */
const quietSettings: Settings = {
  "extensions.ignoreRecommendations": true,
  "git.openRepositoryInParentFolders": "never",
  "telemetry.telemetryLevel": "off",
  "workbench.enableExperiments": false,
  // A wizard that takes the focus a moment late doesn't close the question that stands open.
  "workbench.quickOpen.closeOnFocusLost": false,
  "workbench.startupEditor": "none",
};

/** Makes the profile of a new user who has these settings. */
export function makeProfile(settings: Settings = {}): Profile {
  const folder = makeTemporaryFolder();
  const userData = path.join(folder.path, "user");
  mkdirSync(path.join(userData, "User"), { recursive: true });
  writeFileSync(
    path.join(userData, "User", "settings.json"),
    JSON.stringify({ ...quietSettings, ...settings }),
  );
  const scratch = path.join(folder.path, "scratch");
  mkdirSync(scratch);
  return {
    args: ["--user-data-dir", userData, "--extensions-dir", path.join(folder.path, "extensions")],
    scratch,
    remove: () => folder.remove(),
  };
}
