import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";

import type { Locator } from "playwright-core";

import { useWorkbench } from "../support/editorFixture";
import { answerUntilTaken } from "./fileDialog";

describe("Envferry installed from its VSIX", () => {
  const fixture = useWorkbench({ isInstalled: true });

  const file = (...segments: string[]): string => path.join(fixture().workspaceFolder, ...segments);
  const button = (name: string): Locator =>
    fixture().workbench.webview().getByRole("button", { name, exact: true });
  const heading = (name: string | RegExp): Locator =>
    fixture().workbench.webview().getByRole("heading", { name });
  const runFor = async (command: string, environment: RegExp): Promise<void> => {
    const { workbench } = fixture();
    await workbench.runCommand(command);
    await workbench.page.getByRole("option", { name: environment }).click();
  };
  /** VS Code's own dialog for files, which in a browser is a box of the workbench. */
  const fileDialog = async (title: string): Promise<Locator> => {
    const { page } = fixture().workbench;
    await page.getByText(title, { exact: true }).waitFor();
    const dialog = page.locator(".quick-input-widget");
    // Until it lists its folder, it may still replace what is typed.
    await dialog.getByRole("option", { name: ".." }).waitFor();
    return dialog;
  };

  it("shows the environments", async () => {
    const view = await fixture().workbench.openEnvironments();
    await view.row(/^Development/).waitFor();
  });

  it("exports a picklist", async () => {
    const wizard = fixture().workbench.webview();
    await runFor("Envferry: Export Resources…", /^Development/);
    await wizard.getByRole("tab", { name: /^Picklists/ }).click();
    await wizard.getByRole("checkbox", { name: "Trial outcome" }).click();
    await button("Next").click();
    await button("Export").click();
    const savePath = (await fileDialog("Save Package")).getByRole("textbox");
    await savePath.fill(file("trial.zip"));
    await answerUntilTaken(savePath);
    await heading("Exported 1 resource").waitFor();
    assert.ok(existsSync(file("trial.zip")));
  });

  it("imports it into another environment", async () => {
    const wizard = fixture().workbench.webview();
    const target = file("environments", "staging", "picklists", "lmi_TrialOutcome.json");
    assert.ok(!existsSync(target));
    await fixture().workbench.runCommand("View: Close All Editors");
    await runFor("Envferry: Import Resources…", /^Staging/);
    await button("Browse…").click();
    await (await fileDialog("Choose a Package")).getByRole("option", { name: "trial.zip" }).click();
    await button("Import 1 resource").click();
    await wizard
      .getByRole("dialog", { name: /^Import into Staging/ })
      .getByRole("button", { name: "Import", exact: true })
      .click();
    await heading(/^Imported/).waitFor();
    assert.ok(existsSync(target));
  });

  it("shows the pictures of its README on its page", async () => {
    const { page } = fixture().workbench;
    await page.getByRole("tab", { name: /^Extensions/ }).click();
    await page.getByRole("listitem", { name: /^Envferry,/ }).click();
    const picture = fixture()
      .workbench.webview()
      .getByRole("img", { name: /^The Environments view/ });
    // Fails for a picture that can't be loaded.
    await picture.evaluate((image) => (image as unknown as { decode(): Promise<void> }).decode());
  });

  it("ends without an error message", async () => {
    assert.equal(await fixture().workbench.errorNotifications().count(), 0);
  });
});
