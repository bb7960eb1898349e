import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";

import { EnvironmentLock } from "../../src/core/apply/lock";
import { StateFolder } from "../../src/core/apply/stateFolder";
import { createNodeAgent } from "../../src/node/nodeAgent";
import { NodeFileSystem } from "../../src/node/nodeFileSystem";
import { useWorkbench } from "../support/editorFixture";
import {
  entity,
  entry,
  environmentFiles,
  field,
  lookupField,
  picklist,
  picklistField,
} from "../support/factories";
import { makePackage } from "../support/importPackages";
import { writeTree } from "../support/temporaryFolder";
import type { EnvironmentsView } from "./environmentsView";
import { ExportWizard } from "./exportWizard";
import { ImportWizard } from "./importWizard";

describe("The import wizard leads to what resolves a finding", () => {
  const fixture = useWorkbench({
    prepare: (workspaceFolder) => {
      // In a browser VS Code saves by itself.
      writeTree(workspaceFolder, { ".vscode/settings.json": JSON.stringify({ "files.autoSave": "off" }) });
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
      writeTree(
        workspaceFolder,
        environmentFiles({
          name: "depot",
          entities: [entity({ name: "con_Task", displayName: "Duty", fields: [field()] })],
          picklists: [picklist({ entries: [entry(1)] })],
        }),
      );
      return undefined;
    },
  });
  let view: EnvironmentsView;
  let wizard: ImportWizard;
  let trial: string;
  let chain: string;

  before(async () => {
    const { workbench, workspaceFolder } = fixture();
    chain = await makePackage(workspaceFolder, "chain", "spare", "--all");
    const alone = ["--no-related", "--entity", "lmi_InstrumentTrial"];
    trial = await makePackage(workspaceFolder, "trial", "dev", ...alone);
    await makePackage(workspaceFolder, "outcome", "dev", "--picklist", "lmi_TrialOutcome");
    wizard = new ImportWizard(workbench);
    view = await workbench.openEnvironments();
  });
  afterEach(() => wizard.closeAll());

  const openWith = async (packageFile: string, environment = /^Production/): Promise<void> => {
    await view.act(environment, "Import Resources…", wizard.button("Browse…"));
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
    await wizard.heading("Import outcome into Production").waitFor();
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

  it("saves and reverts unsaved edits of the file that an import is to write", async () => {
    const { workbench, workspaceFolder } = fixture();
    const { page } = wizard;
    const edited = path.join(workspaceFolder, "environments/depot/picklists/con_Stage.json");
    const before = readFileSync(edited, "utf8");
    await view.unfold(/^Depot/, /^Picklists/);
    await view.row(/^Stage/).click();
    const editor = workbench.editorTab("con_Stage.json");
    await editor.waitFor();
    const edit = async (): Promise<void> => {
      await editor.click();
      await page.locator(".monaco-editor.focused").waitFor();
      await page.keyboard.press("Control+End");
      await page.keyboard.type(" ");
      await workbench
        .editorTab(/^con_Stage\.json.*/)
        .and(page.locator(".dirty"))
        .waitFor();
    };
    await openWith(chain, /^Depot/);
    for (const step of ["Save", "Revert"]) {
      await edit();
      await workbench.editorTab(/^Import chain into/).click();
      await wizard.untilImportIs("disabled");
      const details = await wizard.openDetails("Stage", "Merge");
      const finding = details.getByText(/has unsaved changes in an editor/);
      await finding.waitFor();
      await details.getByRole("button", { name: `${step} picklists/con_Stage.json` }).click();
      // The wizard stays in front, or comes back.
      await finding.waitFor({ state: "detached" });
      assert.equal(readFileSync(edited, "utf8"), `${before} `);
      await page.keyboard.press("Escape");
      await wizard.untilImportIs("enabled");
    }
  });

  it("opens a broken file of the target at its line", async () => {
    const { workbench, workspaceFolder } = fixture();
    const broken = path.join(workspaceFolder, "environments/depot/entities/con_Task.json");
    const sound = readFileSync(broken);
    writeFileSync(broken, '{\n  "name": "con_Task",\n  "displayName": 5\n}\n');
    await openWith(chain, /^Depot/);
    await wizard.status(/^1 error/).waitFor();
    const details = await wizard.openDetails("Task", "Merge");
    await details.getByRole("button", { name: "Open entities/con_Task.json, line 3" }).click();
    await workbench.editorTab("con_Task.json").waitFor();
    await workbench.untilCursorInLine(3);
    writeFileSync(broken, sound);
  });

  it("checks again whether another import still runs", async () => {
    const { workspaceFolder } = fixture();
    const files = new NodeFileSystem(workspaceFolder);
    const other = spawn(process.execPath, ["--eval", "process.stdin.resume()"]);
    const { pid } = other;
    assert.ok(pid !== undefined);
    const agent = { ...createNodeAgent(), process: { pid, host: hostname(), startMark: undefined } };
    const lock = await EnvironmentLock.acquire(files, new StateFolder(files, "environments/depot"), agent);
    assert.ok(lock instanceof EnvironmentLock);
    await openWith(chain, /^Depot/);
    const finding = wizard.text(/^Error: Another import into Depot is running: process \d+ on/);
    await finding.waitFor();
    await wizard.untilImportIs("disabled");
    // Nothing tells the wizard that a process has ended.
    const ended = new Promise((resolve) => other.once("exit", resolve));
    other.kill();
    await ended;
    await wizard.button("Check again").click();
    await finding.waitFor({ state: "detached" });
    await wizard.untilImportIs("enabled");
    await lock.release();
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
