import assert from "node:assert/strict";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";

import { envferry, type CliRun } from "../support/cli";
import { useWorkbench } from "../support/editorFixture";
import { interruptImport } from "../support/interruptedImport";
import type { EnvironmentsView } from "./environmentsView";
import { ExportWizard } from "./exportWizard";

describe("The export wizard, when something is in the way,", () => {
  const fixture = useWorkbench();
  let view: EnvironmentsView;
  let wizard: ExportWizard;

  const below = (...names: string[]): string => path.join(fixture().workspaceFolder, ...names);
  const dev = (...names: string[]): string => below("environments", "dev", ...names);
  const openFromTree = async (): Promise<void> => {
    await view.act(/^Development/, "Export Resources…", wizard.step("Select resources"));
  };

  const lookAtAnotherEditor = async (): Promise<void> => {
    await view.unfold(/^Development/, /^Entities 18/);
    await view.row("Rental custom · lmi_Rental").click();
    await fixture().workbench.editorTab("lmi_Rental.json").waitFor();
    await wizard.frame.getByRole("main").waitFor({ state: "detached" });
  };

  before(async () => {
    wizard = new ExportWizard(fixture().workbench);
    view = await fixture().workbench.openEnvironments();
    mkdirSync(below("packages"));
  });
  afterEach(async () => {
    await wizard.page.keyboard.press("Escape");
    await fixture().workbench.runCommand("View: Close All Editors");
    await fixture()
      .workbench.editorTab(/^Export from/)
      .waitFor({ state: "detached" });
  });

  it("says that the question for where to save was cancelled, and writes nothing", async () => {
    await openFromTree();
    await wizard.checkbox("Rental").click();
    await wizard.goToPackage();
    await wizard.button("Export").click();
    await (await wizard.savePath()).press("Escape");
    await wizard.text("The export was cancelled; no file was written.").waitFor();
    await wizard.step("Package").waitFor();
    assert.deepEqual(readdirSync(below("packages")), []);

    // And once more, with the wizard's own button while VS Code asks.
    await wizard.button("Export").click();
    await wizard.savePath();
    await wizard.button("Cancel").click();
    await wizard.text("The export was cancelled; no file was written.").waitFor();
    await wizard.page.keyboard.press("Escape");

    await wizard.button("Export").click();
    await wizard.savePackage();
    await wizard.heading(/^Exported/).waitFor();
    assert.equal(readdirSync(below("packages")).length, 1);
  });

  it("says at the field, and beside the button, what is wrong with a name", async () => {
    await openFromTree();
    await wizard.checkbox("Rental").click();
    await wizard.goToPackage();
    await wizard.field("Name").fill("a:b");
    const problem = "No file name can have : in it; leave it out of the package's name.";
    await wizard.text(problem).first().waitFor();
    assert.equal(await wizard.text(problem).count(), 2);
    const field = wizard.field(`Name. ${problem}`);
    await field.waitFor();
    assert.ok(await wizard.button("Export").isDisabled());
    await field.press("Enter");
    await wizard.step("Package").waitFor();

    await field.fill("");
    await wizard.text("Give the package a name.").first().waitFor();
    assert.ok(await wizard.button("Export").isDisabled());
    await wizard.field("Name. Give the package a name.").fill("good");
    await wizard.field("Name").waitFor();
    assert.ok(await wizard.button("Export").isEnabled());
    assert.equal(await wizard.text("Give the package a name.").count(), 0);
  });

  it("says why a file can't be written, keeps that in sight, and tries again elsewhere", async () => {
    const { workbench } = fixture();
    const before = readdirSync(below("packages"));
    await openFromTree();
    await wizard.checkbox("Rental").click();
    await wizard.goToPackage();
    await wizard.field("Name").fill("elsewhere");
    await wizard.button("Export").click();
    // VS Code counts characters, the disk counts bytes.
    await wizard.savePackage({ path: below("packages", `${"é".repeat(200)}.zip`) });
    const failure = wizard.text(/\.zip can't be written: .+ Nothing was exported/);
    await failure.waitFor();
    await wizard.step("Package").waitFor();
    assert.deepEqual(readdirSync(below("packages")), before);

    // It is still there after a look at something else.
    await lookAtAnotherEditor();
    await workbench.editorTab(/^Export from/).click();
    await failure.waitFor();

    await wizard.button("Export").click();
    await wizard.savePackage();
    await wizard.heading(/^Exported/).waitFor();
    assert.ok(existsSync(below("packages", "elsewhere.zip")));
  });

  it("offers nothing while an import is interrupted, and goes on once that has ended", async () => {
    const packageFile = below("packages", "production.zip");
    const run = (...args: string[]): Promise<CliRun> => envferry(args, { cwd: fixture().workspaceFolder });
    assert.equal((await run("export", "--env", "production", "--all", "--out", packageFile)).exitCode, 0);
    await openFromTree();
    await wizard.checkbox("Rental").click();
    await interruptImport(fixture().workspaceFolder, "dev", packageFile);
    await wizard
      .text(
        /^An import of Production into Development was interrupted .* Finish it or roll it back in the Environments view/,
      )
      .waitFor();
    assert.equal(await wizard.button("Next").count(), 0);

    assert.equal((await run("recover", "--env", "dev", "--roll-back")).exitCode, 0);
    await wizard.step("Select resources").waitFor();
    assert.ok(await wizard.checkbox("Rental").isChecked());
  });

  it("takes what was deleted out of the selection, says so, and selects it again when it is back", async () => {
    await openFromTree();
    await wizard.checkbox("Rental").click();
    await wizard.checkbox("Appraisal").click();
    const file = dev("entities", "lmi_Rental.json");
    const content = readFileSync(file);
    rmSync(file);
    await wizard.text(/^1 selected resource isn't in the environment any more/).waitFor();
    await wizard.text("1 of 24 resources selected").waitFor();
    assert.equal(await wizard.checkbox("Rental").count(), 0);
    writeFileSync(file, content);
    await wizard.text(/is back in the environment, and selected again/).waitFor();
    await wizard.text("2 of 25 resources selected").waitFor();
    assert.ok(await wizard.checkbox("Rental").isChecked());
  });

  it("names files that are broken, and goes on with the others", async () => {
    const file = dev("entities", "lmi_Appraisal.json");
    const content = readFileSync(file);
    writeFileSync(file, "{");
    await openFromTree();
    const summary = wizard.text("1 broken file can't be exported");
    await summary.click();
    await wizard.text(/^environments\/dev\/entities\/lmi_Appraisal\.json: ./).waitFor();
    await wizard.text("0 of 24 resources selected").waitFor();
    await wizard.checkbox("Rental").click();
    writeFileSync(file, content);
    await summary.waitFor({ state: "hidden" });
    await wizard.text("1 of 25 resources selected").waitFor();
  });

  it("says that the environment is gone, and goes on when it is back", async () => {
    await openFromTree();
    await wizard.checkbox("Rental").click();
    await wizard.goToPackage();
    await wizard.field("Name").fill("kept");
    renameSync(dev(), below("elsewhere"));
    await wizard.heading("Nothing to export from").waitFor();
    await wizard.text(/The environment "dev" isn't there any more/).waitFor();
    cpSync(below("elsewhere"), dev(), { recursive: true });
    // Its files come back one by one: without the selected one there is only the first step.
    await wizard.step("Package").or(wizard.tab("Entities 15 (1 selected)")).first().waitFor();
    if (await wizard.step("Select resources").isVisible()) {
      await wizard.goToPackage();
    }
    assert.equal(await wizard.field("Name").inputValue(), "kept");
    await wizard.button("Export").click();
    await wizard.savePackage();
    await wizard.heading("Exported 12 resources").waitFor();
    assert.ok(existsSync(below("packages", "kept.zip")));
  });

  it("tells of an export that ends while it isn't in sight", async () => {
    const { workbench } = fixture();
    await view.unfold(/^Development/, /^Entities 18/);
    await view.row("Rental custom · lmi_Rental").click();
    await workbench.editorTab("lmi_Rental.json").waitFor();
    await openFromTree();
    await wizard.checkbox("Spare part").click();
    await wizard.goToPackage();
    await wizard.field("Name").fill("unseen");
    await wizard.button("Export").click();
    const box = await wizard.savePath();
    // VS Code goes on asking while another editor is in front.
    await workbench.editorTab("lmi_Rental.json").click({ position: { x: 20, y: 20 } });
    await wizard.frame.getByRole("main").waitFor({ state: "detached" });
    await box.press("Enter");
    const message = workbench.notification("Exported 5 resources to packages/unseen.zip.");
    await message.waitFor();
    await message.getByRole("button", { name: "Reveal" }).click();
    await wizard.page
      .getByRole("tree", { name: "Files Explorer" })
      .getByRole("treeitem", { name: "unseen.zip" })
      .waitFor();
    await workbench.editorTab("Export from Development").click();
    await wizard.heading(/^Exported/).waitFor();
    await workbench.openEnvironments();
  });
});
