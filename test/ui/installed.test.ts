import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";

import type { Locator } from "playwright-core";

import { useWorkbench } from "../support/editorFixture";

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
  const answerFileDialog = async (title: string, answer: string): Promise<void> => {
    const { page } = fixture().workbench;
    await page.getByText(title, { exact: true }).waitFor();
    const box = page.locator(".quick-input-widget").getByRole("textbox");
    await box.fill(answer);
    await box.press("Enter");
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
    await answerFileDialog("Save Package", file("trial.zip"));
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
    await answerFileDialog("Choose a Package", file("trial.zip"));
    await button("Import").click();
    await wizard
      .getByRole("dialog", { name: /^Import into Staging/ })
      .getByRole("button", { name: "Import", exact: true })
      .click();
    await heading(/^Imported/).waitFor();
    assert.ok(existsSync(target));
  });

  it("ends without an error message", async () => {
    assert.equal(await fixture().workbench.errorNotifications().count(), 0);
  });
});
