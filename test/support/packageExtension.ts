import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";

import { npmCommand } from "../../scripts/editor/npmCommand";
import { projectFolder } from "../../scripts/editor/paths";
import { startGroup } from "../../scripts/editor/processGroup";
import { makeTemporaryFolder } from "../../scripts/editor/temporaryFolder";

export interface PackagedExtension {
  /** Path of the VSIX. */
  readonly file: string;
  /** What was printed while it was made. */
  readonly printed: string;
  remove(): void;
}

/** Makes the VSIX with `npm run package`, which builds first, but into a temporary folder. */
export async function packageExtension(): Promise<PackagedExtension> {
  const folder = makeTemporaryFolder();
  const npm = npmCommand();
  const group = startGroup(npm.command, [...npm.args, "run", "package", "--", folder.path], {
    cwd: projectFolder,
    shell: npm.shell,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { stdout, stderr } = group.process;
  const output = Promise.all([stdout, stderr].map(async (stream) => (stream ? text(stream) : "")));
  const ending = await group.ended;
  const printed = (await output).join("");
  assert.equal(ending, 0, printed);
  const [name, ...others] = readdirSync(folder.path);
  assert.ok(name !== undefined && others.length === 0, printed);
  return { file: path.join(folder.path, name), printed, remove: () => folder.remove() };
}
