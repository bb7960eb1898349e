import assert from "node:assert/strict";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import type { FrameLocator, Locator } from "playwright-core";

import { useWorkbench } from "../support/editorFixture";
import { makePackage } from "../support/importPackages";
import { interruptImport } from "../support/interruptedImport";
import { snapshotTree } from "../support/temporaryFolder";
import { EnvironmentsView } from "./environmentsView";
import { ImportWizard } from "./importWizard";

/** The files of definitions of an environment, without what is kept of imports. */
function definitionsOf(environmentFolder: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(snapshotTree(environmentFolder)).filter(([file]) => /^(entities|picklists)\//.test(file)),
  );
}

describe("The import history", () => {
  const fixture = useWorkbench();
  let view: EnvironmentsView;
  let wizard: ImportWizard;
  let packageFile: string;

  const file = (relative: string): string =>
    path.join(fixture().workspaceFolder, "environments", ...relative.split("/"));
  const report = (): FrameLocator => fixture().workbench.webview();
  const dialog = (): Locator => fixture().workbench.page.locator(".monaco-dialog-box");
  const importIntoStaging = async (): Promise<void> => {
    await view.act(/^Staging/, "Import Resources…", wizard.button("Browse…"));
    await wizard.browse(packageFile);
    await wizard.grid().waitFor();
    await wizard.import("Staging");
    await wizard.heading("Imported").waitFor();
  };

  before(async () => {
    packageFile = await makePackage(
      fixture().workspaceFolder,
      "trial",
      "dev",
      ...["--entity", "lmi_InstrumentTrial", "--package-version", "1.2"],
    );
    wizard = new ImportWizard(fixture().workbench);
    view = await fixture().workbench.openEnvironments();
  });

  it("lists an import, reports on it, undoes it, and says so", async () => {
    const before = definitionsOf(file("staging"));
    await view.unfold(/^Staging/);
    assert.equal(await view.row(/^Import history/).count(), 0);
    await importIntoStaging();
    const after = definitionsOf(file("staging"));
    assert.notDeepEqual(after, before);
    await wizard.closeAll();

    await view.row(/^Import history 1/).waitFor();
    await view.unfold(/^Import history/);
    await view.row(/^trial 1\.2 complete/).click();
    await fixture()
      .workbench.editorTab(/Import of trial 1\.2 into Staging/)
      .waitFor();
    await report().getByRole("heading", { name: "Import of trial 1.2" }).waitFor();
    await report().getByRole("cell", { name: "Instrument trial" }).waitFor();

    await fixture().workbench.runCommand("Envferry: Undo Last Import");
    await dialog().getByText("Undo the import of trial 1.2 into Staging?").waitFor();
    await dialog()
      .getByText(
        /^Put back as before: 8 resources, namely .*Removed, because it came with the import: 3 resources, namely .*lmi_InstrumentTrial/s,
      )
      .waitFor();
    assert.deepEqual(definitionsOf(file("staging")), after);
    await dialog().getByRole("button", { name: "Undo Import" }).click();
    await fixture()
      .workbench.notification("The import of trial 1.2 into Staging was undone: Staging is as it was before.")
      .waitFor();
    assert.deepEqual(definitionsOf(file("staging")), before);
    await view.row(/^trial 1\.2 undone/).waitFor();
    // The open report follows.
    await report()
      .getByText(/It was undone on/)
      .waitFor();
    await wizard.closeAll();

    await fixture().workbench.runCommand("Envferry: Undo Last Import");
    await fixture()
      .workbench.notification("No environment of this workspace has an import to undo.")
      .waitFor();
  });

  it("undoes an import from its result", async () => {
    const before = definitionsOf(file("staging"));
    await importIntoStaging();
    await wizard.button("Undo this import").click();
    await dialog().getByRole("button", { name: "Undo Import" }).click();
    await wizard.text("The import was undone. Staging is as it was before.").waitFor();
    assert.deepEqual(definitionsOf(file("staging")), before);

    await wizard.button("Copy report").click();
    await wizard.text("The report was copied to the clipboard.").waitFor();
    const saved = path.join(fixture().workspaceFolder, "report.md");
    await wizard.button("Save report…").click();
    await wizard.answerFileDialog("Save Report", saved);
    await wizard.text("The report was saved as report.md.").waitFor();
    assert.match(readFileSync(saved, "utf8"), /^# Undone: trial 1\.2 into Staging\n/);
    await wizard.closeAll();
  });

  it("shows in an open result that the import was undone elsewhere", async () => {
    const before = definitionsOf(file("staging"));
    await importIntoStaging();
    await wizard.button("Undo this import").waitFor();
    await fixture().workbench.runCommand("Envferry: Undo Last Import");
    await dialog().getByRole("button", { name: "Undo Import" }).click();
    await wizard.heading("Undone").waitFor();
    await wizard.text("The import was undone. Staging is as it was before.").waitFor();
    assert.equal(await wizard.button("Undo this import").count(), 0);
    assert.deepEqual(definitionsOf(file("staging")), before);
    await wizard.closeAll();
  });

  it("refuses to undo an import whose file was changed since, and opens that file", async () => {
    await importIntoStaging();
    await wizard.closeAll();
    const changed = file("staging/entities/lmi_InstrumentTrial.json");
    writeFileSync(changed, readFileSync(changed, "utf8").replace("{", '{ "note": "mine",'));
    const left = definitionsOf(file("staging"));

    const row = view.row(/^trial 1\.2 complete/);
    await row.hover();
    await row.getByRole("button", { name: "Undo Last Import" }).click();
    const refusal = fixture().workbench.notification(
      /The import of trial 1\.2 into Staging can't be undone\. environments\/staging\/entities\/lmi_InstrumentTrial\.json was changed after the import/,
    );
    await refusal.getByRole("button", { name: "Open File" }).click();
    await fixture().workbench.editorTab("lmi_InstrumentTrial.json").waitFor();
    assert.deepEqual(definitionsOf(file("staging")), left);
  });

  it("names a damaged line, and opens it", async () => {
    const history = file("staging/imports.jsonl");
    const lines = readFileSync(history, "utf8").trimEnd().split("\n").length;
    appendFileSync(history, "{ cut off\n");
    const row = view.row(new RegExp(`^Line ${lines + 1} damaged`));
    await row.click();
    await fixture().workbench.editorTab("imports.jsonl").waitFor();
    await fixture().workbench.untilCursorInLine(lines + 1);
  });
});

describe("An interrupted import", () => {
  let before: Record<"staging" | "production", Record<string, string>>;
  const fixture = useWorkbench({
    prepare: async (workspaceFolder) => {
      const environment = (name: string): string => path.join(workspaceFolder, "environments", name);
      before = {
        staging: definitionsOf(environment("staging")),
        production: definitionsOf(environment("production")),
      };
      const packageFile = await makePackage(
        workspaceFolder,
        "trial",
        "dev",
        "--entity",
        "lmi_InstrumentTrial",
      );
      await interruptImport(workspaceFolder, "staging", packageFile);
      await interruptImport(workspaceFolder, "production", packageFile);
      return undefined;
    },
  });
  const environment = (name: string): string => path.join(fixture().workspaceFolder, "environments", name);

  it("is offered to be rolled back when the window opens, and is", async () => {
    assert.notDeepEqual(definitionsOf(environment("staging")), before.staging);
    const offer = fixture().workbench.notification(/An import of trial into Staging was interrupted/);
    const view = await fixture().workbench.openEnvironments();
    await view.row(/^Staging .*import interrupted/).waitFor();
    await offer.getByRole("button", { name: "Roll Back" }).click();
    await view.row(/^Staging(?!.*interrupted)/).waitFor();
    assert.deepEqual(definitionsOf(environment("staging")), before.staging);
  });

  it("shows in the tree, with its details, and can be finished from there", async () => {
    const { workbench } = fixture();
    const offer = workbench.notification(/An import of trial into Production was interrupted/);
    await offer.getByRole("button", { name: "Show Details" }).click();
    const details = workbench.webview();
    await details.getByRole("heading", { name: "Interrupted import of trial into Production" }).waitFor();
    await details.getByRole("cell", { name: "as before the import" }).first().waitFor();

    const view = new EnvironmentsView(workbench.page);
    const row = view.row(/^Production .*import interrupted/);
    await row.waitFor();
    await row.hover();
    await row.getByRole("button", { name: "Finish or Roll Back Interrupted Import…" }).click();
    await workbench.page.getByRole("option", { name: /^Finish/ }).click();
    await workbench.notification("The import of trial into Production was finished.").waitFor();
    await view.row(/^Production(?!.*interrupted)/).waitFor();
    assert.notDeepEqual(definitionsOf(environment("production")), before.production);
    await view.unfold(/^Production/, /^Import history 1/);
    await view.row(/^trial complete/).waitFor();
  });
});
