import type { FrameLocator, Locator, Page } from "playwright-core";

import { scaled } from "../../scripts/editor/timeScale";
import { answerUntilTaken } from "./fileDialog";
import type { Workbench } from "./workbench";

/** The import wizard of the editor that is in front. What is in it is found by role and name. */
export class ImportWizard {
  readonly page: Page;
  readonly frame: FrameLocator;

  constructor(private readonly workbench: Workbench) {
    this.page = workbench.page;
    this.frame = workbench.webview();
  }

  heading(name: string | RegExp): Locator {
    return this.frame.getByRole("heading", { name });
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole("button", { name, exact: true });
  }

  /** Says how many resources it imports, as far as that is known. */
  importButton(): Locator {
    return this.button(/^Import(?: [\d,]+ resources?)?$/);
  }

  /** A text outside of what only screen readers are told. */
  text(text: string | RegExp): Locator {
    return this.frame.getByRole("main").getByText(text);
  }

  dialog(name: string | RegExp): Locator {
    return this.frame.getByRole("dialog", { name });
  }

  select(name: string): Locator {
    return this.frame.getByRole("combobox", { name, exact: true });
  }

  grid(): Locator {
    return this.frame.getByRole("grid", { name: "Resources of the package" });
  }

  /** The row of a resource, in the table of the package or of the result. */
  row(displayName: string | RegExp): Locator {
    return this.frame
      .getByRole("row")
      .filter({ has: this.frame.getByRole("gridcell", { name: displayName, exact: true }) });
  }

  /** Selects the rows that the filters leave, as in lists. */
  async selectAllShown(): Promise<void> {
    await this.grid().getByRole("row").nth(1).click();
    await this.page.keyboard.press("Control+a");
  }

  filter(): Locator {
    return this.frame.getByRole("textbox", { name: "Filter resources by name" });
  }

  /** The sentence about how much is left and what would happen. */
  status(text: string | RegExp): Locator {
    return this.frame.getByRole("status").filter({ hasText: text }).first();
  }

  /** Opens the details of a resource, and waits until it is known what each action would do. */
  async openDetails(displayName: string, setup: string): Promise<Locator> {
    await this.button(`Import setup of ${displayName}: ${setup}`).click();
    const dialog = this.dialog(new RegExp(`^${displayName} \\(`));
    await dialog.getByText("Working out what it does here").first().waitFor({ state: "detached" });
    return dialog;
  }

  /** Chooses an action in the details of a resource. */
  async setUp(displayName: string, before: string, action: string): Promise<void> {
    const dialog = await this.openDetails(displayName, before);
    await dialog.getByRole("radio", { name: action }).click();
    await dialog.getByRole("button", { name: `Set to ${action}` }).click();
    await this.button(`Import setup of ${displayName}: ${action}`).waitFor();
  }

  /** Waits until Import can be pressed, or can't any more. */
  async untilImportIs(state: "enabled" | "disabled"): Promise<void> {
    const disabled = this.frame.locator("[disabled], [aria-disabled=true]");
    const button = this.importButton();
    await (
      state === "disabled" ? button.and(disabled) : button.and(this.frame.locator(":not([disabled])"))
    ).waitFor();
  }

  /** Imports; `beforeConfirming` is done while the question stands. */
  async import(target: string, beforeConfirming?: () => void): Promise<void> {
    const dialog = this.dialog(`Import into ${target}?`);
    do {
      await this.untilImportIs("enabled");
      await this.importButton().click();
      // While the import is being checked once more, because files changed, the button can't be pressed for a moment.
    } while (!(await appears(dialog)));
    beforeConfirming?.();
    await dialog.getByRole("button", { name: "Import", exact: true }).click();
  }

  /** Answers VS Code's own dialog for a file, which is a box of the workbench where there is no desktop. */
  async answerFileDialog(title: string, path: string): Promise<void> {
    await this.page.getByText(title, { exact: true }).waitFor();
    // Until it has listed the folder that it begins with, it replaces what is typed.
    await this.page.getByRole("option", { name: "..", exact: true }).waitFor();
    const box = this.page.locator(".quick-input-widget").getByRole("textbox");
    await box.fill(path);
    await answerUntilTaken(box);
  }

  async browse(path: string): Promise<void> {
    await this.button("Browse…").click();
    await this.answerFileDialog("Choose a Package", path);
  }

  /** Drops a file, or the addresses of files, on the panel. */
  async drop(
    dropped: { readonly name: string; readonly bytes: Uint8Array } | { readonly uris: string },
  ): Promise<void> {
    const transfer = await this.frame.locator("body").evaluateHandle(
      (_, content) => {
        // Runs in the page, which has what DOM pages have.
        const page = globalThis as unknown as {
          DataTransfer: new () => {
            items: { add(file: unknown): void };
            setData(type: string, data: string): void;
          };
          File: new (parts: unknown[], name: string) => unknown;
        };
        const made = new page.DataTransfer();
        if ("uris" in content) {
          made.setData("text/uri-list", content.uris);
        } else {
          made.items.add(new page.File([Uint8Array.from(content.bytes)], content.name));
        }
        return made;
      },
      "uris" in dropped ? dropped : { name: dropped.name, bytes: [...dropped.bytes] },
    );
    await this.frame.locator("body").dispatchEvent("drop", { dataTransfer: transfer });
  }

  /** Closes all editors, whatever is open in them. */
  async closeAll(): Promise<void> {
    await this.workbench.runCommand("View: Close All Editors");
    await this.page.locator("iframe.webview").first().waitFor({ state: "detached" });
  }
}

async function appears(locator: Locator): Promise<boolean> {
  try {
    await locator.waitFor({ timeout: scaled(3_000) });
    return true;
  } catch {
    return false;
  }
}
