import assert from "node:assert/strict";

import { useWorkbench } from "../support/editorFixture";

describe("VS Code's workbench with Envferry", () => {
  const fixture = useWorkbench();

  it("opens without an error message", async () => {
    const { workbench } = fixture();
    assert.match(await workbench.page.title(), /^\[Extension Development Host\] sample-workspace/);
    await workbench.untilExtensionsStarted();
    assert.deepEqual(await workbench.errorNotifications().allInnerTexts(), []);
  });
});
