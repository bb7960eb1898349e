import { chromium, type Browser } from "playwright-core";

import { browserProgram } from "./browserProgram";
import { makeTemporaryFolder } from "./temporaryFolder";

const flags = [
  // The pages are our own, and inside a container, or as root, Chromium's sandbox does not start.
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts a headless browser with a fresh profile, which goes when the browser is closed or this process ends. */
export async function launchBrowser(): Promise<Browser> {
  const { executable, environment } = await browserProgram();
  return chromium.launch({
    executablePath: executable,
    args: flags,
    env: { ...process.env, ...environment },
    // Playwright's own choice would stay behind when a signal ends this process, and this one goes with it.
    tracesDir: makeTemporaryFolder().path,
    // Our own signal handlers end this process, and Playwright closes its browsers with it.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}
