import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { useWorkbench } from "../support/editorFixture";
import { makePackage } from "../support/importPackages";
import { snapshotDefinitions } from "../support/temporaryFolder";
import type { EnvironmentsView } from "./environmentsView";
import { ImportWizard } from "./importWizard";

describe("What the import wizard's user has reviewed", () => {
  const fixture = useWorkbench();
  let view: EnvironmentsView;
  let wizard: ImportWizard;
  let dev: string;
  let spare: string;

  const folder = (): string => fixture().workspaceFolder;
  const settings = (): string => path.join(folder(), ".vscode", "settings.json");
  const snapshot = (parent: string): Record<string, string> =>
    snapshotDefinitions(path.join(folder(), parent, "staging"));
  const open = async (environment: RegExp, packageFile: string): Promise<void> => {
    await view.act(environment, "Import Resources…", wizard.button("Browse…"));
    await wizard.browse(packageFile);
    await wizard.grid().waitFor();
  };

  before(async () => {
    dev = await makePackage(folder(), "dev", "dev", "--all");
    spare = await makePackage(folder(), "spare", "dev", "--entity", "lmi_DeliveryRoute", "--no-related");
    cpSync(path.join(folder(), "environments"), path.join(folder(), "copies"), { recursive: true });
    mkdirSync(path.dirname(settings()), { recursive: true });
    wizard = new ImportWizard(fixture().workbench);
    view = await fixture().workbench.openEnvironments();
  });
  afterEach(async () => {
    rmSync(settings(), { force: true });
    await wizard.closeAll();
  });

  it("is not imported into the folder that a setting names while the question is open", async () => {
    const staging = await makePackage(folder(), "production", "production", "--entity", "lmi_PickupPoint");
    await open(/^Staging/, staging);
    await wizard.untilImportIs("enabled");
    await wizard.importButton().click();
    const confirmation = wizard.dialog("Import into Staging?");
    await confirmation.waitFor();
    const [reviewed, other] = [snapshot("environments"), snapshot("copies")];
    // The other folder holds the very same: only where it is differs.
    writeFileSync(settings(), JSON.stringify({ "envferry.environmentsFolder": "copies" }));
    await confirmation.waitFor({ state: "detached" });
    await wizard.text(/^What was reviewed isn't what would be imported now.*in copies now, not in/).waitFor();
    assert.deepEqual([snapshot("environments"), snapshot("copies")], [reviewed, other]);

    // Back where it was reviewed, there is nothing to say any more.
    rmSync(settings());
    await wizard.text(/^What was reviewed/).waitFor({ state: "detached" });
    await wizard.import("Staging");
    await wizard.heading("Imported").waitFor();
    assert.deepEqual(snapshot("copies"), other);
    assert.notDeepEqual(snapshot("environments"), reviewed);
  });

  it("isn't replaced by another package without a question, nor behind a dialog", async () => {
    await open(/^Staging/, dev);
    await wizard.setUp("Case", "Merge", "Skip");
    const uri = pathToFileURL(spare).toString();
    await wizard.openDetails("Region", "Merge");
    await wizard.drop({ uris: uri });
    await wizard.dialog(/^Region/).waitFor();
    await wizard.page.keyboard.press("Escape");
    await wizard.heading("Import dev into Staging").waitFor();

    await wizard.drop({ name: "spare.zip", bytes: readFileSync(spare) });
    const question = wizard.dialog("Open another package?");
    await question.getByRole("button", { name: "Stay" }).click();
    await question.waitFor({ state: "detached" });
    await wizard.button("Import setup of Case: Skip").waitFor();
    // The same file keeps the choices, so there is nothing to ask.
    await wizard.drop({ uris: pathToFileURL(dev).toString() });
    await wizard.button("Import setup of Case: Skip").waitFor();
    await wizard.button("Another package…").click();
    await question.getByRole("button", { name: "Stay" }).click();
    await wizard.drop({ uris: uri });
    await question.getByRole("button", { name: "Open another" }).click();
    await wizard.heading("Import spare into Staging").waitFor();
  });

  it("is set up from a menu, for the rows that are selected and no others", async () => {
    await open(/^Staging/, dev);
    const { keyboard } = wizard.page;
    await wizard.row("Case").click();
    await wizard.row("Region").click({ modifiers: ["ControlOrMeta"] });
    await wizard.row("Region").click({ button: "right" });
    await fixture().workbench.chooseFromMenu("Skip");
    await wizard.button("Import setup of Case: Skip").waitFor();
    await wizard.button("Import setup of Region: Skip").waitFor();
    assert.equal(await wizard.grid().getByRole("row", { selected: true }).count(), 0);

    // On another row the menu is about that one.
    await wizard.row("Case").click();
    await wizard.row("Account").click({ button: "right" });
    await fixture().workbench.chooseFromMenu("Show Details");
    await wizard.dialog(/^Account \(/).waitFor();
    await keyboard.press("Escape");

    await wizard.row("Contact").click();
    await keyboard.press("Shift+ArrowDown");
    await keyboard.press("Shift+F10");
    await fixture().workbench.chooseFromMenu("Set Import Setup…");
    await wizard.dialog("Import setup of 2 resources").waitFor();
    await keyboard.press("Escape");
    await wizard.row("Contact").waitFor();
    assert.equal(await wizard.grid().getByRole("row", { selected: true }).count(), 2);
  });

  it("is selected by keys as in lists", async () => {
    await open(/^Staging/, dev);
    const { keyboard } = wizard.page;
    const selected = (): Promise<number> => wizard.grid().getByRole("row", { selected: true }).count();
    await wizard.row("Account").click();
    assert.equal(await selected(), 1);
    for (const [key, count] of [
      ["ArrowDown", 1],
      ["Shift+ArrowDown", 2],
      ["Control+ArrowDown", 2],
      ["Control+Space", 3],
      ["Control+Space", 2],
      ["Space", 1],
      ["Control+a", 25],
      ["Escape", 0],
      ["Shift+End", 22],
    ] as const) {
      await keyboard.press(key);
      if (key === "Control+a") {
        await wizard.status(/25 rows selected$/).waitFor();
      } else if (key === "Shift+End") {
        await wizard.status(new RegExp(`${count} rows selected$`)).waitFor();
      } else {
        assert.equal(await selected(), count, key);
      }
    }
  });
});
