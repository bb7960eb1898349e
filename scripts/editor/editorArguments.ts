import path from "node:path";
import { parseArgs } from "node:util";

import { Failure } from "./report";

/** Those of VS Code's command-line arguments that a test run on the server build heeds. */
export interface EditorArguments {
  readonly workspace: string;
  readonly extensionDevelopmentPath: string;
  readonly extensionTestsPath: string;
}

/** Reads VS Code's command line. What a throw-away headless server does anyway, such as `--skip-welcome`, is ignored. */
export function parseEditorArguments(args: readonly string[]): EditorArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    options: {
      extensionDevelopmentPath: { type: "string" },
      extensionTestsPath: { type: "string" },
      // Not heeded, but named here since their values could be taken for the workspace.
      "user-data-dir": { type: "string" },
      "extensions-dir": { type: "string" },
    },
  });
  const [workspace, ...others] = positionals;
  if (workspace === undefined || others.length > 0) {
    throw new Failure(
      "The server build opens one folder or .code-workspace file: name it on the command line.",
    );
  }
  return {
    workspace: path.resolve(workspace),
    extensionDevelopmentPath: requiredPath("extensionDevelopmentPath", values.extensionDevelopmentPath),
    extensionTestsPath: requiredPath("extensionTestsPath", values.extensionTestsPath),
  };
}

function requiredPath(name: string, value: unknown): string {
  if (typeof value !== "string" || value === "") {
    throw new Failure(`The server build runs the tests of one extension: --${name}=PATH is missing.`);
  }
  return path.resolve(value);
}
