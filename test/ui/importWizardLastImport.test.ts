import assert from "node:assert/strict";

import type { Locator } from "playwright-core";

import { envferry } from "../support/cli";
import { useWorkbench } from "../support/editorFixture";
import { customField, entity, environmentFiles, field } from "../support/factories";
import { makePackage } from "../support/importPackages";
import { writeTree } from "../support/temporaryFolder";
import type { EnvironmentsView } from "./environmentsView";
import { accessibilityProblems } from "./accessibility";
import { ImportWizard } from "./importWizard";

/** What an environment has of a project and of a task, whose parts are told apart by the last import. */
interface State {
  readonly nameLength: number;
  readonly projectLabel: string;
  readonly codeLength: number;
  readonly taskLabel: string;
  readonly hasNote: boolean;
}

const imported: State = {
  nameLength: 100,
  projectLabel: "Project",
  codeLength: 10,
  taskLabel: "Task",
  hasNote: true,
};

function filesOf(name: string, state: State): Readonly<Record<string, string | Uint8Array>> {
  const project = entity({
    name: "con_Project",
    displayName: state.projectLabel,
    fields: [
      field({ maxLength: state.nameLength }),
      customField({ name: "con_Code", maxLength: state.codeLength }),
    ],
  });
  const task = entity({
    name: "con_Task",
    displayName: state.taskLabel,
    fields: [field(), ...(state.hasNote ? [field({ name: "con_Note" })] : [])],
  });
  return environmentFiles({
    name,
    description: { displayName: name === "yard" ? "Yard" : "Mill" },
    entities: [project, task],
  });
}

describe("The import wizard after an earlier import", () => {
  let packageFile: string;
  const fixture = useWorkbench({
    prepare: async (workspaceFolder) => {
      writeTree(workspaceFolder, filesOf("mill", imported));
      writeTree(workspaceFolder, environmentFiles({ name: "yard", description: { displayName: "Yard" } }));
      const first = await makePackage(workspaceFolder, "parts", "mill", "--all", "--package-version", "1.0");
      const run = await envferry(["import", first, "--workspace", workspaceFolder, "--env", "yard"]);
      assert.equal(run.exitCode, 0, run.stderr);
      // Since then both sides went on.
      writeTree(
        workspaceFolder,
        filesOf("yard", { ...imported, nameLength: 150, codeLength: 20, hasNote: false }),
      );
      writeTree(
        workspaceFolder,
        filesOf("mill", { ...imported, nameLength: 200, projectLabel: "Venture", taskLabel: "Duty" }),
      );
      packageFile = await makePackage(
        workspaceFolder,
        "parts-2",
        "mill",
        "--all",
        "--package-version",
        "2.0",
      );
      return undefined;
    },
  });
  let wizard: ImportWizard;
  let view: EnvironmentsView;

  before(async () => {
    wizard = new ImportWizard(fixture().workbench);
    view = await fixture().workbench.openEnvironments();
  });
  beforeEach(async () => {
    await view.act(/^Yard/, "Import Resources…", wizard.button("Browse…"));
    await wizard.browse(packageFile);
    await wizard.status(/^\d+ warnings?/).waitFor();
  });
  afterEach(() => wizard.closeAll());

  /** The texts of a table by row. */
  const textsOf = async (table: Locator): Promise<string[][]> => {
    const rows = await table.getByRole("row").all();
    return Promise.all(
      rows.map((row) => row.getByRole("cell").or(row.getByRole("columnheader")).allInnerTexts()),
    );
  };

  it("says what both sides changed, and shows the three states side by side", async () => {
    const details = await wizard.openDetails("Venture", "Merge");
    const finding = details.getByRole("listitem").filter({ hasText: "changed-in-target" });
    await finding
      .getByText(
        /The entity Venture \(con_Project\) was changed both in the package and in the target since the import of .* Both changed con_Name → maxLength, and the package's is taken; only the target changed con_Code → maxLength, and that is taken back\./,
      )
      .waitFor();
    await details.getByText(/^Last import of it: parts 1\.0, imported on \d{4}-\d\d-\d\d\.$/).waitFor();
    assert.deepEqual(await textsOf(details.getByRole("table")), [
      ["Change", "What", "Last import", "Here now", "After", "Changed since"],
      ["Changed", "displayName", '"Project"', '"Project"', '"Venture"', "in the package"],
      ["Changed", "con_Name → maxLength", "100", "150", "200", "in both"],
      ["Changed", "con_Code → maxLength", "10", "20", "10", "here"],
    ]);
    // Add only keeps all that the target has.
    await details.getByRole("radio", { name: "Add only" }).click();
    await finding.waitFor({ state: "detached" });
    await details.getByRole("radio", { name: "Merge" }).click();

    await finding.getByRole("button", { name: "Compare" }).click();
    await fixture()
      .workbench.editorTab(/^con_Project\.json: last import ↔ Yard now ↔ after import/)
      .waitFor();
    // From top to bottom and from left to right: the last import and now, now and afterwards.
    const texts = wizard.page.locator(".editor-instance .view-lines");
    for (const [index, length] of [100, 150, 150, 200].entries()) {
      const line = new RegExp(`"maxLength":\\s${length}`);
      await texts.nth(index).filter({ hasText: line }).waitFor();
    }
    for (const side of ["last import", "now", "after import (Merge)"]) {
      await wizard.page.getByText(`/${side}/entities`, { exact: true }).first().waitFor();
    }
  });

  it("says what the target removed and gets back", async () => {
    const details = await wizard.openDetails("Duty", "Merge");
    await details
      .getByText(
        /The entity Duty \(con_Task\) gets back 1 part that was removed from the target after the import of .*: con_Note \(.*\)\./,
      )
      .waitFor();
    assert.deepEqual(await textsOf(details.getByRole("table")), [
      ["Change", "What", "Last import", "Here now", "After", "Changed since"],
      ["Changed", "displayName", '"Task"', '"Task"', '"Duty"', "in the package"],
      ["Added", "field con_Note", "Note", "", "Note", "here"],
    ]);
  });

  for (const theme of ["Dark Modern", "Light High Contrast"]) {
    it(`passes axe in ${theme}, and cuts nothing off where there is little room`, async () => {
      await fixture().workbench.chooseTheme(theme);
      const details = await wizard.openDetails("Venture", "Merge");
      assert.deepEqual(await accessibilityProblems(wizard.frame), []);
      await fixture().workbench.runCommand("View: Toggle Primary Side Bar Visibility");
      await wizard.page.setViewportSize({ width: 420, height: 800 });
      assert.deepEqual(await accessibilityProblems(wizard.frame), []);
      assert.deepEqual(await cutOff(details), []);
      await wizard.page.setViewportSize({ width: 1400, height: 900 });
      await fixture().workbench.runCommand("View: Toggle Primary Side Bar Visibility");
    });
  }
});

/** Texts of a dialog that reach beyond it, without the column titles that only screen readers are told there. */
async function cutOff(dialog: Locator): Promise<string[]> {
  const frame = await dialog.boundingBox();
  assert.ok(frame);
  const texts = await dialog.locator("p, td, li, code, button, vscode-button").all();
  const boxes = await Promise.all(
    texts.map(async (text) => ({ text: await text.innerText(), box: await text.boundingBox() })),
  );
  return boxes
    .filter(({ box }) => box && (box.x < frame.x || box.x + box.width > frame.x + frame.width))
    .map(({ text }) => text);
}
