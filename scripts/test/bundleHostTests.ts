import path from "node:path";

import { build } from "esbuild";

import { projectFolder } from "../editor/paths";
import { runMain } from "../editor/report";
import { removeFolder } from "../editor/temporaryFolder";
import { findTests } from "./runSuites";

const sources = path.join(projectFolder, "test", "host");
const bundles = path.join(projectFolder, "out", "host");

/**
 * The extension host runs JavaScript only: makes a bundle of each test file, which `test/host/index.ts` then finds,
 * and gives the path of that entry's own bundle.
 */
export async function bundleHostTests(): Promise<string> {
  // A test file that was deleted must not run on as a bundle.
  removeFolder(bundles);
  await build({
    entryPoints: [path.join(sources, "index.ts"), ...findTests(sources, ".test.ts")],
    outdir: bundles,
    outbase: sources,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    // As in esbuild.mjs: some packages' main file is UMD, which can't be bundled.
    mainFields: ["module", "main"],
    external: ["vscode", "mocha"],
    sourcemap: "inline",
    logLevel: "warning",
  });
  return path.join(bundles, "index.cjs");
}

// By itself, for the launch configuration that debugs these tests.
if (require.main === module) {
  runMain(async () => {
    await bundleHostTests();
  });
}
