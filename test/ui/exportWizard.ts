import type { FrameLocator, Locator, Page } from "playwright-core";

import { answerUntilTaken } from "./fileDialog";
import type { Workbench } from "./workbench";

/** The export wizard of the editor that is in front. What is in it is found by role and name. */
export class ExportWizard {
  readonly page: Page;
  readonly frame: FrameLocator;

  constructor(workbench: Workbench) {
    this.page = workbench.page;
    this.frame = workbench.webview();
  }

  heading(text: string | RegExp): Locator {
    return this.frame.getByRole("heading", { name: text });
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole("button", { name, exact: true });
  }

  field(label: string | RegExp): Locator {
    return this.frame.getByRole("textbox", { name: label, exact: true });
  }

  grid(name: string): Locator {
    return this.frame.getByRole("grid", { name, exact: true });
  }

  /** The row of a resource in the table that is shown. */
  row(displayName: string): Locator {
    return this.frame
      .getByRole("row")
      .filter({ has: this.frame.getByRole("gridcell", { name: displayName, exact: true }) });
  }

  checkbox(name: string): Locator {
    return this.frame.getByRole("checkbox", { name, exact: true });
  }

  tab(name: string | RegExp): Locator {
    return this.frame.getByRole("tab", { name });
  }

  /** A text outside of what only screen readers are told. */
  text(text: string | RegExp): Locator {
    return this.frame.getByRole("main").getByText(text);
  }

  /** The step that is marked as the current one. */
  step(name: string): Locator {
    return this.frame
      .getByRole("list", { name: "Steps" })
      .locator("[aria-current=step]")
      .filter({ hasText: name });
  }

  dialog(name: string | RegExp): Locator {
    return this.frame.getByRole("dialog", { name });
  }

  /** Goes from the first step to the last one, taking along what is related. */
  async goToPackage(): Promise<void> {
    await this.button("Next").click();
    const related = this.text(/related resources? taken along/);
    await related.or(this.step("Package")).first().waitFor();
    if (await related.isVisible()) {
      await this.button("Next").click();
    }
    await this.step("Package").waitFor();
  }

  /** The path in VS Code's own dialog for where to save, which is a box of the workbench where there is no desktop. */
  async savePath(): Promise<Locator> {
    await this.page.getByText("Save Package", { exact: true }).waitFor();
    const box = this.page.locator(".quick-input-widget").getByRole("textbox");
    // VS Code fills it in only after it has looked at the folder, over whatever was typed before.
    while (!(await box.inputValue()).endsWith(".zip")) {
      await this.page.evaluate("new Promise(requestAnimationFrame)");
    }
    return box;
  }

  /** Answers VS Code's question for where to save; a folder that isn't there yet is another question. */
  async savePackage(answer: { readonly path?: string; readonly makesFolder?: boolean } = {}): Promise<void> {
    const box = await this.savePath();
    if (answer.path !== undefined) {
      await box.fill(answer.path);
    }
    const question = this.page.getByText(/^The folder .* does not exist/);
    await answerUntilTaken(box, answer.makesFolder ? question : undefined);
    if (answer.makesFolder) {
      await this.page.keyboard.press("Enter");
    }
  }
}
