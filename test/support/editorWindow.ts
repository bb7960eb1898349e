import { projectFolder } from "../../scripts/editor/paths";
import type { ServedEditor } from "../../scripts/editor/servedEditor";
import type { TemporaryFolder } from "../../scripts/editor/temporaryFolder";
import { scaled } from "../../scripts/editor/timeScale";
import { workbenchUrl } from "../../scripts/editor/workbenchUrl";
import { Workbench } from "../ui/workbench";
import { TestRecording } from "./editorRecording";

/** A workbench in a browser, with Envferry. */
export interface WorkbenchFixture {
  readonly workbench: Workbench;
  /** The copy of the sample workspace that it shows. */
  readonly workspaceFolder: string;
}

/** A window of VS Code, which belongs to a user who hasn't used it before. */
export interface WorkbenchWindow extends WorkbenchFixture {
  readonly recording: TestRecording;
  /** Closes it, and removes the workspace. */
  close(): Promise<void>;
}

export interface WindowOptions {
  readonly editor: ServedEditor;
  readonly workspace: TemporaryFolder;
  /** What is opened, if not the whole workspace: a folder or a `.code-workspace` file in it. */
  readonly opened?: string | undefined;
  /** Envferry is installed, and not loaded from where it is developed. */
  readonly isInstalled?: boolean;
}

export const viewport = { width: 1400, height: 900 };

/** What Playwright waits for anything to show, on an idle machine. */
const waitMilliseconds = 30_000;

export async function openWindow(options: WindowOptions): Promise<WorkbenchWindow> {
  const { editor, workspace, opened = workspace.path, isInstalled = false } = options;
  const context = await editor.browser.newContext({ viewport });
  context.setDefaultTimeout(scaled(waitMilliseconds));
  const close = async (): Promise<void> => {
    // Leaving the page ends what the server does for it, which it otherwise keeps for a while in case the page comes back.
    await page.goto("about:blank");
    await context.close();
    workspace.remove();
  };
  const page = await context.newPage();
  const recording = await TestRecording.begin(page);
  const workbench = new Workbench(page);
  const url = workbenchUrl({
    port: editor.server.port,
    workspace: opened,
    extensionDevelopmentPath: isInstalled ? undefined : projectFolder,
  });
  try {
    await workbench.open(url);
    if (opened.endsWith(".code-workspace")) {
      await workbench.untilFoldersAreThere();
    }
    await recording.end();
  } catch (error) {
    await recording.end("opening the workbench");
    await close();
    throw error;
  }
  return { workbench, workspaceFolder: workspace.path, recording, close };
}
