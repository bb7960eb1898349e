import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

import { useWorkbench } from "../support/editorFixture";

describe("The Environments view of an empty folder", () => {
  const fixture = useWorkbench({
    prepare: (folder) => {
      rmSync(path.join(folder, "environments"), { recursive: true });
      return undefined;
    },
  });

  it("says what to do, and makes the first environment", async () => {
    const { workbench, workspaceFolder } = fixture();
    const view = await workbench.openEnvironments();
    await view.welcome(/There is no environment in this workspace yet/).waitFor();
    await view.button("Create Environment").click();

    const input = workbench.page.getByPlaceholder("For example: dev");
    await input.fill("not a name");
    await workbench.page.getByText(/must be letters, digits/).waitFor();
    await input.fill("dev");
    await workbench.page.keyboard.press("Enter");
    await workbench.page.getByText(/Name to show/).waitFor();
    await workbench.page.keyboard.type("Development");
    await workbench.page.keyboard.press("Enter");
    await workbench.page.getByRole("option", { name: "development" }).click();

    await view.row("Development default").waitFor();
    await workbench.editorTab("environment.json").waitFor();
    const file = path.join(workspaceFolder, "environments", "dev", "environment.json");
    assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), {
      formatVersion: 1,
      name: "dev",
      displayName: "Development",
      purpose: "development",
      default: true,
    });
  });
});

describe("The Environments view of several workspace folders", () => {
  const fixture = useWorkbench({
    prepare: (folder) => {
      const second = path.join(folder, "second");
      mkdirSync(second);
      cpSync(path.join(folder, "environments", "dev"), path.join(second, "envs", "dev"), { recursive: true });
      mkdirSync(path.join(second, ".vscode"));
      writeFileSync(
        path.join(second, ".vscode", "settings.json"),
        JSON.stringify({ "envferry.environmentsFolder": "./envs/" }),
      );
      const workspaceFile = path.join(folder, "both.code-workspace");
      writeFileSync(
        workspaceFile,
        JSON.stringify({ folders: [{ path: ".", name: "first" }, { path: "second" }] }),
      );
      return workspaceFile;
    },
  });

  it("says which folder an environment is in, and follows each folder's own setting", async () => {
    const view = await fixture().workbench.openEnvironments();
    await view.row("Production default · first").waitFor();
    await view.row("Staging first").waitFor();
    await view.row("Development first").waitFor();
    await view.row("Development second").waitFor();
  });
});

describe("The Environments view of a large environment", () => {
  const fixture = useWorkbench({
    prepare: (folder) => {
      const picklists = path.join(folder, "environments", "dev", "picklists");
      for (let index = 0; index < 1_200; index++) {
        const name = `big_List${String(index).padStart(4, "0")}`;
        const definition = { name, displayName: name, kind: "custom", entries: [] };
        writeFileSync(path.join(picklists, `${name}.json`), JSON.stringify(definition));
      }
      return undefined;
    },
  });

  it("shows a thousand rows, and more on request", async () => {
    const { workbench } = fixture();
    const view = await workbench.openEnvironments();
    await view.unfold(/^Development/, /^Picklists 1,211/);
    const { keyboard } = workbench.page;
    await view.row("big_List0000 custom").waitFor();
    await keyboard.press("End");
    await view.row("Show more… 211 not shown").click();
    await view.row("Show more… 211 not shown").waitFor({ state: "detached" });
    await keyboard.press("End");
    await view.row("Trial outcome custom · lmi_TrialOutcome").waitFor();
  });
});
