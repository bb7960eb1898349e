import path from "node:path";

import { envferry } from "./cli";

/** Makes a package below a workspace folder, `packages/<name>.zip`, with the command line. Gives its path. */
export async function makePackage(
  workspaceFolder: string,
  name: string,
  environment: string,
  ...args: readonly string[]
): Promise<string> {
  const file = path.join(workspaceFolder, "packages", `${name}.zip`);
  const run = await envferry([
    ...["export", "--workspace", workspaceFolder, "--env", environment],
    ...["--name", name, "--out", file, "--force", ...args],
  ]);
  if (run.exitCode !== 0) {
    throw new Error(run.stderr);
  }
  return file;
}
