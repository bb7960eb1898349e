import { pathToFileURL } from "node:url";

export interface WorkbenchAddress {
  readonly port: number;
  /** Absolute path of a folder, or of a .code-workspace file. */
  readonly workspace: string;
  /** Absolute path of the extension to load from where it is developed; without it, only what is installed runs. */
  readonly extensionDevelopmentPath?: string;
  /** Absolute path of a module that exports `run()`. */
  readonly extensionTestsPath?: string;
}

/** The address at which a server shows a workspace, with an extension in development in its Extension Development Host. */
export function workbenchUrl(address: WorkbenchAddress): string {
  const { port, workspace, extensionDevelopmentPath, extensionTestsPath } = address;
  const remote = (file: string): string => `vscode-remote://127.0.0.1:${port}${pathToFileURL(file).pathname}`;
  const payload = [["skipWelcome", "true"]];
  if (extensionDevelopmentPath !== undefined) {
    payload.push(["extensionDevelopmentPath", remote(extensionDevelopmentPath)]);
  }
  if (extensionTestsPath !== undefined) {
    payload.push(["extensionTestsPath", remote(extensionTestsPath)]);
  }
  const url = new URL(`http://127.0.0.1:${port}/`);
  const parameter = workspace.endsWith(".code-workspace") ? "workspace" : "folder";
  // The path as it stands in a URL (slashes, one in front of a Windows drive), but not yet escaped.
  url.searchParams.set(parameter, decodeURIComponent(pathToFileURL(workspace).pathname));
  url.searchParams.set("payload", JSON.stringify(payload));
  return url.href;
}
