import { existsSync, realpathSync } from "node:fs";
import path from "node:path";

import { findOnPath } from "./findOnPath";
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
    case "server":
      return { kind: "server" };
    case "desktop":
      return installedDesktop() ?? refuse("ENVFERRY_VSCODE asks for desktop VS Code, but no “code” is on the PATH.");
    case "":
      return (hasDisplay() && installedDesktop()) || { kind: "server" };
    default:
      return existsSync(wanted)
        ? { kind: "desktop", executable: wanted }
        : refuse(`ENVFERRY_VSCODE is “${wanted}”: neither “desktop” nor “server” nor the path of an executable.`);
  }
}

function refuse(sentence: string): never {
  throw new Failure(sentence);
}

function hasDisplay(): boolean {
  return process.platform !== "linux" || Boolean(process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]);
}

/**
 * `code` is a script that starts VS Code and does not wait for it, so that a test run's exit code would be lost: what
 * is looked for is the program beside it.
 */
function installedDesktop(): Editor | undefined {
  const command = findOnPath("code");
  if (command === undefined) {
    return undefined;
  }
  const scripts = path.dirname(realpathSync(command));
  const executable = ["../code", "../Code.exe", "../../../MacOS/Electron", "../../../MacOS/Code"]
    .map((relative) => path.resolve(scripts, relative))
    .find((candidate) => existsSync(candidate));
  return executable === undefined ? undefined : { kind: "desktop", executable };
}
