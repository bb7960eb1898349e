import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { scaled } from "../../scripts/editor/timeScale";
import { useWorkbench } from "../support/editorFixture";
import { makePackage } from "../support/importPackages";
import { accessibilityProblems } from "./accessibility";
import type { EnvironmentsView } from "./environmentsView";
import { ImportWizard } from "./importWizard";

const themes = ["Default Light Modern", "Dark Modern", "Dark High Contrast", "Light High Contrast"];

describe("The import wizard is for everybody", () => {
  const fixture = useWorkbench();
  let view: EnvironmentsView;
  let wizard: ImportWizard;
  let dev: string;
  const violations: string[] = [];

  before(async () => {
    const { workbench, workspaceFolder } = fixture();
    dev = await makePackage(
      workspaceFolder,
      "dev",
      "dev",
      "--all",
      "--setup-for",
      "entity:Account=overwrite",
    );
    wizard = new ImportWizard(workbench);
    wizard.page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) {
        violations.push(message.text());
      }
    });
    view = await workbench.openEnvironments();
  });
  afterEach(() => wizard.closeAll());

  const open = async (environment: RegExp): Promise<void> => {
    await view.act(environment, "Import Resources…", wizard.button("Browse…"));
  };
  const chooseTheme = async (theme: string): Promise<void> => {
    await fixture().workbench.runCommand("Preferences: Color Theme");
    const box = wizard.page.getByPlaceholder(/Select Color Theme/);
    await box.fill(theme);
    await wizard.page.getByRole("option", { name: theme }).first().waitFor();
    await box.press("Enter");
    await box.waitFor({ state: "hidden" });
  };

  for (const theme of themes) {
    it(`axe finds nothing on any page and in any dialog in ${theme}`, async function () {
      this.timeout(scaled(120_000));
      const { workspaceFolder } = fixture();
      const environment = path.join(workspaceFolder, "environments", "staging");
      const kept = path.join(workspaceFolder, "kept");
      if (!existsSync(kept)) {
        cpSync(environment, kept, { recursive: true });
      }
      cpSync(kept, environment, { recursive: true, force: true });
      const check = async (what: string): Promise<void> => {
        assert.deepEqual(await accessibilityProblems(wizard.frame), [], what);
      };
      await chooseTheme(theme);
      await open(/^Staging/);
      await check("choosing a package");
      const junk = path.join(workspaceFolder, "packages", "junk.zip");
      writeFileSync(junk, "junk");
      await wizard.browse(junk);
      await wizard.heading("packages/junk.zip can't be used").waitFor();
      await check("a package that is refused");
      await wizard.browse(dev);
      await wizard.status(/error/).waitFor();
      await check("the table");
      await wizard.row("Case").click();
      await wizard.page.keyboard.press("Shift+ArrowDown");
      await check("the table with rows selected");
      await wizard.page.keyboard.press("ArrowUp");
      await wizard.button("Set import setup…").click();
      await wizard.dialog("Import setup of 1 resource").waitFor();
      await check("the setup of several");
      await wizard.page.keyboard.press("Escape");
      await wizard.filter().fill("no such");
      await wizard.button("Clear filters").waitFor();
      await check("no match");
      await wizard.button("Clear filters").click();
      await wizard.openDetails("Appraisal", "Merge");
      await check("the details");
      await wizard.page.keyboard.press("Escape");
      await wizard.drop({ uris: "" });
      await wizard.text("Drop one package, a .zip file.").waitFor();
      await check("a failure");
      await wizard.select("Status").selectOption("error");
      await wizard.selectAllShown();
      await wizard.button("Set import setup…").click();
      await wizard
        .dialog(/^Import setup of/)
        .getByRole("radio", { name: "Skip" })
        .click();
      await wizard
        .dialog(/^Import setup of/)
        .getByRole("button", { name: "Set", exact: true })
        .click();
      await wizard.untilImportIs("enabled");
      await wizard.importButton().click();
      const confirmation = wizard.dialog("Import into Staging?");
      await confirmation.waitFor();
      await check("the confirmation");
      await confirmation.getByRole("checkbox").click();
      await confirmation.getByRole("button", { name: "Import and remove" }).click();
      await wizard.heading("Imported").waitFor();
      await check("the result");
    });
  }

  it("breaks its content security policy nowhere", async () => {
    assert.deepEqual(violations, []);
    // It would be heard of.
    await open(/^Staging/);
    const reported = wizard.page.waitForEvent("console", () => violations.length > 0);
    await wizard.frame.locator("body").evaluate((body) => {
      (body as unknown as { setAttribute(name: string, value: string): void }).setAttribute(
        "style",
        "top: 0",
      );
    });
    await reported;
  });

  it("names all of its controls", async () => {
    const { workspaceFolder: root } = fixture();
    cpSync(path.join(root, "kept"), path.join(root, "environments", "staging"), {
      recursive: true,
      force: true,
    });
    await open(/^Staging/);
    await wizard.browse(dev);
    await wizard.status(/error/).waitFor();
    const namesOf = async (role: "button" | "combobox" | "textbox" | "checkbox"): Promise<string[]> => {
      const all = await wizard.frame.getByRole(role).all();
      return Promise.all(all.map(async (one) => (await one.ariaSnapshot()).split("\n")[0] ?? ""));
    };
    assert.deepEqual(
      (await namesOf("combobox")).map((text) => /"([^"]*)"/.exec(text)?.[1]),
      ["Import into", "Status", "Type"],
    );
    assert.deepEqual(
      (await namesOf("textbox")).map((text) => /"([^"]*)"/.exec(text)?.[1]),
      ["Filter resources by name"],
    );
    const buttons = (await namesOf("button")).map((text) => /"([^"]*)"/.exec(text)?.[1] ?? text);
    for (const expected of [
      "Another package…",
      "Next problem",
      "Set import setup…",
      "Close",
      "Import setup of Case: Merge",
      "Resolve 1 error of Case",
    ]) {
      assert.ok(buttons.includes(expected), `${expected} is not among ${buttons.join(", ")}`);
    }
    // How many depends on what was imported before.
    for (const expected of [/^Import \d+ resources$/, /^Review \d+ warnings of Appraisal$/]) {
      assert.ok(
        buttons.some((name) => expected.test(name)),
        String(expected),
      );
    }
    assert.ok(!buttons.some((name) => name === "" || name.startsWith("- button")));
    // A checkbox would seem to say what is imported.
    assert.deepEqual(await namesOf("checkbox"), []);
    assert.equal(await wizard.grid().getAttribute("aria-multiselectable"), "true");
  });

  it("leads through the whole flow by keyboard alone", async () => {
    const { workbench, workspaceFolder } = fixture();
    const { keyboard } = wizard.page;
    const spare = await makePackage(
      workspaceFolder,
      "spare",
      "dev",
      "--entity",
      "lmi_SparePart",
      "--no-related",
    );
    await workbench.runCommand("Envferry: Import Resources…");
    await wizard.page.getByRole("option", { name: /^Production/ }).waitFor();
    // It is offered last.
    await keyboard.type("prod");
    await wizard.page.getByRole("option", { name: /^Staging/ }).waitFor({ state: "detached" });
    await keyboard.press("Enter");
    // Browse has the focus.
    await wizard.button("Browse…").and(wizard.frame.locator(":focus")).waitFor();
    await keyboard.press("Enter");
    await wizard.answerFileDialog("Choose a Package", spare);
    // The table has the focus: Enter opens the details, where the chosen action has it.
    await wizard.frame
      .getByRole("row", { name: /Spare part/ })
      .and(wizard.frame.locator(":focus"))
      .waitFor();
    await wizard.status(/^1 error/).waitFor();
    await keyboard.press("Enter");
    const details = wizard.dialog("Spare part (entity lmi_SparePart)");
    await details.getByRole("radio", { name: "Merge" }).and(wizard.frame.locator(":focus")).waitFor();
    await keyboard.press("ArrowDown");
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await details.waitFor({ state: "detached" });
    await wizard.frame
      .getByRole("row", { name: /Spare part/ })
      .and(wizard.frame.locator(":focus"))
      .waitFor();
    await wizard.untilImportIs("enabled");
    await keyboard.press("Tab");
    await keyboard.press("Tab");
    await wizard.importButton().and(wizard.frame.locator(":focus")).waitFor();
    await keyboard.press("Enter");
    const confirmation = wizard.dialog("Import into Production?");
    await confirmation.getByRole("button", { name: "Cancel" }).and(wizard.frame.locator(":focus")).waitFor();
    await keyboard.press("Shift+Tab");
    await confirmation.getByRole("checkbox").and(wizard.frame.locator(":focus")).waitFor();
    await keyboard.press("Space");
    const goOn = confirmation.getByRole("button", { name: "Import and remove" });
    await goOn.and(wizard.frame.locator(":not([disabled])")).waitFor();
    await keyboard.press("Tab");
    await keyboard.press("Tab");
    await goOn.and(wizard.frame.locator(":focus")).waitFor();
    await keyboard.press("Enter");
    await wizard.heading("Imported").and(wizard.frame.locator(":focus")).waitFor();
    const file = path.join(workspaceFolder, "environments/production/entities/lmi_SparePart.json");
    assert.match(readFileSync(file, "utf8"), /"maximum": 480/);
  });

  it("fits into little room", async () => {
    await fixture().workbench.runCommand("View: Close Primary Side Bar");
    await wizard.page.setViewportSize({ width: 420, height: 800 });
    await fixture().workbench.runCommand("Envferry: Import Resources…");
    await wizard.page.getByRole("option", { name: /^Staging/ }).click();
    await wizard.browse(dev);
    await wizard.status(/error/).waitFor();
    await wizard.button("Import setup of Case: Merge").waitFor();
    const sizes = await wizard.frame.locator("html").evaluate((html) => {
      const { scrollWidth, clientWidth } = html as unknown as { scrollWidth: number; clientWidth: number };
      return { scrollWidth, clientWidth };
    });
    assert.ok(sizes.scrollWidth <= sizes.clientWidth, JSON.stringify(sizes));
    await wizard.page.setViewportSize({ width: 1400, height: 900 });
    await fixture().workbench.activityBarEntry().click();
  });
});

