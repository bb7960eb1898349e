import assert from "node:assert/strict";
import { copyFileSync, cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { hostileZip } from "../support/hostileZip";
import { useWorkbench } from "../support/editorFixture";
import { makePackage } from "../support/importPackages";
import { snapshotDefinitions } from "../support/temporaryFolder";
import type { EnvironmentsView } from "./environmentsView";
import { ImportWizard } from "./importWizard";

describe("The import wizard, when something is in the way", () => {
  const fixture = useWorkbench();
  let view: EnvironmentsView;
  let wizard: ImportWizard;
  let spare: string;
  let staging: string;

  const folder = (): string => fixture().workspaceFolder;
  const file = (relative: string): string => path.join(folder(), "environments", ...relative.split("/"));
  const packageFile = (name: string): string => path.join(folder(), "packages", name);
  const open = async (environment: RegExp, packagePath: string): Promise<void> => {
    await view.act(environment, "Import Resources…", wizard.button("Browse…"));
    await wizard.browse(packagePath);
  };

  before(async () => {
    spare = await makePackage(folder(), "spare", "dev", "--entity", "lmi_SparePart", "--no-related");
    staging = await makePackage(folder(), "staging", "staging", "--all");
    wizard = new ImportWizard(fixture().workbench);
    view = await fixture().workbench.openEnvironments();
  });
  afterEach(() => wizard.closeAll());

  it("says what is wrong with a file that is no package, and takes another one", async () => {
    writeFileSync(packageFile("junk.zip"), "This is no zip file.");
    await open(/^Staging/, packageFile("junk.zip"));
    await wizard.heading("packages/junk.zip can't be used").waitFor();
    assert.match(await wizard.frame.getByRole("listitem").first().innerText(), /^.{10,}\.$/);
    await wizard.browse(spare);
    await wizard.heading("Import spare into Staging").waitFor();

    // What is open stays open when the next one is refused.
    const whole = readFileSync(staging);
    writeFileSync(packageFile("cut.zip"), whole.subarray(0, whole.length / 2));
    await wizard.button("Another package…").click();
    await wizard.answerFileDialog("Choose a Package", packageFile("cut.zip"));
    await wizard.text(/^packages\/cut\.zip can't be used: .+\.$/).waitFor();
    await wizard.row("Spare part").waitFor();
  });

  it("says which version a package of a newer format needs, and opens it once it is mended", async () => {
    const newer = packageFile("newer.zip");
    writeFileSync(newer, hostileZip([{ name: "manifest.json", content: '{"formatVersion":2}' }]));
    await open(/^Staging/, newer);
    await wizard
      .text(/newer|version/i)
      .first()
      .waitFor();
    await wizard.heading("packages/newer.zip can't be used").waitFor();
    copyFileSync(spare, newer);
    await wizard.heading("Import spare into Staging").waitFor();
  });

  it("takes a package that is dropped, and says what else can't be dropped", async () => {
    await open(/^Staging/, spare);
    await wizard.row("Spare part").waitFor();
    await wizard.drop({ name: "notes.txt", bytes: new Uint8Array([1]) });
    await wizard.text("Drop one package, a .zip file.").waitFor();
    await wizard.drop({ name: "staging.zip", bytes: readFileSync(staging) });
    await wizard.heading("Import staging into Staging").waitFor();
    await wizard
      .text(/named staging, as this one is/)
      .first()
      .waitFor();
    await wizard.drop({
      uris: `# a comment\r\n${pathToFileURL(spare).href.replace("file://", remote())}\r\n`,
    });
    await wizard.heading("Import spare into Staging").waitFor();
    await wizard.drop({ uris: "not a uri" });
    await wizard.text("Drop one package, a .zip file.").waitFor();
  });

  it("follows the target while it is open", async () => {
    const target = file("staging/entities/lmi_SparePart.json");
    const before = readFileSync(target, "utf8");
    await open(/^Staging/, spare);
    await wizard.status(/^1 error/).waitFor();
    copyFileSync(file("dev/entities/lmi_SparePart.json"), target);
    await wizard.status(/^No errors, removals or warnings · .*1 unchanged/).waitFor();
    writeFileSync(target, before);
    await wizard.status(/^1 error/).waitFor();
  });

  it("writes nothing when the target was changed just before Import, and says what moved", async () => {
    const target = file("production/picklists/lmi_RepairService.json");
    const before = readFileSync(target, "utf8");
    const whole = snapshotDefinitions(file("production"));
    await open(/^Production/, staging);
    await wizard.untilImportIs("enabled");
    writeFileSync(target, before.replace('"label": "', '"label": "New '));
    await wizard.importButton().click();
    const moved = wizard.text(
      /^Production was changed since the import was checked, so nothing was written\. .*Repair service/,
    );
    await moved.waitFor();
    await wizard.untilImportIs("enabled");
    assert.equal(await wizard.frame.getByRole("dialog").count(), 0);
    // What the file watcher tells a moment later must not wipe it away.
    await wizard.status(/to update/).waitFor();
    await moved.waitFor();

    // Changed while the question stands: it goes, and nothing is written.
    await wizard.importButton().click();
    await wizard.dialog("Import into Production?").waitFor();
    writeFileSync(target, before);
    await wizard.dialog("Import into Production?").waitFor({ state: "detached" });
    await moved.waitFor();
    assert.deepEqual(snapshotDefinitions(file("production")), whole);
  });

  it("says that the environment is gone, and goes on when it is back", async () => {
    await open(/^Staging/, spare);
    await wizard.status(/^1 error/).waitFor();
    renameSync(file("staging"), path.join(folder(), "elsewhere"));
    const gone = wizard.text(/^The environment "staging" isn't there any more\./);
    await gone.waitFor();
    await wizard.text("The environment to import into can't be used.").waitFor();
    await wizard.untilImportIs("disabled");
    renameSync(path.join(folder(), "elsewhere"), file("staging"));
    await wizard.status(/^1 error/).waitFor();
    await gone.waitFor({ state: "hidden" });
    await wizard.select("Import into").selectOption({ label: "Production" });
    await wizard.heading("Import spare into Production").waitFor();
  });

  it("keeps what it has read when the package goes, and takes its successor", async () => {
    const passing = packageFile("passing {1} [x].zip");
    copyFileSync(spare, passing);
    await open(/^Staging/, passing);
    await wizard.setUp("Spare part", "Merge", "Skip");
    rmSync(passing);
    await wizard.text(/isn't there any more.*What was read of it before is still shown/).waitFor();
    copyFileSync(spare, passing);
    await wizard.text(/is there again, with the same content\.$/).waitFor();
    writeFileSync(passing, "junk");
    await wizard.text(/What was read of it before is still shown/).waitFor();
    copyFileSync(staging, passing);
    await wizard.heading("Import staging into Staging").waitFor();
    await wizard.text(/was replaced by another package, which is shown now\.$/).waitFor();
    // The choice for the same resource holds on.
    await wizard.button("Import setup of Spare part: Skip").waitFor();
  });

  it("keeps two wizards for two targets apart", async () => {
    const { workbench } = fixture();
    await open(/^Staging/, spare);
    await wizard.setUp("Spare part", "Merge", "Skip");
    await open(/^Production/, spare);
    await wizard.button("Import setup of Spare part: Merge").waitFor();
    await workbench.editorTab(/^Import spare into Staging/).click();
    await wizard.button("Import setup of Spare part: Skip").waitFor();
    // The environment's wizard is shown again instead of another one.
    const row = view.row(/^Production/);
    await row.hover();
    await row.getByRole("button", { name: "Import Resources…" }).click();
    await wizard.heading("Import spare into Production").waitFor();
    assert.equal(await workbench.editorTab(/^Import /).count(), 2);
  });

  it("is opened by the Explorer's context menu, for an import and to inspect", async () => {
    const {
      workbench,
      workbench: { page },
    } = fixture();
    await workbench.runCommand("View: Show Explorer");
    const explorer = page.getByRole("tree", { name: "Files Explorer" });
    const tree = explorer.getByRole("treeitem", { name: "packages" });
    await tree.waitFor();
    if ((await tree.getAttribute("aria-expanded")) === "false") {
      await tree.click();
    }
    await explorer.getByRole("treeitem", { name: "spare.zip" }).click({ button: "right" });
    await chooseFromMenu("Import Resources…");
    await page.getByRole("option", { name: /^Staging/ }).click();
    await wizard.heading("Import spare into Staging").waitFor();
    await wizard.closeAll();

    await explorer.getByRole("treeitem", { name: "spare.zip" }).click({ button: "right" });
    await chooseFromMenu("Inspect Package…");
    await wizard.heading("Package spare").waitFor();
    await wizard
      .text("1 resource in the package. Choose an environment to see what importing them would do.")
      .waitFor();
    await wizard.row("Spare part").waitFor();
    assert.equal(await wizard.importButton().count(), 0);
    await wizard.select("Import into").selectOption({ label: "Staging" });
    await wizard.heading("Import spare into Staging").waitFor();
    await wizard.status(/^1 error/).waitFor();
    await workbench.openEnvironments();
  });

  it("is opened by Inspect Package from the palette", async () => {
    const { workbench } = fixture();
    await workbench.runCommand("Envferry: Inspect Package…");
    await wizard.answerFileDialog("Choose a Package", spare);
    await wizard.heading("Package spare").waitFor();
  });

  it("ends the import that was confirmed when its panel is closed", async () => {
    const { workbench } = fixture();
    cpSync(file("production"), file("big"), { recursive: true });
    writeFileSync(
      file("big/environment.json"),
      JSON.stringify({ formatVersion: 1, name: "big", displayName: "Big" }),
    );
    mkdirSync(file("source/picklists"), { recursive: true });
    writeFileSync(
      file("source/environment.json"),
      JSON.stringify({ formatVersion: 1, name: "source", displayName: "Source" }),
    );
    // So many that there is time to close the panel while they are written.
    for (let index = 0; index < 4000; index++) {
      const name = `big_List${index}`;
      writeFileSync(
        file(`source/picklists/${name}.json`),
        JSON.stringify({ name, displayName: name, kind: "custom", entries: [{ value: 1, label: "One" }] }),
      );
    }
    const big = await makePackage(folder(), "big", "source", "--all");
    await view.row(/^Big/).waitFor();
    await open(/^Big/, big);
    await wizard.import("Big");
    await wizard.heading("Importing").waitFor();
    await workbench.runCommand("View: Close All Editors");
    await workbench.notification("4,000 resources were imported into Big.").waitFor();
    await wizard.page.getByRole("button", { name: "Show Report" }).click();
    await workbench.editorTab(/^# Imported: big into Big/).waitFor();
    await workbench.runCommand("View: Revert and Close Editor");

    // Cancelling puts everything back.
    const before = snapshotDefinitions(file("big"));
    await wizard.closeAll();
    rmSync(file("big/picklists"), { recursive: true });
    await open(/^Big/, big);
    await wizard.import("Big");
    await wizard.button("Cancel").click();
    await wizard.heading("Not imported").waitFor();
    await wizard.text("The import was cancelled. Big is as it was before.").waitFor();
    const after = snapshotDefinitions(file("big"));
    assert.deepEqual(
      Object.keys(after).filter((name) => name.startsWith("picklists/")),
      [],
    );
    assert.notDeepEqual(after, before);
  });

  it("is opened by a package that is dropped on an environment in the tree", async () => {
    const row = view.row(/^Production/);
    const drop = async (uri: string): Promise<void> => {
      const transfer = await wizard.page.evaluateHandle((list) => {
        const page = globalThis as unknown as {
          DataTransfer: new () => { setData(type: string, data: string): void };
        };
        const made = new page.DataTransfer();
        made.setData("text/uri-list", list);
        return made;
      }, uri);
      for (const event of ["dragenter", "dragover", "drop"]) {
        await row.dispatchEvent(event, { dataTransfer: transfer });
      }
    };
    await drop(`${remote()}${spare}`);
    await wizard.heading("Import spare into Production").waitFor();
    await wizard.closeAll();
    await drop(`${remote()}${path.join(folder(), "README.md")}`);
    await fixture().workbench.notification("Drop one package, a .zip file").waitFor();
  });

  /** By the keyboard: a menu that has just opened takes a click for the end of the one that opened it. */
  async function chooseFromMenu(name: string): Promise<void> {
    await wizard.page.getByRole("menuitem", { name }).hover();
    await wizard.page.keyboard.press("Enter");
  }

  /** The test's VS Code reaches its files through a server. */
  function remote(): string {
    return `vscode-remote://${new URL(wizard.page.url()).host}`;
  }
});
