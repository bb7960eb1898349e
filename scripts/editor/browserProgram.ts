import { existsSync } from "node:fs";
import path from "node:path";

import { fetchedChromium } from "./fetchedChromium";
import { findOnPath } from "./findOnPath";
import { Failure } from "./report";

/** A browser that VS Code's workbench runs in, and what its environment needs beyond our own. */
export interface BrowserProgram {
  readonly executable: string;
  readonly environment: Readonly<Record<string, string>>;
}

const commands = [
  "google-chrome",
  "google-chrome-stable",
  "chromium",
  "chromium-browser",
  "microsoft-edge",
  "msedge",
];
const macApplications = ["Google Chrome", "Chromium", "Microsoft Edge"];
const windowsPrograms = [
  "Google\\Chrome\\Application\\chrome.exe",
  "Microsoft\\Edge\\Application\\msedge.exe",
];

/** Gives the browser CHROME_PATH names, else an installed Chrome, Chromium or Edge, else one it fetches. */
export async function browserProgram(): Promise<BrowserProgram> {
  const wanted = process.env["CHROME_PATH"];
  if (wanted && !existsSync(wanted)) {
    throw new Failure(`CHROME_PATH names ${wanted}, which does not exist.`);
  }
  const executable = wanted || findInstalled();
  return executable ? { executable, environment: {} } : fetchedChromium();
}

function findInstalled(): string | undefined {
  switch (process.platform) {
    case "darwin":
      return macApplications
        .map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)
        .find(existsSync);
    case "win32":
      return ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"]
        .flatMap((variable) => process.env[variable] ?? [])
        .flatMap((folder) => windowsPrograms.map((program) => path.join(folder, program)))
        .find((program) => existsSync(program));
    default:
      return findOnPath(...commands);
  }
}
