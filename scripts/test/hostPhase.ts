/** Bundles `test/host/` and runs it inside VS Code, on a copy of the sample workspace. */
import path from "node:path";

import { runTests, TestRunFailedError } from "@vscode/test-electron";
import { build } from "esbuild";

import { chooseEditor } from "../editor/chooseEditor";
import { projectFolder } from "../editor/paths";
import { runMain } from "../editor/report";
import { copySampleWorkspace } from "../editor/sampleWorkspace";
import { scriptArguments } from "../editor/scriptArguments";
import { removeFolder } from "../editor/temporaryFolder";
import { findTests } from "./runSuites";

const sources = path.join(projectFolder, "test", "host");
const bundles = path.join(projectFolder, "out", "host");

runMain(async () => {
  await bundle();
  const editor = chooseEditor();
  const workspace = copySampleWorkspace();
  // The stand-in for VS Code is a script, so what gets executed is Node, with the script in front of VS Code's arguments.
  const [executable, ...scriptFirst] =
    editor.kind === "desktop"
      ? [editor.executable]
      : [process.execPath, ...scriptArguments("scripts/editor/serverEditor.ts")];
  try {
    await runTests({
      vscodeExecutablePath: executable,
      launchArgs: [...scriptFirst, workspace.path, "--disable-extensions"],
      extensionDevelopmentPath: projectFolder,
      extensionTestsPath: path.join(bundles, "index.cjs"),
    });
  } catch (error) {
    if (!(error instanceof TestRunFailedError)) {
      throw error;
    }
    // The run itself has said why.
    process.exitCode = 1;
  }
});

/** The extension host runs JavaScript only: each test file becomes one of its own, which `test/host/index.ts` finds. */
async function bundle(): Promise<void> {
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
    external: ["vscode", "mocha"],
    sourcemap: "inline",
    logLevel: "warning",
  });
}
