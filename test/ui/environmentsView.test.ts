import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { useWorkbench } from "../support/editorFixture";
import type { EnvironmentsView } from "./environmentsView";

describe("The Environments view", () => {
  const fixture = useWorkbench();
  let view: EnvironmentsView;
  const file = (relative: string): string =>
    path.join(fixture().workspaceFolder, "environments", ...relative.split("/"));

  before(async () => {
    view = await fixture().workbench.openEnvironments();
  });

  it("shows the environments, the default one first", async () => {
    await view.row("Production default").waitFor();
    const rows = await view.tree.getByRole("treeitem", { level: 1 }).all();
    const names = await Promise.all(rows.map(async (row) => (await row.getAttribute("aria-label"))?.trim()));
    assert.deepEqual(names, ["Production default", "Development", "Staging"]);
  });

  it("counts resources, and tells standard ones from custom ones in words", async () => {
    await view.unfold(/^Development/, /^Entities 18/);
    await view.row("Account standard, customized").waitFor();
    await view.row("Territory standard").waitFor();
    await view.row("Rental custom · lmi_Rental").waitFor();
    await view.row("Picklists 11").waitFor();
  });

  it("shows fields with their types", async () => {
    await view.unfold(/^Rental custom/);
    await view.row("Customer lookup").waitFor();
    await view.row("Status picklist").waitFor();
  });

  it("opens a definition that is selected, and a field at its place", async () => {
    const { workbench } = fixture();
    await view.row("Rental custom · lmi_Rental").click();
    await workbench.editorTab("lmi_Rental.json").waitFor();
    await view.row("Agreement number autonumber").click();
    const lines = readFileSync(file("dev/entities/lmi_Rental.json"), "utf8").split("\n");
    const opening = lines.findIndex((line) => line.includes('"name": "lmi_Number"'));
    await workbench.untilCursorInLine(opening);
  });

  it("follows a file that breaks, says why, and is content when it is mended", async () => {
    const { workbench } = fixture();
    await view.button("Collapse All").click();
    await view.unfold(/^Staging/, /^Picklists 9/);
    const broken = file("staging/picklists/lmi_Condition.json");
    const sound = readFileSync(broken);
    writeFileSync(broken, '{\n  "name": "lmi_Condition",\n  "displayName": 5\n}\n');
    await view.row(/^lmi_Condition broken · displayName must be text/).waitFor();
    await view.row(/^Staging [1-9]\d* problems/).waitFor();
    await workbench.page.getByRole("tab", { name: /^Envferry.*problems/ }).waitFor();

    await view.row(/^lmi_Condition broken/).click();
    await workbench.untilCursorInLine(3);

    writeFileSync(broken, sound);
    await view.row("Condition custom · lmi_Condition").waitFor();
    await view.row(/^Staging [1-9]/).waitFor({ state: "detached" });
    await workbench.page.getByRole("tab", { name: /^Envferry.*problems/ }).waitFor({ state: "detached" });
  });

  it("follows an environment that comes and goes", async () => {
    mkdirSync(file("acceptance/entities"), { recursive: true });
    writeFileSync(
      file("acceptance/environment.json"),
      JSON.stringify({ formatVersion: 1, name: "acceptance", displayName: "Acceptance", purpose: "test" }),
    );
    await view.row("Acceptance test").waitFor();
    rmSync(file("acceptance"), { recursive: true });
    await view.row("Acceptance test").waitFor({ state: "detached" });
  });

  it("finds a resource in all environments from the palette", async () => {
    const { workbench } = fixture();
    await workbench.runCommand("Envferry: Find Resource…");
    await workbench.page.getByPlaceholder("Name or display name").fill("lmi_TrialOutcome");
    await workbench.page.getByRole("option", { name: /^Trial outcome/ }).waitFor();
    await workbench.page.keyboard.press("Enter");
    await workbench.editorTab("lmi_TrialOutcome.json").waitFor();
  });

  it("tells what is found apart by its environment, and shows it in the view", async () => {
    const { workbench } = fixture();
    await workbench.runCommand("Envferry: Find Resource…");
    await workbench.page.getByPlaceholder("Name or display name").fill("rental status");
    for (const environment of ["Production", "Development", "Staging"]) {
      const found = new RegExp(`^Rental status.*${environment} · custom picklist · lmi_RentalStatus`);
      await workbench.page.getByRole("option", { name: found }).waitFor();
    }
    const staging = workbench.page.getByRole("option", { name: /Staging · custom picklist/ });
    await staging.hover();
    await staging.getByRole("button", { name: "Show in Environments" }).click();
    await view
      .row(/^Rental status custom/)
      .and(workbench.page.locator("[aria-selected=true]"))
      .waitFor();
  });

  it("works by keyboard alone", async () => {
    const { workbench } = fixture();
    const { keyboard } = workbench.page;
    await workbench.runCommand("View: Show Envferry");
    await view.tree.focus();
    await keyboard.press("Home");
    await keyboard.press("ArrowRight");
    await view.row("Entities 12").waitFor();
    await keyboard.press("ArrowDown");
    await keyboard.press("ArrowRight");
    await view.row("Account standard, customized").first().waitFor();
    await keyboard.press("ArrowDown");
    await keyboard.press("Enter");
    await workbench.editorTab("Account.json").waitFor();
  });

  it("keeps what is unfolded through a refresh", async () => {
    await view.row("Entities 12").waitFor();
    await fixture().workbench.runCommand("Envferry: Refresh");
    await view.row("Production default").waitFor();
    await view.row("Entities 12").waitFor();
  });
});
