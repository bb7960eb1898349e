import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import type { Manifest } from "../../src/core/package/manifest";
import { openPackage } from "../../src/core/package/openPackage";
import { useWorkbench } from "../support/editorFixture";
import { testPlatform } from "../support/testPlatform";
import type { EnvironmentsView } from "./environmentsView";
import { ExportWizard } from "./exportWizard";

describe("The export wizard", () => {
  const fixture = useWorkbench();
  let view: EnvironmentsView;
  let wizard: ExportWizard;

  const packageFile = (name: string): string => path.join(fixture().workspaceFolder, "packages", name);
  const save = (): Promise<void> => wizard.savePackage({ makesFolder: !existsSync(packageFile(".")) });
  const manifestOf = async (name: string): Promise<Manifest> => {
    const opened = await openPackage(readFileSync(packageFile(name)), testPlatform);
    assert.ok(opened.ok);
    return opened.value.manifest;
  };
  const openFromTree = async (): Promise<void> => {
    await view.act(/^Development/, "Export Resources…", wizard.step("Select resources"));
  };
  const close = async (): Promise<void> => {
    await wizard.page.keyboard.press("Escape");
    await fixture().workbench.runCommand("View: Close All Editors");
    await fixture()
      .workbench.editorTab(/^Export from/)
      .waitFor({ state: "detached" });
  };

  before(async () => {
    const { workbench } = fixture();
    wizard = new ExportWizard(workbench);
    view = await workbench.openEnvironments();
  });
  afterEach(close);

  it("leads from the environment's inline action to a saved package", async () => {
    await openFromTree();
    await wizard.heading("Export from Development").waitFor();
    await wizard.text("Select at least one resource.").waitFor();
    await wizard.text("0 of 25 resources selected").waitFor();
    await wizard.checkbox("Rental").click();
    await wizard.text("1 of 25 resources selected").waitFor();
    await wizard.button("Next").click();

    await wizard.step("Related resources").waitFor();
    await wizard.row("Rental status").getByText("Rental → Status").waitFor();
    await wizard.text(/^The selection needs \d+ more resources\./).waitFor();
    await wizard.checkbox("Workshop").click();
    await wizard.row("Workshop").getByText("The target must have it already").waitFor();
    await wizard.text("10 of 11 related resources taken along").waitFor();
    await wizard.button("Next").click();

    await wizard.step("Package").waitFor();
    await wizard.field("Name").fill("spring");
    await wizard.field("Version (optional)").fill("1.2.0");
    await wizard.field("Description (optional)").fill("Rentals for spring");
    await wizard.text("11 resources in the package.").waitFor();
    await wizard.button("Export").click();
    await wizard.text("Choose where to save the package").waitFor();
    await save();

    await wizard.heading("Exported 11 resources").waitFor();
    await wizard.text("10 of them related").waitFor();
    await wizard.text("packages/spring.zip").waitFor();
    const manifest = await manifestOf("spring.zip");
    assert.equal(manifest.name, "spring");
    assert.equal(manifest.version, "1.2.0");
    assert.equal(manifest.description, "Rentals for spring");
    assert.deepEqual(manifest.source, { name: "dev", displayName: "Development" });
    assert.equal(manifest.resources.length, 11);
    assert.deepEqual(
      manifest.resources.filter(({ related }) => !related).map(({ name }) => name),
      ["lmi_Rental"],
    );
    assert.ok(!manifest.resources.some(({ name }) => name === "lmi_Workshop"));
    // The result is in sight: no message says it again.
    assert.equal(
      await fixture()
        .workbench.notification(/Exported/)
        .count(),
      0,
    );
  });

  it("shows the package in the Explorer, and exports something else", async () => {
    await openFromTree();
    await wizard.tab(/^Picklists/).click();
    await wizard.checkbox("Region").click();
    await wizard.button("Next").click();
    await wizard.text("The selection needs no other resources.").waitFor();
    await wizard.step("Package").waitFor();
    await wizard.field("Name").fill("region");
    await wizard.field("Name").press("Enter");
    await save();
    await wizard.heading("Exported 1 resource").waitFor();

    await wizard.button("Reveal").click();
    const explorer = wizard.page.getByRole("tree", { name: "Files Explorer" });
    await explorer.getByRole("treeitem", { name: "region.zip" }).waitFor();

    await wizard.button("Export something else").click();
    await wizard.step("Select resources").waitFor();
    await wizard.text("0 of 25 resources selected").waitFor();
    // What was exported must not come back with the page.
    const { workbench } = fixture();
    await workbench.runCommand("Envferry: Find Resource…");
    await wizard.page.getByPlaceholder("Name or display name").fill("lmi_TrialOutcome");
    await wizard.page.getByRole("option", { name: /^Trial outcome/ }).waitFor();
    await wizard.page.keyboard.press("Enter");
    await workbench.editorTab("lmi_TrialOutcome.json").waitFor();
    await workbench.editorTab(/^Export from/).click();
    await wizard.step("Select resources").waitFor();
    await workbench.openEnvironments();
  });

  it("begins with what is selected in the tree, and says what of it can't be exported", async () => {
    const { workbench } = fixture();
    await view.unfold(/^Development/, /^Entities 18/);
    await view.row("Account standard, customized").click();
    await view.row("Rental custom · lmi_Rental").click({ modifiers: ["ControlOrMeta"] });
    await view.row("Territory standard").click({ modifiers: ["ControlOrMeta"] });
    await view.row("Rental custom · lmi_Rental").click({ button: "right" });
    await workbench.chooseFromMenu("Export Resources…");
    await wizard.text("2 of 25 resources selected").waitFor();
    assert.ok(await wizard.checkbox("Account").isChecked());
    assert.ok(await wizard.checkbox("Rental").isChecked());
    await wizard.text(/1 of the chosen resources can't be exported/).waitFor();

    // The wizard that is open takes in what is chosen next.
    await view.row("Appraisal custom · lmi_Appraisal").click({ button: "right" });
    await workbench.chooseFromMenu("Export Resources…");
    await wizard.text("3 of 25 resources selected").waitFor();
    assert.equal(
      await fixture()
        .workbench.editorTab(/^Export from/)
        .count(),
      1,
    );
  });

  it("says what is added from outside, exports only that on request, and starts clean after an export", async () => {
    const { workbench } = fixture();
    const exportFromTree = async (): Promise<void> => {
      await view.row(/^Skill level/).click({ button: "right" });
      await workbench.chooseFromMenu("Export Resources…");
    };
    await openFromTree();
    await wizard.checkbox("Rental").click();
    await wizard.checkbox("Workshop").click();
    await wizard.goToPackage();
    await view.unfold(/^Development/, /^Picklists 11/);
    await exportFromTree();
    await wizard.text("Skill level was added to the 2 selected before.").waitFor();
    await wizard.button("Only this one").click();
    await wizard.text("1 of 25 resources selected").waitFor();
    await wizard.text(/was added to/).waitFor({ state: "detached" });
    await wizard.goToPackage();
    await wizard.field("Name").fill("clean");
    await wizard.button("Export").click();
    await save();
    await wizard.heading("Exported 1 resource").waitFor();

    await view.act(/^Development/, "Export Resources…", wizard.step("Select resources"));
    await wizard.text("0 of 25 resources selected").waitFor();
    await exportFromTree();
    await wizard.text("1 of 25 resources selected").waitFor();
    assert.equal(await wizard.text(/was added to/).count(), 0);
  });

  it("goes straight to the last step with all resources", async () => {
    await openFromTree();
    await wizard.button("Select all resources").click();
    await wizard.step("Package").waitFor();
    await wizard.text("25 resources in the package.").waitFor();
    await wizard.button("Back").click();
    await wizard.step("Select resources").waitFor();
    await wizard.tab("Picklists 10 (10 selected)").waitFor();
    await wizard.text("25 of 25 resources selected").waitFor();
  });

  it("sets up the import of one resource and of several, with notes", async () => {
    await openFromTree();
    await wizard.checkbox("Appraisal").click();
    await wizard.checkbox("Spare part").click();
    await wizard.goToPackage();

    await wizard.button("Import setup of Appraisal: Merge").click();
    const one = wizard.dialog("Import setup of Appraisal");
    await one.getByRole("radio", { name: "Overwrite" }).click();
    await one
      .getByRole("textbox", { name: "Note for whoever imports (optional)" })
      .fill("Mind the old fields.");
    await one.getByRole("button", { name: "Set", exact: true }).click();
    await wizard.button("Import setup of Appraisal: Overwrite").waitFor();

    // All of it is exported: rows are selected to be set up, as in lists.
    assert.equal(await wizard.frame.getByRole("checkbox").count(), 0);
    await wizard.row("Appraisal").click();
    await wizard.row("Spare part").click({ modifiers: ["ControlOrMeta"] });
    await wizard.text(/2 rows selected$/).waitFor();
    await wizard.button("Set import setup…").click();
    const several = wizard.dialog("Import setup of 2 resources");
    // They are different: nothing is chosen, and what isn't chosen stays.
    assert.equal(await several.getByRole("radio", { checked: true }).count(), 0);
    await several.getByRole("radio", { name: "Add only" }).click();
    await several.getByRole("button", { name: "Set", exact: true }).click();
    await wizard.button("Import setup of Spare part: Add only").waitFor();
    assert.equal(
      await wizard.grid("Resources of the package").getByRole("row", { selected: true }).count(),
      0,
    );
    await wizard.button("Import setup of Appraisal: Add only").click();
    await wizard.dialog("Import setup of Appraisal").getByRole("radio", { name: "Skip" }).click();
    await wizard.page.keyboard.press("Escape");
    await wizard.button("Import setup of Appraisal: Add only").waitFor();

    await wizard.field("Name").fill("setups");
    await wizard.button("Export").click();
    await save();
    await wizard.heading(/^Exported/).waitFor();
    const { resources } = await manifestOf("setups.zip");
    const setupOf = (name: string): unknown[] =>
      resources.filter((resource) => resource.name === name).map(({ setup, note }) => [setup, note]);
    assert.deepEqual(setupOf("lmi_Appraisal"), [["add", "Mind the old fields."]]);
    assert.deepEqual(setupOf("lmi_SparePart"), [["add", undefined]]);
    assert.ok(resources.some(({ setup, related }) => related === true && setup === "merge"));
  });

  it("opens a definition beside itself by a double click", async () => {
    await openFromTree();
    await wizard.row("Rental").getByText("lmi_Rental").dblclick();
    await fixture().workbench.editorTab("lmi_Rental.json").waitFor();
    await wizard.step("Select resources").waitFor();
    assert.ok(!(await wizard.checkbox("Rental").isChecked()));
  });

  it("selects by a click anywhere in a row, and with Shift only ever more", async () => {
    await openFromTree();
    await wizard.row("Account").getByText("Standard, customized").click();
    await wizard.row("Case").getByText("Standard, customized").click();
    await wizard.text("2 of 25 resources selected").waitFor();
    await wizard.row("Case").getByText("Standard, customized").click();
    await wizard.text("1 of 25 resources selected").waitFor();
    // From a row that isn't selected: nothing between is deselected.
    await wizard
      .row("Account")
      .getByText("Standard, customized")
      .click({ modifiers: ["Shift"] });
    await wizard.text("3 of 25 resources selected").waitFor();
    assert.ok(await wizard.checkbox("Appraisal").isChecked());
  });

  it("filters, and acts on what the filter shows", async () => {
    await openFromTree();
    await wizard.checkbox("Account").click();
    await wizard.page.keyboard.press("/");
    await wizard.page.keyboard.type("repair");
    await wizard.text("2 of 15 shown").waitFor();
    await wizard.text("1 of 25 resources selected, 1 of them hidden by the filter").waitFor();
    await wizard.checkbox("Select all shown").click();
    await wizard.text("3 of 25 resources selected, 1 of them hidden by the filter").waitFor();
    await wizard.field("Filter resources by name").fill("no such thing");
    await wizard.text("No entities match “no such thing”.").waitFor();
    await wizard.button("Clear filter").click();
    await wizard.checkbox("Workshop").waitFor();
    assert.equal(await wizard.field("Filter resources by name").inputValue(), "");
    await wizard.field("Filter resources by name").fill("x");
    await wizard.page.keyboard.press("Escape");
    await wizard.checkbox("Workshop").waitFor();
    await wizard.text("3 of 25 resources selected").waitFor();
  });

  it("asks before it closes when choices would be lost", async () => {
    await openFromTree();
    await wizard.checkbox("Rental").click();
    await wizard.button("Close").click();
    const dialog = wizard.dialog("Discard your choices?");
    await dialog.getByRole("button", { name: "Stay" }).click();
    await dialog.waitFor({ state: "detached" });
    assert.ok(await wizard.checkbox("Rental").isChecked());
    await wizard.button("Close").click();
    await dialog.getByRole("button", { name: "Discard" }).click();
    await fixture()
      .workbench.editorTab(/^Export from/)
      .waitFor({ state: "detached" });

    await openFromTree();
    await wizard.button("Close").click();
    await fixture()
      .workbench.editorTab(/^Export from/)
      .waitFor({ state: "detached" });
  });
});
