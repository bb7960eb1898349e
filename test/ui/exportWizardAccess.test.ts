import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { FrameLocator, Locator } from "playwright-core";

import { openPackage } from "../../src/core/package/openPackage";
import { useWorkbench } from "../support/editorFixture";
import { testPlatform } from "../support/testPlatform";
import { accessibilityProblems } from "./accessibility";
import { ExportWizard } from "./exportWizard";

/** The controls that a screen reader finds in the page, as "role: name", in order of their names. */
async function controlsOf(place: FrameLocator | Locator): Promise<string[]> {
  const found: string[] = [];
  for (const role of ["textbox", "button", "tab", "checkbox", "radio", "columnheader", "grid"] as const) {
    for (const control of await place.getByRole(role).all()) {
      const snapshot = await control.ariaSnapshot();
      const [, name = ""] = /"(.*)"/.exec(snapshot.split("\n")[0] ?? "") ?? [];
      found.push(`${role}: ${name}`);
    }
  }
  return found.sort();
}

describe("The export wizard by keyboard and screen reader", () => {
  const fixture = useWorkbench();
  const violations: string[] = [];
  let wizard: ExportWizard;

  before(() => {
    const { workbench } = fixture();
    wizard = new ExportWizard(workbench);
    workbench.page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) {
        violations.push(message.text());
      }
    });
  });

  it("leads from the palette to a saved package without a mouse", async () => {
    const { keyboard } = wizard.page;
    const focused = wizard.frame.locator(":focus");
    await keyboard.press("F1");
    const palette = wizard.page.getByRole("textbox", { name: "Type the name of a command to run." });
    await palette.and(wizard.page.locator(":focus")).waitFor();
    await keyboard.type("Envferry: Export Resources");
    await wizard.page.getByRole("option", { name: "Envferry: Export Resources…" }).first().waitFor();
    await keyboard.press("Enter");
    const environments = wizard.page.getByPlaceholder("Environment to export from");
    await environments.and(wizard.page.locator(":focus")).waitFor();
    await keyboard.type("dev");
    await wizard.page.getByRole("option", { name: /^Development/ }).waitFor();
    await keyboard.press("Enter");

    // The focus is on the first row.
    await wizard.step("Select resources").waitFor();
    await wizard.row("Account").and(focused).waitFor();
    await keyboard.press("/");
    await keyboard.type("rental");
    await wizard.text("1 of 15 shown").waitFor();
    await keyboard.press("Tab");
    while (!(await wizard.row("Rental").and(focused).isVisible())) {
      await keyboard.press("Tab");
    }
    await keyboard.press("Space");
    await wizard.text("1 of 25 resources selected").waitFor();
    await keyboard.press("Enter");

    await wizard.step("Related resources").waitFor();
    await wizard.row("Account").and(focused).waitFor();
    await keyboard.press("ArrowDown");
    await keyboard.press("Space");
    await wizard.row("Condition").getByText("The target must have it already").waitFor();
    await keyboard.press("Enter");

    await wizard.step("Package").waitFor();
    await wizard.field("Name").and(focused).waitFor();
    // Not by the key for selecting all: VS Code takes it out of a webview, and selects a moment later what was typed meanwhile.
    await keyboard.press("Home");
    await keyboard.press("Shift+End");
    await keyboard.type("keys");
    while (!(await wizard.row("Account").and(focused).isVisible())) {
      await keyboard.press("Tab");
    }
    await keyboard.press("Enter");
    await wizard.dialog("Import setup of Account").waitFor();
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await wizard.button("Import setup of Account: Add only").waitFor();
    await wizard.row("Account").and(focused).waitFor();
    while (!(await wizard.button("Export").and(focused).isVisible())) {
      await keyboard.press("Tab");
    }
    await keyboard.press("Enter");
    await wizard.savePackage({ makesFolder: true });
    await wizard.heading("Exported 11 resources").and(focused).waitFor();

    const file = path.join(fixture().workspaceFolder, "packages", "keys.zip");
    assert.ok(existsSync(file));
    const opened = await openPackage(readFileSync(file), testPlatform);
    assert.ok(opened.ok);
    const account = opened.value.manifest.resources.find(({ name }) => name === "Account");
    assert.equal(account?.setup, "add");
  });

  it("has no accessibility problem in the result", async () => {
    assert.deepEqual(await accessibilityProblems(wizard.frame), []);
    await wizard.button("Export something else").press("Enter");
    await wizard.step("Select resources").waitFor();
  });

  it("names every control of the first step", async () => {
    await wizard.checkbox("Rental").waitFor();
    await wizard.field("Filter resources by name").fill("rent");
    await wizard.text("1 of 15 shown").waitFor();
    assert.deepEqual(
      await controlsOf(wizard.frame),
      [
        "textbox: Filter resources by name",
        "button: Select all resources",
        "button: Name",
        "button: Technical name",
        "button: Kind",
        "button: Fields",
        "button: Last change",
        "button: Close",
        "button: Back",
        "button: Next",
        "tab: Entities 15",
        "tab: Picklists 10",
        "checkbox: Select all shown",
        "checkbox: Rental",
        "columnheader: Select all shown",
        "columnheader: Name",
        "columnheader: Technical name",
        "columnheader: Kind",
        "columnheader: Fields",
        "columnheader: Last change",
        "grid: Entities",
      ].sort(),
    );
    assert.deepEqual(await accessibilityProblems(wizard.frame), []);
    await wizard.field("Filter resources by name").fill("no such thing");
    await wizard.button("Clear filter").waitFor();
    assert.deepEqual(await accessibilityProblems(wizard.frame), []);
    await wizard.button("Clear filter").click();
  });

  it("says how the rows are ordered", async () => {
    const header = wizard.frame.getByRole("columnheader", { name: "Technical name" });
    await header.getByRole("button").press("Enter");
    assert.equal(await header.getAttribute("aria-sort"), "ascending");
    await header.getByRole("button").press("Enter");
    assert.equal(await header.getAttribute("aria-sort"), "descending");
    await wizard.frame
      .getByRole("columnheader", { name: "Name", exact: true })
      .getByRole("button")
      .press("Enter");
  });

  it("tells screen readers of the step, of what is selected and of what is found", async () => {
    const status = wizard.frame.getByRole("status");
    await wizard.checkbox("Appraisal").click();
    await status.filter({ hasText: "1 of 25 resources selected" }).waitFor();
    await wizard.field("Filter resources by name").fill("a");
    await status.filter({ hasText: /\d+ of 15 shown/ }).waitFor();
    await wizard.field("Filter resources by name").fill("");
    await wizard.button("Next").click();
    await status.filter({ hasText: "Step 2 of 3: Related resources." }).waitFor();
  });

  it("names every control of the second step", async () => {
    await wizard.step("Related resources").waitFor();
    await wizard.field("Filter related resources by name").fill("workshop");
    await wizard.text(/^1 of \d+ shown/).waitFor();
    assert.deepEqual(
      await controlsOf(wizard.frame),
      [
        "textbox: Filter related resources by name",
        "button: Name",
        "button: Technical name",
        "button: Type",
        "button: Close",
        "button: Back",
        "button: Next",
        "checkbox: Select all shown",
        "checkbox: Workshop",
        "columnheader: Select all shown",
        "columnheader: Name",
        "columnheader: Technical name",
        "columnheader: Type",
        "columnheader: Needed by",
        "columnheader: If left out",
        "grid: Related resources",
      ].sort(),
    );
    await wizard.checkbox("Workshop").click();
    await wizard.row("Workshop").getByText("The target must have it already").waitFor();
    assert.deepEqual(await accessibilityProblems(wizard.frame), []);
    await wizard.checkbox("Select all shown").click();
    await wizard.button("Next").click();
  });

  it("names every control of the last step", async () => {
    await wizard.step("Package").waitFor();
    const controls = await controlsOf(wizard.frame);
    assert.deepEqual(
      controls.filter((control) => !/^checkbox|^button: Import setup of/.test(control)),
      [
        "textbox: Name",
        "textbox: Version (optional)",
        "textbox: Description (optional)",
        "button: Set import setup…",
        "button: Name",
        "button: Technical name",
        "button: Type",
        "button: Comes along",
        "button: Import setup",
        "button: Close",
        "button: Back",
        "button: Export",
        "columnheader: Name",
        "columnheader: Technical name",
        "columnheader: Type",
        "columnheader: Comes along",
        "columnheader: Import setup",
        "columnheader: Note",
        "grid: Resources of the package",
      ].sort(),
    );
    assert.ok(controls.includes("button: Import setup of Appraisal: Merge"));
    assert.deepEqual(await accessibilityProblems(wizard.frame), []);
    await wizard.field("Name").fill("a:b");
    await wizard.text("No file name can have :").first().waitFor();
    assert.deepEqual(await accessibilityProblems(wizard.frame), []);
    await wizard.field(/^Name\. /).fill("good");
  });

  it("names every control of the import setup, and gives the focus back", async () => {
    const trigger = wizard.button("Import setup of Appraisal: Merge");
    await trigger.click();
    const dialog = wizard.dialog("Import setup of Appraisal");
    await dialog.waitFor();
    assert.deepEqual(await accessibilityProblems(wizard.frame), []);
    assert.deepEqual(
      await controlsOf(dialog),
      [
        "textbox: Note for whoever imports (optional)",
        "button: Cancel",
        "button: Set",
        "radio: Merge",
        "radio: Add only",
        "radio: Overwrite",
        "radio: Skip",
      ].sort(),
    );
    await dialog.getByRole("radio", { name: "Merge" }).and(wizard.frame.locator(":focus")).waitFor();
    await wizard.page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    await trigger.and(wizard.frame.locator(":focus")).waitFor();
  });

  it("keeps to its content security policy all the way", () => {
    assert.deepEqual(violations, []);
  });
});
