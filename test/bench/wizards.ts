/**
 * Measures what users of the two wizards wait for, in VS Code's server build with a headless browser:
 * `npm run bench:wizards -- --entities 10000`. Milliseconds, which depend on the machine and serve for comparing two versions; from what
 * the user does to what the page shows, so that the driver's own time (some 10 ms) is in them, but for "in the page".
 */
import { rmSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import type { FrameLocator, Page } from "playwright-core";
import { projectFolder } from "../../scripts/editor/paths";
import { runMain } from "../../scripts/editor/report";
import { startServedEditor } from "../../scripts/editor/servedEditor";
import { workbenchUrl } from "../../scripts/editor/workbenchUrl";
import { envferry } from "../support/cli";
import { Workbench } from "../ui/workbench";
import { generateWorkspace, sourceName } from "./generate";
import { temporaryFolder } from "./workplace";

const patience = { timeout: 120_000 };

runMain(async () => {
  const { values } = parseArgs({ options: { entities: { type: "string", default: "10000" } } });
  const folder = temporaryFolder();
  try {
    const workspace = path.join(folder, "workspace");
    generateWorkspace(workspace, Number(values.entities));
    const exported = await envferry(
      ["export", "--workspace", workspace, "--env", sourceName, "--all", "--out", "all.zip"],
      { cwd: workspace },
    );
    if (exported.exitCode !== 0) {
      throw new Error(exported.stderr);
    }
    await measureWizards(workspace);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

async function measureWizards(workspace: string): Promise<void> {
  const editor = await startServedEditor();
  try {
    const page = await editor.browser.newPage({ viewport: { width: 1400, height: 900 } });
    const workbench = new Workbench(page);
    await workbench.open(
      workbenchUrl({ port: editor.server.port, workspace, extensionDevelopmentPath: projectFolder }),
    );
    await measureExport(workbench, page, "environment not read before");
    await measureExport(workbench, page, "environment read before");
    await measureImport(workbench, page);
  } finally {
    await editor.stop();
  }
}

async function timed(what: string, action: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  await action();
  console.log(`${what}: ${Math.round(performance.now() - start)} ms`);
}

async function measureExport(workbench: Workbench, page: Page, state: string): Promise<void> {
  const wizard = workbench.webview();
  await workbench.runCommand("Envferry: Export Resources…");
  const choice = page.getByRole("option", { name: /^Development/ });
  await choice.waitFor();
  await timed(`export wizard, first table (${state})`, async () => {
    await choice.click();
    await wizard.getByRole("grid").getByRole("row").nth(5).waitFor(patience);
  });
  await wizard.getByRole("grid").first().press("Control+Home");
  console.log(`row elements: ${await wizard.locator(".grid-row").count()}`);
  await timed("select all entities", async () => {
    await wizard.getByRole("grid").first().press("Control+a");
    await wizard.getByText(/^[1-9][\d,]* of [\d,]+ resources selected/).waitFor(patience);
  });
  await timed("filter by name", async () => {
    await wizard.getByRole("textbox", { name: "Filter resources by name" }).fill("order 77");
    await wizard.getByText(/of [\d,]+ shown/).waitFor(patience);
  });
  await timed("related resources", async () => {
    await wizard.getByRole("button", { name: "Next" }).click();
    await wizard.getByText(/taken along/).waitFor(patience);
  });
  await workbench.runCommand("View: Close Editor");
  await page.locator("iframe.webview").waitFor({ state: "detached" });
}

async function measureImport(workbench: Workbench, page: Page): Promise<void> {
  const wizard = workbench.webview();
  await workbench.runCommand("Envferry: Import Resources…");
  await page.getByRole("option", { name: /^Staging/ }).click();
  await wizard.getByRole("button", { name: "Browse…" }).click();
  await page.getByRole("option", { name: "all.zip" }).waitFor();
  await page.keyboard.type("all.zip");
  await timed("import wizard, first table of the package", async () => {
    await page.keyboard.press("Enter");
    await wizard.getByRole("grid").getByRole("row").nth(5).waitFor(patience);
  });
  await timed("…and its validation (target not read before)", () =>
    wizard.getByText(/to create/).waitFor(patience),
  );
  for (const action of ["Skip", "Merge", "Skip", "Merge"]) {
    const inPage = await revalidation(wizard, action);
    console.log(`re-validation after ${action}, in the page: ${Math.round(inPage)} ms`);
  }
}

/** Chooses an action for the first resource that changes something. Milliseconds until the summary says what follows. */
async function revalidation(wizard: FrameLocator, action: string): Promise<number> {
  await wizard.getByRole("grid").press("Control+Home");
  await wizard.getByRole("grid").press("Enter");
  const dialog = wizard.getByRole("dialog");
  await dialog.getByRole("radio", { name: action, exact: true }).check();
  await dialog.getByRole("button", { name: `Set to ${action}` }).waitFor();
  return wizard.locator("body").evaluate(untilStatusChanges);
}

/**
 * Runs in the page, where this project's types for Node don't hold: presses the dialog's last button, and gives the milliseconds
 * until the status line says something else.
 */
const untilStatusChanges = `new Promise((resolve) => {
  const status = document.querySelector(".status-line [role=status]");
  const before = status.textContent;
  const observer = new MutationObserver(() => {
    if (status.textContent !== before) {
      observer.disconnect();
      resolve(performance.now() - start);
    }
  });
  observer.observe(status, { childList: true, characterData: true, subtree: true });
  const start = performance.now();
  [...document.querySelectorAll("dialog .dialog-buttons vscode-button")].at(-1).click();
})`;
