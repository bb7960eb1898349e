import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";

import { useWorkbench } from "../support/editorFixture";
import { entity, environmentFiles, lookupField, picklist, picklistField } from "../support/factories";
import { makePackage } from "../support/importPackages";
import { writeTree } from "../support/temporaryFolder";
import type { EnvironmentsView } from "./environmentsView";
import { ExportWizard } from "./exportWizard";
import { ImportWizard } from "./importWizard";

describe("The import wizard leads to what resolves a finding", () => {
  const fixture = useWorkbench();
  let view: EnvironmentsView;
  let wizard: ImportWizard;
  let trial: string;
  let chain: string;

  before(async () => {
    const { workbench, workspaceFolder } = fixture();
    writeTree(
      workspaceFolder,
      environmentFiles({
        name: "spare",
        entities: [
          entity({ name: "con_Project", fields: [lookupField(["con_Task"])] }),
          entity({ name: "con_Task", fields: [picklistField()] }),
        ],
        picklists: [picklist()],
      }),
    );
    chain = await makePackage(workspaceFolder, "chain", "spare", "--all");
    const alone = ["--no-related", "--entity", "lmi_InstrumentTrial"];
    trial = await makePackage(workspaceFolder, "trial", "dev", ...alone);
    await makePackage(workspaceFolder, "outcome", "dev", "--picklist", "lmi_TrialOutcome");
    wizard = new ImportWizard(workbench);
    view = await workbench.openEnvironments();
  });
  afterEach(() => wizard.closeAll());

  const openWith = async (packageFile: string): Promise<void> => {
    await view.act(/^Production/, "Import Resources…", wizard.button("Browse…"));
    await wizard.browse(packageFile);
    await wizard.grid().waitFor();
  };

  it("names the environments and packages that have what is missing, and opens their wizards", async () => {
    const { workbench, workspaceFolder } = fixture();
    await openWith(trial);
    const details = await wizard.openDetails("Instrument trial", "Merge");
    await details
      .getByText(/needs the picklist lmi_TrialOutcome.*The environment Development \(dev\) and the package/)
      .waitFor();
    await details.getByRole("button", { name: "Export lmi_TrialOutcome from dev", exact: true }).click();
    const source = new ExportWizard(workbench);
    await source.tab("Picklists 10 (1 selected)").waitFor();
    await source.text("1 of 25 resources selected").waitFor();

    await workbench.editorTab(/^Import trial into/).click();
    await details.getByRole("button", { name: "Import packages/outcome.zip first" }).click();
    await wizard.heading("Import outcome into Production (production)").waitFor();
    await wizard.import("Production");
    await wizard.heading("Imported").waitFor();
    const imported = "environments/production/picklists/lmi_TrialOutcome.json";
    assert.ok(existsSync(path.join(workspaceFolder, imported)));

    // The first wizard sees that nothing is missing any more.
    await workbench.editorTab(/^Import trial into/).click();
    await details.waitFor();
    await details
      .getByText(/lmi_TrialOutcome/)
      .first()
      .waitFor({ state: "detached" });
    await wizard.page.keyboard.press("Escape");
    await wizard.untilImportIs("enabled");
  });

  it("leads to the resource that stands in the way, and takes it along with the keyboard alone", async () => {
    await openWith(chain);
    await wizard.setUp("Stage", "Merge", "Skip");
    await wizard.status(/^2 errors/).waitFor();
    const project = await wizard.openDetails("Project", "Merge");
    await project.getByRole("button", { name: "Show what is wrong with con_Task" }).click();
    const task = wizard.dialog("Task (entity con_Task)");
    await task.waitFor();
    await project.waitFor({ state: "detached" });

    const unskip = task.getByRole("button", { name: "Choose Merge for con_Stage" });
    await unskip.focus();
    await wizard.page.keyboard.press("Enter");
    await unskip.waitFor({ state: "detached" });
    // The focus isn't lost with the button that had it.
    await task.locator(":focus").waitFor();
    await wizard.page.keyboard.press("Escape");
    await wizard.button("Import setup of Stage: Merge").waitFor();
    await wizard.status(/^No errors/).waitFor();
    await wizard.untilImportIs("enabled");
  });

  it("keeps its steps inside of a narrow panel", async () => {
    await openWith(chain);
    await wizard.setUp("Stage", "Merge", "Skip");
    const details = await wizard.openDetails("Task", "Merge");
    const step = details.getByRole("button", { name: "Choose Merge for con_Stage" });
    await step.waitFor();
    await wizard.page.setViewportSize({ width: 420, height: 700 });
    const box = await step.boundingBox();
    const around = await details.boundingBox();
    await wizard.page.setViewportSize({ width: 1400, height: 900 });
    assert.ok(box && around && box.x >= around.x && box.x + box.width <= around.x + around.width);
  });
});
