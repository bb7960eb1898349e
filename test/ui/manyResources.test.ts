import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import path from "node:path";

import { envferry } from "../support/cli";
import { useWorkbench } from "../support/editorFixture";
import { writeManyResources } from "../support/manyResources";
import { ExportWizard } from "./exportWizard";

/** However many rows a table has, this many elements at most stand for them. */
const mostRowElements = 100;

describe("The wizards with 10,000 resources", () => {
  const fixture = useWorkbench({
    prepare: (workspaceFolder) => {
      rmSync(path.join(workspaceFolder, "environments"), { recursive: true });
      writeManyResources(workspaceFolder);
      return undefined;
    },
  });

  it("select, filter and walk through all of them, and find what they need", async () => {
    const { workbench } = fixture();
    const wizard = new ExportWizard(workbench);
    await workbench.runCommand("Envferry: Export Resources…");
    await workbench.page.getByRole("option", { name: /^Development/ }).click();
    await wizard.tab(/^Picklists 9,000/).click();
    const grid = wizard.grid("Picklists");
    await grid.getByRole("checkbox", { name: "Choice 0", exact: true }).waitFor();
    await grid.getByRole("row").nth(3).click();
    await workbench.page.keyboard.press("Control+a");
    await wizard.text("9,000 of 10,000 resources selected").waitFor();
    await workbench.page.keyboard.press("Control+End");
    await grid.getByRole("checkbox", { name: "Choice 8999", exact: true }).waitFor();
    assert.equal(await grid.getAttribute("aria-rowcount"), "9001");
    assert.ok((await grid.getByRole("row").count()) <= mostRowElements);

    await wizard.field("Filter resources by name").fill("choice 12");
    await wizard.checkbox("Select all shown").uncheck();
    await wizard.text(/^8,721 of 10,000 resources selected/).waitFor();
    await wizard.field("Filter resources by name").fill("");
    // Some are selected: the first press selects the others too, the second none.
    await wizard.checkbox("Select all shown").check();
    await wizard.checkbox("Select all shown").uncheck();
    await wizard.tab(/^Entities 1,000/).click();
    await wizard.checkbox("Select all shown").check();
    await wizard.button("Next").click();
    await wizard.text("1,000 of 1,000 related resources taken along").waitFor();
    await workbench.runCommand("View: Close Editor");
  });

  it("check an import of all of them, and again after a choice for all", async () => {
    const { workbench, workspaceFolder } = fixture();
    const { page } = workbench;
    const out = path.join(workspaceFolder, "all.zip");
    const exported = await envferry([
      ...["export", "--workspace", workspaceFolder, "--env", "dev", "--all", "--out", out],
    ]);
    assert.equal(exported.exitCode, 0, exported.stderr);
    const wizard = workbench.webview();
    await workbench.runCommand("Envferry: Import Resources…");
    await page.getByRole("option", { name: /^Empty/ }).click();
    await wizard.getByRole("button", { name: "Browse…" }).click();
    await page.getByRole("option", { name: "all.zip" }).waitFor();
    await page.keyboard.type("all.zip");
    await page.keyboard.press("Enter");
    await wizard.getByText(/10,?000 to create/).waitFor();
    const grid = wizard.getByRole("grid", { name: "Resources of the package" });
    assert.ok((await grid.getByRole("row").count()) <= mostRowElements);

    await wizard.getByRole("textbox", { name: "Filter resources by name" }).fill("choice");
    await grid.getByRole("row").nth(1).click();
    await page.keyboard.press("Control+a");
    await wizard.getByRole("button", { name: "Set import setup…" }).click();
    await wizard.getByRole("dialog").getByRole("radio", { name: "Skip" }).check();
    await wizard.getByRole("dialog").getByRole("button", { name: /^Set/ }).click();
    // What is skipped isn't there for those that need it.
    await wizard
      .getByRole("status")
      .getByText(/9,?000 to skip/)
      .waitFor();
  });
});
