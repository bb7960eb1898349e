import path from "node:path";

/** How npm is started: put its own arguments after `args`. */
export interface NpmCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly shell: boolean;
}

/** Gives the npm that is running us, or else the one on the PATH. */
export function npmCommand(): NpmCommand {
  const running = process.env["npm_execpath"];
  if (running !== undefined && path.basename(running) === "npm-cli.js") {
    return { command: process.execPath, args: [running], shell: false };
  }
  // On Windows npm is a batch file, which only a shell runs; hand it no argument that needs quoting.
  return { command: "npm", args: [], shell: process.platform === "win32" };
}
