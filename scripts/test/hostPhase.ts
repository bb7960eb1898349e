/** Runs `test/host/` inside VS Code, on a copy of the sample workspace. */
import { runTests, TestRunFailedError } from "@vscode/test-electron";

import { chooseEditor } from "../editor/chooseEditor";
import { projectFolder } from "../editor/paths";
import { runMain } from "../editor/report";
import { copySampleWorkspace } from "../editor/sampleWorkspace";
import { scriptArguments } from "../editor/scriptArguments";
import { bundleHostTests } from "./bundleHostTests";
import { calibrate } from "./calibrate";

runMain(async () => {
  await calibrate();
  const testEntry = await bundleHostTests();
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
      extensionTestsPath: testEntry,
    });
  } catch (error) {
    if (!(error instanceof TestRunFailedError)) {
      throw error;
    }
    // The run itself has said why.
    process.exitCode = 1;
  }
});
