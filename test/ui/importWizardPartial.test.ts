import assert from "node:assert/strict";
import { chmodSync } from "node:fs";
import path from "node:path";

import { useWorkbench } from "../support/editorFixture";
import { makePackage } from "../support/importPackages";
import { snapshotDefinitions } from "../support/temporaryFolder";
import { whyNoPermissions } from "../support/unprivileged";
import type { EnvironmentsView } from "./environmentsView";
import { ImportWizard } from "./importWizard";

describe("An import that can't write everything", function () {
  if (whyNoPermissions() !== undefined) {
    return;
  }
  const fixture = useWorkbench({ isUnprivileged: true });
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
