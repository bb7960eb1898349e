/**
 * `npm run screenshots`: drives the real VS Code through both wizards and what comes after an import, and takes a picture of every step, in
 * four themes and three widths, into `out/screenshots/`. With `-- --readme` the README's pictures are taken anew as well, `-- --theme NAME` takes one theme only.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";

import { envferry } from "../test/support/cli";
import { makePackage } from "../test/support/importPackages";
import { ExportWizard } from "../test/ui/exportWizard";
import { ImportWizard } from "../test/ui/importWizard";
import { Workbench } from "../test/ui/workbench";
import { projectFolder } from "./editor/paths";
import { runMain, say } from "./editor/report";
import { copySampleWorkspace } from "./editor/sampleWorkspace";
import { startServedEditor } from "./editor/servedEditor";
import { workbenchUrl } from "./editor/workbenchUrl";

const themes = ["Default Light Modern", "Dark Modern", "Dark High Contrast", "Light High Contrast"];
const wide = { width: 1200, height: 760 };
const middle = { width: 640, height: 800 };
const narrow = { width: 420, height: 800 };
const sizes = { wide, middle, narrow } as const;
type Width = keyof typeof sizes;
const output = path.join(projectFolder, "out", "screenshots");

/** The pictures that the README shows, by their name here. */
const readmePictures: Readonly<Record<string, string>> = {
  "environments.png": "00-environments",
  "export.png": "02-export-related",
  "import.png": "12-import-review",
  "import-details.png": "13-import-details",
};
const readmeTheme = "Default Light Modern";

runMain(async () => {
  const { values } = parseArgs({ options: { readme: { type: "boolean" }, theme: { type: "string" } } });
  for (const theme of values.theme === undefined ? themes : [values.theme]) {
    await takePictures(theme);
  }
  if (values.readme) {
    for (const [picture, name] of Object.entries(readmePictures)) {
      copyFileSync(
        pictureFile(readmeTheme, name, "wide"),
        path.join(projectFolder, "media", "readme", picture),
      );
    }
  }
  say(`The pictures are in ${output}.`);
});

function pictureFile(theme: string, name: string, width: Width): string {
  return path.join(output, theme.toLowerCase().replaceAll(" ", "-"), `${name}-${width}.png`);
}

async function takePictures(theme: string): Promise<void> {
  const workspace = copySampleWorkspace();
  const editor = await startServedEditor();
  try {
    const page = await editor.browser.newPage({ viewport: wide });
    const workbench = new Workbench(page);
    await workbench.open(
      workbenchUrl({
        port: editor.server.port,
        workspace: workspace.path,
        extensionDevelopmentPath: projectFolder,
      }),
    );
    await workbench.chooseTheme(theme);
    const shot: Shot = (name, widths = ["wide", "middle", "narrow"]) => takeAll(page, theme, name, widths);
    const view = await workbench.openEnvironments();
    await view.unfold(/^Development/, /^Entities 18/, /^Rental custom/);
    await shot("00-environments");
    await takeFind(workbench, shot);
    await takeExport(workbench, shot);
    await takeImport(workbench, workspace.path, shot);
    await takeHistory(workbench, shot);
    await takeLastImport(workbench, workspace.path, shot);
    await takeSteps(workbench, workspace.path, shot);
  } finally {
    await editor.stop();
    workspace.remove();
  }
}

/** The same state in much room, in half of it and in little. */
async function takeAll(page: Page, theme: string, name: string, widths: readonly Width[]): Promise<void> {
  for (const width of widths) {
    await page.setViewportSize(sizes[width]);
    await untilPainted(page);
    const file = pictureFile(theme, name, width);
    mkdirSync(path.dirname(file), { recursive: true });
    await page.screenshot({ path: file, animations: "disabled" });
  }
  await page.setViewportSize(wide);
}

/** Layout follows a new size in the frames after it, in the workbench and in the webview in turn. */
async function untilPainted(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    await frame.evaluate(
      "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))))",
    );
  }
}

type Shot = (name: string, widths?: readonly Width[]) => Promise<void>;

