import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { openPackage } from "../../src/core/package/openPackage";
import { useWorkbench } from "../support/editorFixture";
import { testPlatform } from "../support/testPlatform";
import { ExportWizard } from "./exportWizard";

describe("The export wizard's choices", () => {
  // A window of its own: in one that was used before, VS Code doesn't always bring the editors back when it is loaded again.
  const fixture = useWorkbench({ prepare: () => undefined });
  let wizard: ExportWizard;

  /** Goes to the last step with something chosen in each. */
  const choose = async (): Promise<void> => {
    await wizard.tab(/^Picklists/).click();
    await wizard.checkbox("Region").click();
    await wizard.tab(/^Entities/).click();
    await wizard.checkbox("Rental").click();
    await wizard.field("Filter resources by name").fill("re");
    await wizard.text("4 of 15 shown").waitFor();
    await wizard.button("Next").click();
    await wizard.checkbox("Workshop").click();
    await wizard.row("Workshop").getByText("The target must have it already").waitFor();
    await wizard.button("Next").click();
    await wizard.field("Name").fill("kept");
    await wizard.field("Version (optional)").fill("2.0");
    await wizard.field("Description (optional)").fill("All of it");
    await wizard.button("Import setup of Rental: Merge").click();
    const dialog = wizard.dialog("Import setup of Rental");
    await dialog.getByRole("radio", { name: "Overwrite" }).click();
    await dialog.getByRole("button", { name: "Set", exact: true }).click();
    await wizard.button("Import setup of Rental: Overwrite").waitFor();
  };

  /** Looks at all steps, from the last to the first and back. */
  const assertKept = async (): Promise<void> => {
    await wizard.step("Package").waitFor();
    await wizard.button("Import setup of Rental: Overwrite").waitFor();
    assert.equal(await wizard.field("Name").inputValue(), "kept");
    assert.equal(await wizard.field("Version (optional)").inputValue(), "2.0");
    assert.equal(await wizard.field("Description (optional)").inputValue(), "All of it");
    await wizard.text("12 resources in the package.").waitFor();

    await wizard.button("Back").click();
    await wizard.row("Workshop").getByText("The target must have it already").waitFor();
    assert.ok(!(await wizard.checkbox("Workshop").isChecked()));

    await wizard.button("Back").click();
    await wizard.tab("Entities 15 (1 selected)").waitFor();
    await wizard.tab("Picklists 10 (1 selected)").waitFor();
    assert.equal(await wizard.field("Filter resources by name").inputValue(), "re");
    assert.ok(await wizard.checkbox("Rental").isChecked());

    await wizard.button("Next").click();
    await wizard.step("Related resources").waitFor();
    await wizard.button("Next").click();
    await wizard.step("Package").waitFor();
  };

  before(async () => {
    const { workbench } = fixture();
    wizard = new ExportWizard(workbench);
    const view = await workbench.openEnvironments();
    await view.act(/^Development/, "Export Resources…", wizard.step("Select resources"));
    await choose();
  });

  it("stay on the way back and forth", assertKept);

  it("stay while another editor is in front", async () => {
    const { workbench } = fixture();
    await workbench.runCommand("Envferry: Find Resource…");
    await wizard.page.getByPlaceholder("Name or display name").fill("lmi_TrialOutcome");
    await wizard.page.getByRole("option", { name: /^Trial outcome/ }).waitFor();
    await wizard.page.keyboard.press("Enter");
    await workbench.editorTab("lmi_TrialOutcome.json").waitFor();
    await wizard.step("Package").waitFor({ state: "detached" });
    await workbench.editorTab(/^Export from/).click();
    await assertKept();
  });

  it("stay when the window is loaded again", async () => {
    await fixture().workbench.untilKept("All of it");
    await wizard.page.reload();
    await fixture().workbench.activityBarEntry().waitFor();
    // VS Code writes down what it keeps as the window goes, and on a busy machine loses the last moments of it: the steps
    // that were gone through just before.
    const early = wizard.step("Select resources").or(wizard.step("Related resources"));
    await wizard.step("Package").or(early).first().waitFor();
    while (await early.isVisible()) {
      await wizard.button("Next").click();
    }
    await assertKept();
  });

  it("are what is exported in the end", async () => {
    await wizard.button("Export").click();
    await wizard.savePackage({ makesFolder: true });
    await wizard.heading("Exported 12 resources").waitFor();
    const file = path.join(fixture().workspaceFolder, "packages", "kept.zip");
    const opened = await openPackage(readFileSync(file), testPlatform);
    assert.ok(opened.ok);
    const { manifest } = opened.value;
    assert.equal(manifest.version, "2.0");
    assert.deepEqual(
      manifest.resources.filter(({ related }) => !related).map(({ name, setup }) => [name, setup]),
      [
        ["lmi_Rental", "overwrite"],
        ["lmi_Region", "merge"],
      ],
    );
  });
});

describe("The export wizard in a workspace of several folders", () => {
  const fixture = useWorkbench({
    prepare: (folder) => {
      const second = path.join(folder, "second");
      mkdirSync(second);
      cpSync(path.join(folder, "environments"), path.join(second, "environments"), { recursive: true });
      rmSync(path.join(second, "environments", "dev", "entities", "lmi_Rental.json"));
      const workspaceFile = path.join(folder, "both.code-workspace");
      writeFileSync(
        workspaceFile,
        JSON.stringify({ folders: [{ path: ".", name: "first" }, { path: "second" }] }),
      );
      return workspaceFile;
    },
  });

  it("says which folder it exports from, and opens one wizard for each environment", async () => {
    const { workbench } = fixture();
    const wizard = new ExportWizard(workbench);
    const view = await workbench.openEnvironments();
    for (const [folder, total] of [
      ["second", 24],
      ["first", 25],
    ] as const) {
      const row = view.row(`Development ${folder}`);
      await row.hover();
      await row.getByRole("button", { name: "Export Resources…" }).click();
      await wizard.text(`In the folder ${folder}`).waitFor();
      await wizard.text(`0 of ${total} resources selected`).waitFor();
    }
    assert.equal(await workbench.editorTab("Export from Development").count(), 2);
  });
});
