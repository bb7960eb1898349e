import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { envferry, jsonOf } from "../support/cli";
import { useWorkbench } from "../support/editorFixture";
import { makePackage } from "../support/importPackages";
import { snapshotDefinitions } from "../support/temporaryFolder";
import type { EnvironmentsView } from "./environmentsView";
import { ImportWizard } from "./importWizard";

describe("The import wizard", () => {
  const fixture = useWorkbench();
  let view: EnvironmentsView;
  let wizard: ImportWizard;
  let packages: Readonly<Record<"dev" | "spare" | "account" | "staging", string>>;

  const folder = (): string => fixture().workspaceFolder;
  const file = (relative: string): string => path.join(folder(), "environments", ...relative.split("/"));
  const snapshot = (environment: string): Record<string, string> => snapshotDefinitions(file(environment));
  const openFromTree = async (environment: RegExp): Promise<void> => {
    await view.act(environment, "Import Resources…", wizard.button("Browse…"));
  };
  const openWith = async (environment: RegExp, packageFile: string): Promise<void> => {
    await openFromTree(environment);
    await wizard.browse(packageFile);
    await wizard.grid().waitFor();
  };

  before(async () => {
    packages = {
      dev: await makePackage(folder(), "dev", "dev", "--all"),
      spare: await makePackage(folder(), "spare", "dev", "--entity", "lmi_SparePart", "--no-related"),
      account: await makePackage(
        folder(),
        "account",
        "dev",
        "--entity",
        "Account",
        "--no-related",
        "--setup",
        "overwrite",
      ),
      staging: await makePackage(folder(), "staging", "staging", "--all"),
    };
    wizard = new ImportWizard(fixture().workbench);
    view = await fixture().workbench.openEnvironments();
  });
  afterEach(() => wizard.closeAll());

  it("leads from the environment's inline action past an error to the result", async () => {
    const before = snapshot("staging");
    await openWith(/^Staging/, packages.spare);
    await wizard.heading("Import spare into Staging").waitFor();
    await wizard.status("1 error, 1 warning · 0 to create, 0 to update, 0 unchanged, 1 blocked").waitFor();
    await wizard
      .text("Resolve the error first: choose another import setup for the resource, or skip it.")
      .waitFor();
    await wizard.untilImportIs("disabled");

    await wizard.button("Resolve 1 error, 1 warning of Spare part").click();
    const details = wizard.dialog("Spare part (entity lmi_SparePart)");
    await details.getByText("Can't be imported; 1 error; 1 warning.", { exact: true }).waitFor();
    await details.getByText("Changes nothing").waitFor();
    await details
      .getByText(/Error: The field Bin \(lmi_BinNumber\) of Spare part is text in the target/)
      .waitFor();
    await details.getByRole("row", { name: /Changed lmi_BinNumber → type "text" "integer"/ }).waitFor();
    // What was chosen has the focus: the arrow keys choose.
    await wizard.page.keyboard.press("ArrowDown");
    await wizard.page.keyboard.press("ArrowDown");
    await details.getByText("Findings with Overwrite").waitFor();
    await details
      .getByRole("status")
      .getByText("Overwrite: Removes 1 property and the values of 1 field")
      .waitFor();
    await details.getByRole("button", { name: "Set to Overwrite" }).click();

    await wizard.status("2 removals, 1 warning · 0 to create, 1 to update").waitFor();
    await wizard.button("Review removal, 1 warning of Spare part").waitFor();
    assert.deepEqual(snapshot("staging"), before);
    await wizard.importButton().click();
    const confirmation = wizard.dialog("Import into Staging?");
    await confirmation.getByText("1 resource updated").waitFor();
    await confirmation.getByText(/overwriting it loses the values stored in it/).waitFor();
    await confirmation.getByRole("checkbox", { name: "Yes, remove all of this from Staging" }).click();
    await confirmation.getByRole("button", { name: "Import and remove" }).click();

    await wizard.heading("Imported").waitFor();
    await wizard.text("1 resource was imported into Staging.").waitFor();
    const after = snapshot("staging");
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    assert.deepEqual(changed, ["entities/lmi_SparePart.json"]);
    const { fields } = JSON.parse(readFileSync(file("staging/entities/lmi_SparePart.json"), "utf8")) as {
      fields: { name: string; type: string }[];
    };
    assert.equal(fields.find(({ name }) => name === "lmi_BinNumber")?.type, "integer");
    // The result is in sight: no message says it again.
    assert.equal(
      await fixture()
        .workbench.notification(/imported/)
        .count(),
      0,
    );
    await wizard.button("Open file of Spare part").click();
    await fixture().workbench.editorTab("lmi_SparePart.json").waitFor();
  });

  it("writes what the command line writes, and has nothing to do the second time", async () => {
    await openWith(/^Production/, packages.staging);
    await wizard
      .status(/^No errors, removals or warnings · 2 to create, 10 to update, 8 unchanged/)
      .waitFor();
    await wizard.import("Production");
    await wizard.heading("Imported").waitFor();
    await wizard.text("12 imported, 8 unchanged, of 20 resources").waitFor();
    const again = await envferry([
      "import",
      packages.staging,
      "--workspace",
      folder(),
      "--env",
      "production",
      "--dry-run",
      "--json",
    ]);
    assert.deepEqual(
      [
        ...new Set(
          jsonOf<{ resources: { outcome: string }[] }>(again).resources.map(({ outcome }) => outcome),
        ),
      ],
      ["unchanged"],
    );
    await wizard.closeAll();

    await openWith(/^Production/, packages.staging);
    await wizard
      .status(/^No errors, removals or warnings · 0 to create, 0 to update, 20 unchanged/)
      .waitFor();
    await wizard
      .text("There is nothing to import: the target has all of it already, or it is skipped.")
      .waitFor();
    await wizard.untilImportIs("disabled");
  });

  it("sets several rows at once, and filters by status, type and text", async () => {
    const before = snapshot("staging");
    await openWith(/^Staging/, packages.dev);
    await wizard.status(/^5 errors|^\d+ errors/).waitFor();
    await wizard.select("Status").selectOption("error");
    await wizard.row("Case").waitFor();
    await wizard.row("Account").waitFor({ state: "detached" });
    await wizard.selectAllShown();
    await wizard.status(/\d rows selected$/).waitFor();
    await wizard.select("Status").selectOption("all");
    await wizard.button("Set import setup…").click();
    const dialog = wizard.dialog(/^Import setup of \d resources$/);
    await dialog.getByRole("radio", { name: "Skip" }).click();
    await wizard.page.keyboard.press("Enter");
    await wizard.button("Import setup of Case: Skip").waitFor();
    await wizard.status(/to skip/).waitFor();
    await wizard.untilImportIs("enabled");
    // What is imported is told by the button, and nothing stays selected for the next setup.
    await wizard.button("Import 15 resources").waitFor();
    assert.equal(await wizard.grid().getByRole("row", { selected: true }).count(), 0);
    await wizard.button("Set import setup…").and(wizard.frame.locator("[disabled]")).waitFor();

    await wizard.select("Type").selectOption("picklist");
    await wizard.row("Region").waitFor();
    await wizard.row("Case").waitFor({ state: "detached" });
    await wizard.filter().fill("no such");
    await wizard.button("Clear filters").click();
    await wizard.row("Case").waitFor();
    await wizard.page.keyboard.press("/");
    await wizard.page.keyboard.type("delivery");
    await wizard.text("2 of 25 shown").waitFor();
    await wizard.page.keyboard.press("Escape");
    await wizard.row("Case").waitFor();
    assert.deepEqual(snapshot("staging"), before);
  });

  it("goes from problem to problem", async () => {
    await openWith(/^Staging/, packages.dev);
    await wizard.button("Next problem").click();
    await wizard.row("Case").and(wizard.frame.locator(":focus")).waitFor();
    assert.equal(await wizard.row("Case").getAttribute("aria-selected"), "true");
    await wizard.page.keyboard.press("F8");
    await wizard.row("Delivery route").and(wizard.frame.locator(":focus")).waitFor();
    assert.equal(await wizard.row("Delivery route").getAttribute("aria-selected"), "true");
  });

  it("removes nothing without consent of its own", async () => {
    const before = snapshot("staging");
    await openWith(/^Staging/, packages.account);
    await wizard.text("Removes 1 field and 1 key, 5 changes in all").waitFor();
    await wizard.importButton().press("Enter");
    const confirmation = wizard.dialog("Import into Staging?");
    await confirmation
      .getByText("Account (Account) loses 1 field: lmi_LegacyDebtorNumber (Debtor number (old books))")
      .waitFor();
    // Enter acts on what has the focus, which is Cancel.
    await wizard.page.keyboard.press("Enter");
    await confirmation.waitFor({ state: "detached" });
    assert.deepEqual(snapshot("staging"), before);

    await wizard.importButton().click();
    await confirmation.waitFor();
    await confirmation
      .getByRole("button", { name: "Import and remove" })
      .and(wizard.frame.locator("[disabled]"))
      .waitFor();
    await confirmation.getByRole("button", { name: "Cancel" }).click();
    await wizard.untilImportIs("enabled");
    assert.deepEqual(snapshot("staging"), before);

    await wizard.importButton().click();
    await confirmation.getByRole("checkbox", { name: "Yes, remove all of this from Staging" }).press("Space");
    await confirmation.getByRole("button", { name: "Import and remove" }).click();
    await wizard.heading("Imported").waitFor();
    assert.ok(
      !readFileSync(file("staging/entities/Account.json"), "utf8").includes("lmi_LegacyDebtorNumber"),
    );
    for (const [name, content] of Object.entries(before)) {
      if (name === "entities/Account.json") {
        writeFileSync(file(`staging/${name}`), content.slice(content.indexOf(" ") + 1), "latin1");
      }
    }
  });

  it("compares the target now with what the import makes of it, both read-only", async () => {
    const { workbench } = fixture();
    await openWith(/^Staging/, packages.account);
    const details = await wizard.openDetails("Account", "Overwrite");
    await details.getByRole("radio", { name: "Merge" }).click();
    await details.getByRole("button", { name: "Compare" }).click();
    const tab = workbench.editorTab(/^Account\.json: Staging now ↔ after import \(Merge\)/);
    await tab.waitFor();
    const editors = wizard.page.locator(".diff-editor").or(wizard.page.locator(".monaco-diff-editor"));
    await editors.getByText('"lmi_InvoiceEmail"').first().waitFor();
    await wizard.page.keyboard.press("Control+Home");
    await wizard.page.keyboard.type("x");
    await wizard.page.getByRole("alert").filter({ hasText: "Cannot edit in read-only editor" }).waitFor();
    // The wizard comes back with what was open in it.
    await workbench.editorTab(/^Import account into Staging/).click();
    const again = wizard.dialog("Account (entity Account)");
    await again.waitFor();
    assert.ok(await again.getByRole("radio", { name: "Merge" }).isChecked());
    await wizard.page.keyboard.press("Escape");
    await again.waitFor({ state: "detached" });
    await wizard.button("Import setup of Account: Overwrite").waitFor();
  });

  it("goes on comparing what was asked for while others are looked at and chosen for", async () => {
    const { workbench } = fixture();
    await openWith(/^Staging/, packages.dev);
    const details = await wizard.openDetails("Account", "Merge");
    await details.getByRole("radio", { name: "Overwrite" }).click();
    // Findings offer to compare with the last import, too.
    await details.getByRole("button", { name: "Compare" }).last().click();
    const tab = workbench.editorTab(/^Account\.json: Staging now ↔ after import \(Overwrite\)/);
    await tab.waitFor();
    await workbench.editorTab(/^Import dev into Staging/).click();
    await details.waitFor();
    await wizard.page.keyboard.press("Escape");
    await details.waitFor({ state: "detached" });
    await wizard.setUp("Case", "Merge", "Skip");
    await wizard.status(/1 to skip/).waitFor();
    await tab.click();
    const after = wizard.page.locator(".monaco-diff-editor .editor.modified");
    await after.getByText('"displayName"').first().waitFor();
  });

  it("doesn't take a key that is held down for an answer, and gives the focus back", async () => {
    const before = snapshot("staging");
    await openWith(/^Staging/, packages.account);
    await wizard.setUp("Account", "Overwrite", "Merge");
    await wizard.untilImportIs("enabled");
    await wizard.importButton().focus();
    const { keyboard } = wizard.page;
    await keyboard.down("Enter");
    const confirmation = wizard.dialog("Import into Staging?");
    await confirmation.waitFor();
    await confirmation.getByRole("button", { name: "Import", exact: true }).focus();
    // Playwright repeats a key that is down already, as a keyboard does.
    await keyboard.down("Enter");
    await keyboard.down("Enter");
    await keyboard.up("Enter");
    await confirmation.getByText("nothing removed").waitFor();
    await keyboard.press("Escape");
    await confirmation.waitFor({ state: "detached" });
    const focused = await wizard.frame.locator("body").evaluate("document.activeElement.textContent.trim()");
    assert.equal(focused, "Import 1 resource");
    assert.deepEqual(snapshot("staging"), before);
  });

  it("opens the places that findings point to", async () => {
    const { workbench } = fixture();
    const broken = file("production/entities/lmi_SparePart.json");
    const sound = readFileSync(broken);
    await openWith(/^Production/, packages.spare);
    const details = await wizard.openDetails("Spare part", "Merge");
    await details.getByRole("button", { name: "entities/lmi_SparePart.json in the package" }).first().click();
    await workbench.editorTab("lmi_SparePart.json").waitFor();
    await wizard.page.keyboard.type("x");
    await wizard.page.getByRole("alert").filter({ hasText: "Cannot edit in read-only editor" }).waitFor();

    await wizard.page.keyboard.press("Escape");

    // A file that breaks while the details are open shows in them.
    await workbench.editorTab(/^Import spare into/).click();
    await details.waitFor();
    writeFileSync(broken, '{\n  "name": "lmi_SparePart",\n  "displayName": 5\n}\n');
    await details
      .getByRole("button", { name: "environments/production/entities/lmi_SparePart.json:3", exact: true })
      .click();
    await workbench.untilCursorInLine(3);
    writeFileSync(broken, sound);
  });

  it("keeps its state while it is hidden and through a reload of the window", async () => {
    const { workbench } = fixture();
    await openWith(/^Staging/, packages.dev);
    await wizard.setUp("Case", "Merge", "Skip");
    await wizard.select("Type").selectOption("entity");
    await wizard.filter().fill("c");
    await wizard.row("Case").click();
    const check = async (): Promise<void> => {
      await wizard.heading("Import dev into Staging").waitFor();
      await wizard.button("Import setup of Case: Skip").waitFor();
      await wizard.status(/1 to skip/).waitFor();
      assert.equal(await wizard.filter().inputValue(), "c");
      assert.equal(await wizard.select("Type").inputValue(), "entity");
      assert.equal(await wizard.row("Case").getAttribute("aria-selected"), "true");
    };
    await workbench.runCommand("Envferry: Find Resource…");
    await wizard.page.getByPlaceholder("Name or display name").fill("lmi_TrialOutcome");
    await wizard.page.getByRole("option", { name: /^Trial outcome/ }).waitFor();
    await wizard.page.keyboard.press("Enter");
    await workbench.editorTab("lmi_TrialOutcome.json").waitFor();
    await workbench.editorTab(/^Import dev into Staging/).click();
    await check();
    // Not the page's own reloading, which leaves VS Code no time to keep what it has.
    const reloaded = wizard.page.waitForEvent("load");
    await workbench.runCommand("Developer: Reload Window");
    await reloaded;
    await workbench.activityBarEntry().waitFor();
    await check();
    await view.row(/^Staging/).waitFor();
  });
});
