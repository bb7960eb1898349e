/**
 * `npm start`: opens VS Code with Envferry, as it was just built, on a copy of the sample workspace. That is desktop
 * VS Code where there is one, else its server build, at an address for a browser.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

import { chooseEditor } from "./editor/chooseEditor";
import { openDesktop } from "./editor/openDesktop";
import { projectFolder } from "./editor/paths";
import { Failure, runMain } from "./editor/report";
import { copySampleWorkspace } from "./editor/sampleWorkspace";
import { startServer } from "./editor/server";
import { workbenchUrl } from "./editor/workbenchUrl";

const extension = { extensionDevelopmentPath: projectFolder };

runMain(async () => {
  const port = parsePort(process.argv.slice(2));
  const editor = chooseEditor();
  if (!existsSync(path.join(projectFolder, "dist", "extension.js"))) {
    throw new Failure("Envferry is not built: run “npm run build” first.");
  }
  const workspace = copySampleWorkspace();
  if (editor.kind === "desktop") {
    print(`VS Code opens with Envferry, on a copy of the sample workspace: ${workspace.path}`);
    print("The copy goes when VS Code is closed.");
    await openDesktop({ executable: editor.executable, workspace: workspace.path, ...extension });
    workspace.remove();
  } else {
    const server = await startServer({ port });
    print("Envferry runs in VS Code at this address, for a browser on this machine:");
    print(`\n  ${workbenchUrl({ port: server.port, workspace: workspace.path, ...extension })}\n`);
    print(`It shows a copy of the sample workspace: ${workspace.path}`);
    print("Ctrl+C ends it and removes the copy.");
    throw await server.ended;
  }
});

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Reads `--port N`; without it, any free port does. */
function parsePort(args: string[]): number {
  const port = Number(readOptions(args).port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Failure("The port must be a whole number up to 65535, as in “npm start -- --port 8080”.");
  }
  return port;
}

function readOptions(args: string[]): { port?: string } {
  try {
    return parseArgs({ args, options: { port: { type: "string" } } }).values;
  } catch {
    throw new Failure("The only option is the port of the server build, as in “npm start -- --port 8080”.");
  }
}
