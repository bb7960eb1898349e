import { realpathSync } from "node:fs";
import path from "node:path";

import { findOnPath, isExecutable } from "./findOnPath";
import { Failure } from "./report";

/** What VS Code is run as: a program with windows, or the server build, which serves the workbench to a browser. */
export type Editor = { readonly kind: "desktop"; readonly executable: string } | { readonly kind: "server" };

/**
 * Takes what the variable ENVFERRY_VSCODE asks for: `desktop`, `server` or the path of an executable. Without it, the
 * installed VS Code where there is a display to show it on, and the server build everywhere else.
 */
export function chooseEditor(): Editor {
  const wanted = process.env["ENVFERRY_VSCODE"] ?? "";
  switch (wanted) {
    case "":
      return (hasDisplay() && installedDesktop()) || { kind: "server" };
    case "server":
      return { kind: "server" };
    case "desktop":
      return (
        installedDesktop() ??
        refuse("ENVFERRY_VSCODE asks for desktop VS Code, but there is no “code” on the PATH.")
      );
    default:
      return isExecutable(wanted)
        ? desktop(wanted)
        : refuse(
            `ENVFERRY_VSCODE must be “desktop”, “server” or the path of an executable, not “${wanted}”.`,
          );
  }
}

function refuse(sentence: string): never {
  throw new Failure(sentence);
}

function hasDisplay(): boolean {
  return process.platform !== "linux" || Boolean(process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]);
}

function installedDesktop(): Editor | undefined {
  const command = findOnPath("code");
  return command === undefined ? undefined : desktop(command);
}

/**
 * The command `code` is a script that starts VS Code without waiting for it, which would lose a test run's exit code:
 * what we start is the program that the script belongs to.
 */
function desktop(command: string): Editor {
  const scripts = path.dirname(realpathSync(command));
  const program = ["../code", "../Code.exe", "../../../MacOS/Electron", "../../../MacOS/Code"]
    .map((relative) => path.resolve(scripts, relative))
    .find(isExecutable);
  return { kind: "desktop", executable: program ?? command };
}