async function takeFind(workbench: Workbench, shot: Shot): Promise<void> {
  const { page } = workbench;
  await workbench.runCommand("Envferry: Find Resource…");
  await page.getByPlaceholder("Name or display name").fill("rental status");
  await page
    .getByRole("option", { name: /^Rental status/ })
    .first()
    .waitFor();
  await shot("00-find");
  await page.keyboard.press("Escape");
}

async function takeExport(workbench: Workbench, shot: Shot): Promise<void> {
  const { page } = workbench;
  const wizard = new ExportWizard(workbench);
  await workbench.runCommand("Envferry: Export Resources…");
  await page.getByRole("option", { name: /^Development/ }).click();
  await wizard.grid("Entities").waitFor();
  await workbench.runCommand("View: Close Primary Side Bar");
  await wizard.checkbox("Rental").check();
  await wizard.checkbox("Repair order").check();
  await shot("01-export-select");
  await wizard.button("Next").click();
  await wizard.text(/taken along/).waitFor();
  await wizard.checkbox("Skill level").uncheck();
  await shot("02-export-related");
  await wizard.button("Next").click();
  await wizard.grid("Resources of the package").waitFor();
  await wizard.field("Name").fill("rental-changes");
  await wizard.field("Version (optional)").fill("1.4.0");
  await shot("03-export-package");
  await wizard.button(/^Import setup of Rental:/).click();
  await wizard.dialog(/^Import setup of Rental/).waitFor();
  await shot("04-export-setup");
  await page.keyboard.press("Escape");
  // From the tree, something is added to what is open.
  const view = await workbench.openEnvironments();
  await view.row(/^Delivery stop/).click({ button: "right" });
  await workbench.chooseFromMenu("Export Resources…");
  await wizard.text(/was added to the/).waitFor();
  await workbench.runCommand("View: Close Primary Side Bar");
  await shot("04-export-added");
  await wizard.button("Export").click();
  await wizard.savePackage({ makesFolder: true });
  await wizard.heading(/^Exported/).waitFor();
  await shot("05-export-done");
  await workbench.runCommand("View: Close Editor");
}

async function takeImport(workbench: Workbench, workspace: string, shot: Shot): Promise<void> {
  const exported = await envferry(
    [
      ...["export", "--workspace", workspace, "--env", "dev", "--all", "--name", "Spring changes"],
      ...[
        "--package-version",
        "2.1.0",
        "--setup-for",
        "entity:lmi_Rental=overwrite",
        "--out",
        "packages/spring.zip",
      ],
    ],
    { cwd: workspace },
  );
  if (exported.exitCode !== 0) {
    throw new Error(exported.stderr);
  }
  const { page } = workbench;
  const wizard = workbench.webview();
  await workbench.runCommand("Envferry: Import Resources…");
  await page.getByRole("option", { name: /^Staging/ }).waitFor();
  await shot("10-import-target");
  await page.getByRole("option", { name: /^Staging/ }).click();
  await wizard.getByRole("button", { name: "Browse…" }).waitFor();
  await shot("11-import-choose");
  await wizard.getByRole("button", { name: "Browse…" }).click();
  await page.getByRole("option", { name: "spring.zip" }).waitFor();
  await page.keyboard.type("spring.zip");
  await page.keyboard.press("Enter");
  await wizard.getByText(/to create/).waitFor();
  await shot("12-import-review");
  await wizard.getByRole("button", { name: /^Import setup of Rental:/ }).click();
  await wizard.getByRole("dialog").getByText("Leaves it alone").waitFor();
  await shot("13-import-details");
  await page.keyboard.press("Escape");
  await wizard.getByLabel("Status", { exact: true }).selectOption("error");
  await wizard.getByRole("grid").getByRole("row").nth(1).click();
  await page.keyboard.press("Control+a");
  await wizard.getByText(/rows selected/).waitFor();
  await wizard.getByRole("row").nth(2).click({ button: "right" });
  await page.getByRole("menuitem", { name: "Set Import Setup…" }).waitFor();
  // Another size would close it.
  await shot("14-import-menu", ["wide"]);
  await page.keyboard.press("Escape");
  await wizard.getByRole("button", { name: "Set import setup…" }).click();
  await wizard.getByRole("radio", { name: "Skip" }).check();
  await shot("14-import-setup-of-several");
  await wizard.getByRole("dialog").getByRole("button", { name: /^Set/ }).click();
  await wizard.getByText(/to skip/).waitFor();
  await wizard.getByLabel("Status", { exact: true }).selectOption("all");
  await wizard.getByRole("button", { name: /^Import \d+ resources$/ }).click();
  const confirmation = wizard.getByRole("dialog");
  await confirmation.getByRole("checkbox").waitFor();
  await shot("15-import-confirm");
  await confirmation.getByRole("checkbox").check();
  await confirmation.getByRole("button", { name: /^Import/ }).click();
  await wizard.getByRole("heading", { name: "Imported" }).waitFor();
  await shot("16-import-done");
}

