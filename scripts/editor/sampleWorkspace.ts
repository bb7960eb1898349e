import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import path from "node:path";

import { projectFolder } from "./paths";
import { Failure } from "./report";
import { makeTemporaryFolder, type TemporaryFolder } from "./temporaryFolder";

const original = path.join(projectFolder, "media", "sample-workspace");

/** Copies the sample workspace that the extension ships, so that trying and testing leave the original alone. */
export function copySampleWorkspace(): TemporaryFolder {
  if (!existsSync(original)) {
    throw new Failure("The sample workspace is missing: media/sample-workspace should be a folder.");
  }
  const folder = makeTemporaryFolder();
  // A folder of the same name, for VS Code shows the name.
  const copy = path.join(folder.path, path.basename(original));
  cpSync(original, copy, { recursive: true });
  return { path: copy, remove: () => folder.remove() };
}

/** Makes a copy the same as the original again. Files that are the same stay as they are, so that nobody takes them for changed. */
export function restoreSampleWorkspace(copy: string): void {
  for (const name of namesIn(copy)) {
    if (!existsSync(path.join(original, name))) {
      rmSync(path.join(copy, name), { recursive: true, force: true });
    }
  }
  for (const name of namesIn(original)) {
    const [from, to] = [path.join(original, name), path.join(copy, name)];
    if (statSync(from).isDirectory()) {
      mkdirSync(to, { recursive: true });
    } else if (!existsSync(to) || !readFileSync(to).equals(readFileSync(from))) {
      copyFileSync(from, to);
    }
  }
}

/** Everything below a folder, folders before what is in them. */
function namesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
}
