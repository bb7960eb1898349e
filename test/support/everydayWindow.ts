import { copySampleWorkspace, restoreSampleWorkspace } from "../../scripts/editor/sampleWorkspace";
import type { ServedEditor } from "../../scripts/editor/servedEditor";
import { EnvironmentsView } from "../ui/environmentsView";
import { openWindow, viewport, type WorkbenchWindow } from "./editorWindow";

/** The window on the sample workspace that suites have one after the other. Opening one takes longer than tidying it up. */
export class EverydayWindow {
  private window: WorkbenchWindow | undefined;

  /** Gives the window, opened or tidied up. */
  async take(editor: ServedEditor): Promise<WorkbenchWindow> {
    if (this.window) {
      await tidyUp(this.window);
    } else {
      this.window = await openWindow({ editor, workspace: copySampleWorkspace() });
    }
    return this.window;
  }

  is(window: WorkbenchWindow): boolean {
    return this.window === window;
  }

  /** The next suite gets another one, for who knows what a test that failed has left. */
  forget(window: WorkbenchWindow | undefined): void {
    if (this.window === window) {
      this.window = undefined;
    }
  }
}

/** Makes a window, and its workspace, such as they were when it was opened. */
async function tidyUp({ workbench, workspaceFolder }: WorkbenchWindow): Promise<void> {
  await workbench.page.setViewportSize(viewport);
  await workbench.closeEverything();
  restoreSampleWorkspace(workspaceFolder);
  await workbench.runCommand("View: Show Envferry");
  const view = new EnvironmentsView(workbench.page);
  for (const name of ["Production default", "Development", "Staging"]) {
    await view.row(name).and(workbench.page.locator("[aria-level='1']")).waitFor();
  }
  await view.tree.press("Control+ArrowLeft");
  await workbench.runCommand("View: Show Explorer");
}
