import assert from "node:assert/strict";
import path from "node:path";

import { giveTo, nobodyIfRoot } from "../../scripts/editor/unprivilegedUser";
import { copySampleWorkspace } from "../../scripts/editor/sampleWorkspace";
import { startServedEditor, type ServedEditor } from "../../scripts/editor/servedEditor";
import type { TemporaryFolder } from "../../scripts/editor/temporaryFolder";
import { EverydayWindow } from "./everydayWindow";
import { openWindow, type WorkbenchFixture, type WorkbenchWindow } from "./editorWindow";
import { packageExtension } from "./packageExtension";
import { sharedEditor } from "./sharedEditor";

export type { WorkbenchFixture } from "./editorWindow";

/** Starting takes seconds, except for the first time on a machine, which fetches the server build and a browser. */
const startLimitMinutes = 10;

export interface WorkbenchOptions {
  /**
   * Changes a copy of the sample workspace before a window of its own opens it. What it returns is opened instead, a folder or a
   * `.code-workspace` file below the copy. VS Code's settings go into the copy's `.vscode/settings.json`.
   */
  readonly prepare?: (workspaceFolder: string) => string | undefined | Promise<string | undefined>;
  /** Makes the VSIX and installs it into a VS Code of its own, instead of running Envferry from where it is developed. */
  readonly isInstalled?: boolean;
  /** Runs a VS Code of its own as somebody to whom permissions apply, also where the tests run as root. */
  readonly isUnprivileged?: boolean;
}

const everyday = new EverydayWindow();

/**
 * Gives all tests of the surrounding `describe` a workbench with Envferry. Suites that ask for nothing special have one window, one
 * after the other, which each finds as if it had just been opened on the sample workspace. The function that it returns gives the
 * workbench inside the tests. Of a test that fails, a recording stays in `out/ui/`.
 */
export function useWorkbench(options: WorkbenchOptions = {}): () => WorkbenchFixture {
  let running: WorkbenchWindow | undefined;
  let isSound = true;
  const fixture = (): WorkbenchWindow => {
    assert.ok(running, "The workbench is there only while the tests of its suite run.");
    return running;
  };

  before("open the workbench", async function () {
    this.timeout(startLimitMinutes * 60_000);
    running = await open(options);
  });
  beforeEach("start recording", () => fixture().recording.start());
  afterEach("keep the recording of a failed test", async function () {
    const failedTest = this.currentTest?.isFailed() ? this.currentTest.fullTitle() : undefined;
    isSound &&= failedTest === undefined;
    await fixture().recording.end(failedTest);
  });
  after("close the workbench", async () => {
    if (running && isSound && everyday.is(running)) {
      return;
    }
    everyday.forget(running);
    await running?.close();
  });
  return fixture;
}

async function open(options: WorkbenchOptions): Promise<WorkbenchWindow> {
  const { prepare, isInstalled = false, isUnprivileged = false } = options;
  if (!prepare && !isInstalled && !isUnprivileged) {
    return everyday.take(await sharedWithItsSettings());
  }
  const workspace = copySampleWorkspace();
  const opened = await prepare?.(workspace.path);
  // The server shows all windows on workspaces of several folders but its first without their folders.
  const isOfSeveralFolders = opened?.endsWith(".code-workspace") ?? false;
  return isInstalled || isUnprivileged || isOfSeveralFolders
    ? openInOwnEditor({ workspace, opened, isInstalled, isUnprivileged })
    : openWindow({ editor: await sharedWithItsSettings(), workspace, opened });
}

async function sharedWithItsSettings(): Promise<ServedEditor> {
  const editor = await sharedEditor();
  editor.server.restoreSettings();
  return editor;
}

interface OwnEditorOptions {
  readonly workspace: TemporaryFolder;
  readonly opened: string | undefined;
  readonly isInstalled: boolean;
  readonly isUnprivileged: boolean;
}

async function openInOwnEditor(options: OwnEditorOptions): Promise<WorkbenchWindow> {
  const { workspace, opened, isInstalled, isUnprivileged } = options;
  const vsix = isInstalled ? await packageExtension() : undefined;
  const user = isUnprivileged ? nobodyIfRoot() : undefined;
  if (user) {
    giveTo(user, path.dirname(workspace.path));
  }
  const editor = await startServedEditor({ vsix: vsix?.file, isUnprivileged });
  const stop = async (): Promise<void> => {
    await editor.stop();
    vsix?.remove();
  };
  try {
    const window = await openWindow({ editor, workspace, opened, isInstalled });
    const close = async (): Promise<void> => {
      await window.close();
      await stop();
    };
    return { ...window, close };
  } catch (error) {
    await stop();
    throw error;
  }
}
