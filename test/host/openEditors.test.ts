import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";

import { commands, Selection, Uri, window, workspace, type TextDocument } from "vscode";

import { NodeFileSystem } from "../../src/node/nodeFileSystem";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Nine lines, of which the seventh says something. */
const lines = (word: string): string =>
  Array.from({ length: 9 }, (_, index) => `line ${index} ${index === 6 ? word : ""}\n`).join("");

describe("editors of files that Node replaces", () => {
  let root: Uri;
  let files: NodeFileSystem;

  beforeEach(async () => {
    const folder = workspace.workspaceFolders?.[0];
    assert.ok(folder, "The tests run in a workspace folder.");
    root = Uri.joinPath(folder.uri, `editors-${randomUUID()}`);
    await workspace.fs.createDirectory(root);
    files = new NodeFileSystem(root.fsPath, { staysInside: true });
    await commands.executeCommand("workbench.action.closeAllEditors");
  });
  afterEach(async () => {
    await commands.executeCommand("workbench.action.closeAllEditors");
    await workspace.fs.delete(root, { recursive: true });
  });

  /** Resolves once a document has this text. */
  function shows(document: TextDocument, text: string): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (document.getText() === text) {
          subscription.dispose();
          resolve();
        }
      };
      const subscription = workspace.onDidChangeTextDocument(check);
      check();
    });
  }

  const labels = (): string[] => window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));

  it("stay open, show the new text, keep their place and what can be undone", async () => {
    await files.writeFile("shown.json", encode(lines("old")));
    const editor = await window.showTextDocument(Uri.joinPath(root, "shown.json"), { preview: false });
    const { document } = editor;
    editor.selection = new Selection(4, 2, 4, 5);
    await files.writeFile("shown.json", encode(lines("new")));
    await shows(document, lines("new"));
    await files.writeFile("shown.json", encode(lines("newer")));
    await shows(document, lines("newer"));
    assert.deepEqual(labels(), ["shown.json"]);
    assert.ok(!document.isDirty && !document.isClosed);
    assert.equal(window.activeTextEditor, editor);
    assert.equal(editor.selection.active.line, 4);

    await commands.executeCommand("undo");
    await shows(document, lines("new"));
    await commands.executeCommand("undo");
    await shows(document, lines("old"));
    await commands.executeCommand("workbench.action.files.revert");
    await shows(document, lines("newer"));
  });

  it("keep unsaved changes", async () => {
    await files.writeFile("edited.json", encode(lines("old")));
    await files.writeFile("other.json", encode(lines("old")));
    const other = await workspace.openTextDocument(Uri.joinPath(root, "other.json"));
    const editor = await window.showTextDocument(Uri.joinPath(root, "edited.json"), { preview: false });
    await editor.edit((edit) => edit.insert(editor.document.positionAt(0), "mine\n"));
    await files.writeFile("edited.json", encode(lines("new")));
    await files.writeFile("other.json", encode(lines("new")));
    await shows(other, lines("new"));
    assert.equal(editor.document.getText(), `mine\n${lines("old")}`);
    assert.ok(editor.document.isDirty);
    await commands.executeCommand("workbench.action.files.revert");
  });
});
