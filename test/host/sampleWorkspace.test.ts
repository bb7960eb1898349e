import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";

import { extensions, Uri, workspace } from "vscode";

import { copySample } from "../../src/host/commands/openSampleWorkspace";

describe("The sample workspace", () => {
  let parent: Uri;
  let sample: Uri;

  beforeEach(async () => {
    const folder = workspace.workspaceFolders?.[0];
    const extension = extensions.getExtension("envferry.envferry");
    assert.ok(folder && extension);
    sample = Uri.joinPath(extension.extensionUri, "media", "sample-workspace");
    parent = Uri.joinPath(folder.uri, `samples-${randomUUID()}`);
    await workspace.fs.createDirectory(parent);
  });
  afterEach(() => workspace.fs.delete(parent, { recursive: true }));

  it("is copied beside what is there, never over it", async () => {
    const first = await copySample(sample, parent);
    const second = await copySample(sample, parent);
    assert.equal(first.path, `${parent.path}/envferry-sample`);
    assert.equal(second.path, `${parent.path}/envferry-sample-2`);
    for (const copy of [first, second]) {
      const environments = await workspace.fs.readDirectory(Uri.joinPath(copy, "environments"));
      assert.deepEqual(environments.map(([name]) => name).sort(), ["dev", "production", "staging"]);
    }
  });

  it("says why it can't be copied", async () => {
    const nowhere = Uri.joinPath(sample, "nowhere");
    await assert.rejects(copySample(nowhere, parent), /sample can't be copied/);
  });
});