describe("The import wizard of several workspace folders", () => {
  const fixture = useWorkbench({
    prepare: (folder) => {
      const second = path.join(folder, "second");
      mkdirSync(second);
      cpSync(path.join(folder, "environments"), path.join(second, "environments"), { recursive: true });
      const workspaceFile = path.join(folder, "both.code-workspace");
      writeFileSync(
        workspaceFile,
        JSON.stringify({ folders: [{ path: ".", name: "first" }, { path: "second" }] }),
      );
      return workspaceFile;
    },
  });

  it("imports into the folder that was chosen", async () => {
    const { workbench, workspaceFolder } = fixture();
    const staging = await makePackage(workspaceFolder, "staging", "staging", "--all");
    const wizard = new ImportWizard(workbench);
    await workbench.openEnvironments();
    await workbench.runCommand("Envferry: Inspect Package…");
    await wizard.answerFileDialog("Choose a Package", staging);
    await wizard.heading("Package staging").waitFor();
    await wizard.select("Import into").selectOption({ label: "Production (second)" });
    await wizard.heading("Import staging into Production (second)").waitFor();
    await wizard.import("Production (second)");
    await wizard.heading("Imported").waitFor();
    const program = (root: string): string =>
      path.join(root, "environments/production/entities/lmi_Workshop.json");
    assert.match(readFileSync(program(path.join(workspaceFolder, "second")), "utf8"), /lmi_Latitude/);
    assert.doesNotMatch(readFileSync(program(workspaceFolder), "utf8"), /lmi_Latitude/);
    await wizard.text(/imported into Production \(second\)\.$/).waitFor();
  });

  it("names the folder in every row of a picker, with production last and never chosen beforehand", async () => {
    const { workbench } = fixture();
    const { page } = workbench;
    await workbench.runCommand("Envferry: Import Resources…");
    await page
      .getByRole("option", { name: /^Staging/ })
      .first()
      .waitFor();
    // Name and description stand side by side, without a blank between them.
    assert.deepEqual(await page.getByRole("option").allInnerTexts(), [
      "Developmentdev · first",
      "Stagingfirst",
      "Developmentdev · second",
      "Stagingsecond",
      "Productionfirst",
      "Productionused last · second",
    ]);
    await page.keyboard.press("Escape");
  });
});
