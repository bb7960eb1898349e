import path from "node:path";
import { pathToFileURL } from "node:url";

import { projectFolder } from "./paths";

/** Node's arguments for running one of the project's TypeScript files, named from the root, from whatever folder. */
export function scriptArguments(script: string): string[] {
  return ["--import", pathToFileURL(require.resolve("tsx")).href, path.join(projectFolder, script)];
}
