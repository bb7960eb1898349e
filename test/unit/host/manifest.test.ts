import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";

import manifest from "../../../package.json";
import texts from "../../../package.nls.json";
import { commandIds } from "../../../src/host/commands/commandIds";

const root = path.join(__dirname, "..", "..", "..");
const { commands, menus } = manifest.contributes;

describe("package.json", () => {
  it("declares exactly the commands that the extension registers", () => {
    assert.deepEqual(commands.map(({ command }) => command).sort(), Object.values<string>(commandIds).sort());
  });

  it("puts every command into the category Envferry, with a title of its own", () => {
    for (const { command, category, title } of commands) {
      assert.equal(category, "Envferry", command);
      assert.match(title, /^%command\./, command);
    }
  });

  it("hides commands that need a row from the palette", () => {
    const hidden = menus.commandPalette.filter(({ when }) => when === "false").map(({ command }) => command);
    const { openDefinition, showMore, setImportSetup, skipInImport, showImportDetails } = commandIds;
    assert.deepEqual(
      hidden.sort(),
      [openDefinition, showMore, setImportSetup, skipInImport, showImportDetails].sort(),
    );
  });

  it("has a text for every key, and no text without one", () => {
    const keys = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
    assert.deepEqual([...new Set(keys)].sort(), Object.keys(texts).sort());
  });

  it("names files that are there", () => {
    const files = [...JSON.stringify(manifest).matchAll(/"(media\/[^"]+)"/g)].map(([, file]) => file!);
    assert.ok(files.length > 3);
    for (const file of files) {
      assert.ok(existsSync(path.join(root, file)), file);
    }
  });

  it("starts the extension only when its view, a command, a restored editor or its workspace needs it", () => {
    // VS Code finds out about views and commands by itself.
    assert.deepEqual(manifest.activationEvents, [
      "onWebviewPanel:envferry.exportWizard",
      "onWebviewPanel:envferry.importWizard",
      // A report that a window restores, and a workspace in which an import may have been interrupted.
      "onFileSystem:envferry-import",
      "workspaceContains:environments/*/environment.json",
    ]);
  });

  it("asks for a VS Code no newer than 1.90, and uses no newer API", () => {
    assert.equal(manifest.engines.vscode, "^1.90.0");
    assert.equal(manifest.devDependencies["@types/vscode"], "1.90.0");
  });
});
