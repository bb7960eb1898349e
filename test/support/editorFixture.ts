import assert from "node:assert/strict";
import path from "node:path";

import { projectFolder } from "../../scripts/editor/paths";
import type { Settings } from "../../scripts/editor/profile";
import { copySampleWorkspace } from "../../scripts/editor/sampleWorkspace";
import { startServedEditor } from "../../scripts/editor/servedEditor";
import { giveTo, nobodyIfRoot } from "../../scripts/editor/unprivilegedUser";
import { workbenchUrl } from "../../scripts/editor/workbenchUrl";
import { Workbench } from "../ui/workbench";
import { TestRecording } from "./editorRecording";
import { packageExtension } from "./packageExtension";

/** A workbench in a browser, with Envferry. */
export interface WorkbenchFixture {
  readonly workbench: Workbench;
  /** The copy of the sample workspace that it shows. */
  readonly workspaceFolder: string;
}

interface RunningFixture extends WorkbenchFixture {
  readonly recording: TestRecording;
  stop(): Promise<void>;
}

/** Starting takes seconds, except for the first time on a machine, which fetches the server build and a browser. */
const startLimitMinutes = 10;

export interface WorkbenchOptions {
  readonly settings?: Settings;
  /**
   * Changes the copy of the sample workspace before VS Code opens it. What it returns is opened instead, a folder or a
   * `.code-workspace` file below the copy.
   */
  readonly prepare?: (workspaceFolder: string) => string | undefined | Promise<string | undefined>;
  /** Makes the VSIX and installs it, instead of running Envferry from where it is developed. */
  readonly isInstalled?: boolean;
  /** Runs VS Code as somebody to whom permissions apply, also where the tests run as root. */
  readonly isUnprivileged?: boolean;
}

/**
 * Opens one workbench for all tests of the surrounding `describe`, as a new user. The function that it returns gives
 * the workbench inside the tests. Of a test that fails, a recording stays in `out/ui/`.
 */
export function useWorkbench(options: WorkbenchOptions = {}): () => WorkbenchFixture {
  let running: RunningFixture | undefined;
  const fixture = (): RunningFixture => {
    assert.ok(running, "The workbench is there only while the tests of its suite run.");
    return running;
  };

  before("open the workbench", async function () {
    this.timeout(startLimitMinutes * 60_000);
    running = await startFixture(options);
  });
  beforeEach("start recording", () => fixture().recording.start());
  afterEach("keep the recording of a failed test", async function () {
    const failedTest = this.currentTest?.isFailed() ? this.currentTest.fullTitle() : undefined;
    await fixture().recording.end(failedTest);
  });
  after("close the workbench", () => running?.stop());
  return fixture;
}

async function startFixture(options: WorkbenchOptions): Promise<RunningFixture> {
  const { settings, prepare, isInstalled, isUnprivileged } = options;
  const vsix = isInstalled ? await packageExtension() : undefined;
  const workspace = copySampleWorkspace();
  const opened = (await prepare?.(workspace.path)) ?? workspace.path;
  const user = isUnprivileged ? nobodyIfRoot() : undefined;
  if (user) {
    giveTo(user, path.dirname(workspace.path));
  }
  const editor = await startServedEditor({ settings, vsix: vsix?.file, isUnprivileged });
  const stop = async (): Promise<void> => {
    await editor.stop();
    workspace.remove();
    vsix?.remove();
  };
  const page = await editor.browser.newPage({ viewport: { width: 1400, height: 900 } });
  const recording = await TestRecording.begin(page);
  const workbench = new Workbench(page);
  try {
    await workbench.open(
      workbenchUrl({
        port: editor.server.port,
        workspace: opened,
        extensionDevelopmentPath: isInstalled ? undefined : projectFolder,
      }),
    );
    await recording.end();
  } catch (error) {
    await recording.end("opening the workbench");
    await stop();
    throw error;
  }
  return { workbench, workspaceFolder: workspace.path, recording, stop };
}
