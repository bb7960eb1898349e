import { cpSync, existsSync } from "node:fs";
import path from "node:path";

import { projectFolder } from "./paths";
import { Failure } from "./report";
import { makeTemporaryFolder, type TemporaryFolder } from "./temporaryFolder";

/** Copies the sample workspace that the extension ships, so that trying and testing leave the original alone. */
export function copySampleWorkspace(): TemporaryFolder {
  const original = path.join(projectFolder, "media", "sample-workspace");
  if (!existsSync(original)) {
    throw new Failure("The sample workspace is missing: media/sample-workspace should be a folder.");
  }
  const folder = makeTemporaryFolder();
  // A folder of the same name, for VS Code shows the name.
  const copy = path.join(folder.path, path.basename(original));
  cpSync(original, copy, { recursive: true });
  return { path: copy, remove: () => folder.remove() };
}
