import type { FrameLocator, Locator, Page } from "playwright-core";

import { scaled } from "../../scripts/editor/timeScale";
import { EnvironmentsView } from "./environmentsView";

/** A page that shows VS Code's workbench. What is in it is found as its user finds it: by role and name. */
export class Workbench {
  constructor(readonly page: Page) {}

  /** Opens the workbench, and waits until it knows the extension. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.activityBarEntry().waitFor();
  }

  /**
   * Waits until the Explorer shows the folders of a workspace. VS Code's server now and then shows one of several folders without them
   * (as if it were empty), and has them once the window is loaded again.
   */
  async untilFoldersAreThere(): Promise<void> {
    const folders = this.page.locator(".explorer-folders-view .monaco-list-row").first();
    const none = this.page
      .locator(".explorer-empty-view:visible, .explorer-folders-view .welcome-view:visible")
      .first();
    await folders.or(none).first().waitFor();
    for (let tries = 0; tries < 3 && !(await folders.isVisible()); tries++) {
      await this.page.reload();
      await this.activityBarEntry().waitFor();
      await folders.or(none).first().waitFor();
    }
  }

  /** Waits until VS Code has written down, for when the window is loaded again, something that holds this text: every few seconds it does. */
  async untilKept(text: string): Promise<void> {
    await this.page.waitForFunction(`(${searchKept})(${JSON.stringify(text)})`, undefined, { polling: 500 });
  }

  /** Envferry's icon in the activity bar. */
  activityBarEntry(): Locator {
    return this.page.getByRole("tab", { name: /^Envferry/ });
  }

  /** Opens the Environments view as a user does. */
  async openEnvironments(): Promise<EnvironmentsView> {
    await this.activityBarEntry().click();
    return new EnvironmentsView(this.page);
  }

  /** Closes whatever a user may have opened in the window. */
  async closeEverything(): Promise<void> {
    await this.page.keyboard.press("Escape");
    await this.runCommand("View: Close All Editors");
    await this.page.locator(".editor-group-container.empty").waitFor();
    await this.runCommand("Notifications: Clear All Notifications");
  }

  /** The message at the window's corner that has this text. */
  notification(text: string | RegExp): Locator {
    return this.page.getByRole("dialog", { name: /, notification/ }).filter({ hasText: text });
  }

  /** The editor's tab of a file. */
  editorTab(fileName: string | RegExp): Locator {
    return this.page.getByRole("tab", { name: fileName });
  }

  /** Waits until the cursor stands in this line. */
  async untilCursorInLine(line: number): Promise<void> {
    await this.page.getByRole("button", { name: new RegExp(`^Ln ${line}, Col`) }).waitFor();
  }

  /** Runs the command with this title, category included, from the command palette. */
  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press("F1");
    await this.page.getByRole("textbox", { name: "Type the name of a command to run." }).fill(`>${title}`);
    await this.page.getByRole("option", { name: title }).first().click();
  }

  /** Presses an item of the context menu that has just been opened. */
  async chooseFromMenu(name: string): Promise<void> {
    const item = this.page.getByRole("menuitem", { name });
    for (;;) {
      await item.click();
      try {
        await item.waitFor({ state: "hidden", timeout: scaled(2_000) });
        return;
      } catch {
        // A menu that has only just opened takes a click for the end of the one that opened it.
      }
    }
  }

  async chooseTheme(theme: string): Promise<void> {
    await this.runCommand("Preferences: Color Theme");
    const box = this.page.getByPlaceholder(/Select Color Theme/);
    await box.fill(theme);
    await this.page.getByRole("option", { name: theme }).first().waitFor();
    await box.press("Enter");
    await box.waitFor({ state: "hidden" });
  }

  /** Waits until the extensions run that start with the workbench, as the one for Git does. */
  async untilExtensionsStarted(): Promise<void> {
    await this.runCommand("Developer: Show Running Extensions");
    const running = this.page.getByRole("list", { name: "Runtime Extensions" });
    await running.getByRole("listitem", { name: "git", exact: true }).waitFor();
  }

  /** The error messages that show at the window's corner. */
  errorNotifications(): Locator {
    // The message's own name does not tell how severe it is, only its icon does.
    const hasErrorIcon = { has: this.page.locator(".codicon-error") };
    return this.page.getByRole("dialog", { name: /, notification/ }).filter(hasErrorIcon);
  }

  /** The content of the webview that is open, which VS Code puts two frames down. */
  webview(): FrameLocator {
    return this.page.frameLocator("iframe.webview").frameLocator("#active-frame");
  }
}

/** Runs in the page, hence its text: whether a value in VS Code's databases there holds a text. */
const searchKept = `async (wanted) => {
  const resultOf = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith("vscode-web-state-db-")) continue;
    const database = await resultOf(indexedDB.open(name));
    const values = await resultOf(database.transaction("ItemTable").objectStore("ItemTable").getAll());
    database.close();
    if (values.some((value) => typeof value === "string" && value.includes(wanted))) return true;
  }
  return false;
}`;
