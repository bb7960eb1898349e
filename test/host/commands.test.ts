import assert from "node:assert/strict";

import { commands, window } from "vscode";

import { commandIds } from "../../src/host/commands/commandIds";

describe("Commands", () => {
  it("are all registered once the extension runs", async () => {
    await commands.executeCommand(commandIds.refresh);
    const registered = new Set(await commands.getCommands(true));
    for (const id of Object.values(commandIds)) {
      assert.ok(registered.has(id), id);
    }
  });

  it("that work on a row do nothing with anything else", async () => {
    const before = window.visibleTextEditors.length;
    for (const argument of [undefined, null, "row", { node: { kind: "resource", file: "x" } }]) {
      await commands.executeCommand(commandIds.openDefinition, argument);
      await commands.executeCommand(commandIds.showMore, argument);
    }
    assert.equal(window.visibleTextEditors.length, before);
  });
});