async function takeHistory(workbench: Workbench, shot: Shot): Promise<void> {
  const { page } = workbench;
  await workbench.runCommand("View: Close All Editors");
  const view = await workbench.openEnvironments();
  // Folded up, it makes room for the others.
  await view.row(/^Development/).click();
  await view.unfold(/^Staging/, /^Import history 1/);
  await view.row(/^Spring changes 2\.1\.0/).click();
  await workbench.webview().getByRole("heading", { name: "Import of Spring changes 2.1.0" }).waitFor();
  await shot("20-history");
  await workbench.runCommand("Envferry: Undo Last Import");
  const dialog = page.locator(".monaco-dialog-box");
  await dialog.getByText(/^Undo the import of/).waitFor();
  await shot("21-undo-confirm");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await workbench.runCommand("View: Close Primary Side Bar");
}

/** Both sides go on after the import: the target and the package differ from what it left. */
async function takeLastImport(workbench: Workbench, workspace: string, shot: Shot): Promise<void> {
  edit(workspace, "staging/entities/lmi_Rental.json", (text) =>
    text
      .replace('"maximum": 1000,', '"maximum": 1500,')
      .replace('"maxLength": 150', '"maxLength": 250')
      .replace(/ +\{\s+"name": "lmi_EndsOn",[^}]+\},\n/, ""),
  );
  edit(workspace, "dev/entities/lmi_Rental.json", (text) =>
    text
      .replace('"maximum": 1000,', '"maximum": 1200,')
      .replace(
        "An agreement under which a customer rents one instrument.",
        "An agreement to rent an instrument.",
      ),
  );
  const summer = await makePackage(workspace, "summer", "dev", "--all", "--package-version", "2.2.0");
  await workbench.runCommand("View: Close All Editors");
  await openWizard(workbench, /^Staging/, summer);
  const wizard = new ImportWizard(workbench);
  await wizard
    .row("Rental")
    .getByText(/warnings/)
    .waitFor();
  await shot("22-last-import");
  const details = await wizard.openDetails("Rental", "Merge");
  await shot("23-last-import-details");
  await details.getByRole("table").evaluate("document.querySelector('.changes').scrollIntoView()");
  await shot("24-last-import-changes");
  await details.getByRole("listitem").getByRole("button", { name: "Compare" }).click();
  await workbench.page.getByText("/last import/entities", { exact: true }).waitFor();
  await shot("25-last-import-compare");
}

async function takeSteps(workbench: Workbench, workspace: string, shot: Shot): Promise<void> {
  const trial = await makePackage(
    workspace,
    "trial",
    "dev",
    ...["--no-related", "--entity", "lmi_InstrumentTrial"],
  );
  await workbench.runCommand("View: Close All Editors");
  await openWizard(workbench, /^Production/, trial);
  const wizard = new ImportWizard(workbench);
  await wizard.openDetails("Instrument trial", "Merge");
  await shot("26-steps");
}

async function openWizard(workbench: Workbench, environment: RegExp, packageFile: string): Promise<void> {
  const wizard = new ImportWizard(workbench);
  await workbench.runCommand("Envferry: Import Resources…");
  await workbench.page.getByRole("option", { name: environment }).click();
  await wizard.browse(packageFile);
  await wizard.grid().waitFor();
}

function edit(workspace: string, file: string, change: (text: string) => string): void {
  const absolute = path.join(workspace, "environments", ...file.split("/"));
  writeFileSync(absolute, change(readFileSync(absolute, "utf8")));
}
