import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import path from "node:path";

import { useWorkbench } from "../support/editorFixture";

describe("Open Sample Workspace", () => {
  let target: string;
  const fixture = useWorkbench({
    prepare: (folder) => {
      target = path.join(folder, "target");
      mkdirSync(path.join(target, "envferry-sample"), { recursive: true });
      return undefined;
    },
  });

  it("copies the sample beside what is there, and opens the copy in a window of its own", async () => {
    const { workbench } = fixture();
    const opened = workbench.page.context().waitForEvent("page");
    await workbench.runCommand("Envferry: Open Sample Workspace…");
    await workbench.page.getByText("Choose the folder in which").waitFor();
    await workbench.page.keyboard.press("ControlOrMeta+a");
    await workbench.page.keyboard.type(`${target}/`);
    await workbench.page.getByRole("button", { name: "Copy Sample Here" }).click();
    const shown = new URL((await opened).url()).searchParams.get("folder");
    assert.equal(shown, path.join(target, "envferry-sample-2"));
    assert.ok(existsSync(path.join(target, "envferry-sample-2", "environments", "dev", "environment.json")));
    assert.deepEqual(readdirSync(path.join(target, "envferry-sample")), []);
  });
});
