import assert from "node:assert/strict";

import { extensions } from "vscode";

describe("The extension in VS Code", () => {
  it("is there and activates", async () => {
    const extension = extensions.getExtension("envferry.envferry");
    assert.ok(extension, "VS Code does not know the extension envferry.envferry.");
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
