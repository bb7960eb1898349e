import { copyFileSync, mkdirSync, renameSync } from "node:fs";
import path from "node:path";

import { cached } from "./cached";
import { npmInstall } from "./npmInstall";
import { say } from "./report";
import { removeFolder } from "./temporaryFolder";

/** The package that ships VS Code's own server build, here of VS Code 1.100.3. */
const codeServer = { name: "code-server", version: "4.100.3" };
/** The server asks for an older one, whose binary is not in the package but downloaded by an install script. */
const ripgrep = { name: "@vscode/ripgrep", version: "1.18.0" };

/** Gives the folder of VS Code's server build, fetching it the first time. */
export async function serverBuild(): Promise<string> {
  const folder = await cached(`${codeServer.name}-${codeServer.version}`, async (unfinished) => {
    say("Fetching the VS Code server build into .vscode-test/ (about 270 MB, once)…");
    const download = path.join(unfinished, "download");
    mkdirSync(download);
    await npmInstall(download, ...[codeServer, ripgrep].map(({ name, version }) => `${name}@${version}`));
    const packages = path.join(download, "node_modules");
    const server = path.join(packages, codeServer.name, "lib", "vscode");
    say("Installing what the server build needs…");
    await npmInstall(server);
    placeRipgrep(packages, path.join(server, "node_modules"));
    renameSync(server, path.join(unfinished, "vscode"));
    removeFolder(download);
    say("The VS Code server build is there.");
  });
  return path.join(folder, "vscode");
}

/** `workspace.findFiles` and the search view run this binary. */
function placeRipgrep(from: string, to: string): void {
  const binary = process.platform === "win32" ? "rg.exe" : "rg";
  const target = path.join(to, ripgrep.name, "bin");
  mkdirSync(target, { recursive: true });
  copyFileSync(
    path.join(from, `${ripgrep.name}-${process.platform}-${process.arch}`, "bin", binary),
    path.join(target, binary),
  );
}
