import { mkdirSync } from "node:fs";
import path from "node:path";

import type { BrowserProgram } from "./browserProgram";
import { cached } from "./cached";
import { npmInstall } from "./npmInstall";
import { Failure, say } from "./report";
import { runQuietly } from "./runQuietly";
import { removeFolder } from "./temporaryFolder";

/** The last one that declares Node 20; its package holds a compressed headless Chromium for Linux on x64. */
const chromium = { name: "@sparticuz/chromium", version: "143.0.4" };

/** Gives a headless Chromium, fetching it the first time, for a machine that has no browser. */
export async function fetchedChromium(): Promise<BrowserProgram> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Failure(
      "There is no Chrome, Chromium or Edge: install one, or set CHROME_PATH to where it is.",
    );
  }
  const folder = await cached(`chromium-${chromium.version}`, async (unfinished) => {
    say("Fetching a headless Chromium into .vscode-test/ (about 200 MB, once)…");
    const download = path.join(unfinished, "download");
    mkdirSync(download);
    await npmInstall(download, `${chromium.name}@${chromium.version}`);
    await unpack(download, unfinished);
    removeFolder(download);
    say("The headless Chromium is there.");
  });
  return {
    executable: path.join(folder, "chromium"),
    // The libraries of the package, for those of a machine without any browser may be missing.
    environment: { LD_LIBRARY_PATH: path.join(folder, "al2023", "lib") },
  };
}

/** The package unpacks into the temporary folder, and its libraries only where it takes the machine for a Lambda. */
async function unpack(download: string, target: string): Promise<void> {
  const script = `require(${JSON.stringify(chromium.name)}).executablePath()`;
  await runQuietly(process.execPath, ["--eval", script], {
    cwd: download,
    env: { ...process.env, TMPDIR: target, AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" },
  });
}
