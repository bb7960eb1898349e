import { readFileSync } from "node:fs";
import { performImport } from "../../src/core/apply/performImport";
import { findEnvironments } from "../../src/core/environment/findEnvironments";
import { loadEnvironment } from "../../src/core/environment/loadEnvironment";
import { planImport } from "../../src/core/import/planImport";
import type { RunningImport } from "../../src/core/import/targetConditions";
import { openPackage } from "../../src/core/package/openPackage";
import type { FileSystem } from "../../src/core/ports";
import { createNodeAgent } from "../../src/node/nodeAgent";
import { testHost } from "../support/testAgent";
import { steadyPacer, testPlatform } from "../support/testPlatform";

/** Imports a package into an environment of a workspace, as this process. */
export async function importPackage(
  files: FileSystem,
  environment: string,
  packageFile: string,
): ReturnType<typeof performImport> {
  const opened = await openPackage(readFileSync(packageFile), testPlatform);
  const headers = await findEnvironments(files, "environments");
  const header = headers.find(({ name }) => name === environment);
  if (!opened.ok || !header) {
    throw new Error("There is no such package or environment");
  }
  const target = await loadEnvironment(files, header, steadyPacer, { codec: testPlatform.codec });
  const plan = await planImport(opened.value, target, () => undefined, steadyPacer);
  return performImport(files, target, plan, testHost(createNodeAgent()));
}

/** What `programs/importOnce.ts` prints of an import. */
export interface ToldImport {
  readonly outcome: Awaited<ReturnType<typeof importPackage>>["outcome"];
  /** How often it had to wait, by reason. */
  readonly refusals: Readonly<Record<string, number>>;
  readonly running?: RunningImport;
}

export function readTold(line: string | undefined): ToldImport {
  return JSON.parse(line ?? "{}") as ToldImport;
}
