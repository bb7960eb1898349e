import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { giveTo, nobodyIfRoot } from "../../scripts/editor/unprivilegedUser";
import { useWorkbench } from "../support/editorFixture";
import { makePackage } from "../support/importPackages";
import { snapshotDefinitions, writeTree } from "../support/temporaryFolder";
import { whyNoPermissions } from "../support/unprivileged";
import type { EnvironmentsView } from "./environmentsView";
import { ImportWizard } from "./importWizard";

describe("An import that can't write everything", function () {
  if (whyNoPermissions() !== undefined) {
    return;
  }
  const fixture = useWorkbench({
    isUnprivileged: true,
    // VS Code doesn't notice what becomes of these files while the question stands, as it may be slow to notice anywhere.
    prepare: (workspaceFolder) => {
      const settings = { "files.watcherExclude": { "**/environments/**": true } };
      writeTree(workspaceFolder, { ".vscode/settings.json": JSON.stringify(settings) });
      return undefined;
    },
  });
  let wizard: ImportWizard;
  let packageFile: string;
  let view: EnvironmentsView;

  const folder = (): string => fixture().workspaceFolder;
  const file = (relative: string): string => path.join(folder(), "environments", ...relative.split("/"));
  const open = async (environment: RegExp): Promise<void> => {
    await view.act(environment, "Import Resources…", wizard.button("Browse…"));
    await wizard.browse(packageFile);
    await wizard.grid().waitFor();
  };

  before(async () => {
    packageFile = await makePackage(folder(), "staging", "staging", "--all");
    wizard = new ImportWizard(fixture().workbench);
    view = await fixture().workbench.openEnvironments();
  });

  it("is partly imported, and retries the rest", async () => {
    const target = snapshotDefinitions(file("production"));
    const locked = file("production/entities/lmi_Rental.json");
    const needed = file("production/entities/lmi_Workshop.json");
    await open(/^Production/);
    await wizard.import("Production", () => chmodSync(locked, 0o444));

    await wizard.heading("Partly imported").waitFor();
    await wizard.text(/^Only 8 of 12 resources were imported into Production\./).waitFor();
    const reason = /Can't write environments\/production\/entities\/lmi_Rental\.json: permission is denied\./;
    await wizard.frame.getByRole("list", { name: "Why" }).getByText(reason).waitFor();
    await wizard.row(reason).getByText("Failed").waitFor();
    await wizard.text("1 failed, 3 not imported, 8 imported, 8 unchanged, of 20 resources").waitFor();
    assert.equal(readFileSync(locked, "latin1"), target["entities/lmi_Rental.json"]?.slice(4));
    assert.ok(existsSync(file("production/entities/lmi_SchoolProgram.json")));

    chmodSync(locked, 0o644);
    await wizard.button("Retry the rest").click();
    await wizard.status(/1 to create, 3 to update, 16 unchanged/).waitFor();
    await wizard.import("Production");
    await wizard.heading("Imported").waitFor();
    assert.ok(readFileSync(needed, "utf8").includes("lmi_Latitude"));
    await wizard.closeAll();
  });

  it("puts back all that it has written, if that is wanted", async () => {
    packageFile = await makePackage(
      folder(),
      "dev",
      "dev",
      "--entity",
      "lmi_InstrumentTrial",
      "--entity",
      "lmi_Rental",
    );
    const before = snapshotDefinitions(file("staging"));
    await open(/^Staging/);
    await wizard.untilImportIs("enabled");
    await wizard.import("Staging", () => chmodSync(file("staging/picklists/lmi_RentalStatus.json"), 0o444));
    await wizard.heading("Partly imported").waitFor();
    await wizard.row("Rental").getByText("Not imported").waitFor();
    await wizard
      .text(
        /Rental \(lmi_Rental\) needs the picklist Rental status \(lmi_RentalStatus\), which couldn't be imported\./,
      )
      .waitFor();
    await wizard.button("Roll back").click();
    await wizard.text("The import was rolled back. Staging is as it was before.").waitFor();
    await wizard.heading("Undone").waitFor();
    chmodSync(file("staging/picklists/lmi_RentalStatus.json"), 0o644);
    assert.deepEqual(snapshotDefinitions(file("staging")), before);

    await wizard.button("Copy report").click();
    await wizard.text("The report was copied to the clipboard.").waitFor();
    const reports = path.join(folder(), "reports");
    mkdirSync(reports);
    const user = nobodyIfRoot();
    if (user) {
      giveTo(user, reports);
    }
    await wizard.button("Save report…").click();
    await wizard.answerFileDialog("Save Report", path.join(reports, "report.md"));
    await wizard.text("The report was saved as reports/report.md.").waitFor();
    const report = readFileSync(path.join(reports, "report.md"), "utf8");
    assert.match(report, /^# Undone: dev into Staging\n/);
    assert.match(
      report,
      /\| Rental status \| `lmi_RentalStatus` \| picklist \| Merge \| Failed \| Can't write /,
    );
    await wizard.closeAll();
  });

  it("says that nothing was imported where nothing can be written", async () => {
    const picklists = file("staging/picklists");
    const entities = file("staging/entities");
    packageFile = await makePackage(folder(), "trial", "dev", "--entity", "lmi_InstrumentTrial");
    const before = snapshotDefinitions(file("staging"));
    chmodSync(picklists, 0o555);
    chmodSync(entities, 0o555);
    await open(/^Staging/);
    await wizard
      .text(/Nothing can be imported into Staging: /)
      .first()
      .waitFor();
    await wizard.untilImportIs("disabled");
    chmodSync(picklists, 0o755);
    chmodSync(entities, 0o755);
    assert.deepEqual(snapshotDefinitions(file("staging")), before);
  });
});
