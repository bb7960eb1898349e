import * as path from "node:path";
import { openPackage } from "../../../src/core/package/openPackage";
import type { Package } from "../../../src/core/package/package";
import type { Platform } from "../../../src/core/ports";
import { NodeFileSystem } from "../../../src/node/nodeFileSystem";

export async function readPackage(file: string, platform: Platform): Promise<Package> {
  const bytes = await new NodeFileSystem(path.dirname(file)).readFile(path.basename(file));
  const opened = await openPackage(bytes, platform);
  if (!opened.ok) {
    throw new Error(opened.problems.map((problem) => problem.message).join("\n"));
  }
  return opened.value;
}
