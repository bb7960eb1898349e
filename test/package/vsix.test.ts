import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

import JSZip from "jszip";

import { projectFolder } from "../../scripts/editor/paths";
import { packageExtension, type PackagedExtension } from "../support/packageExtension";

describe("the VSIX", () => {
  let vsix: PackagedExtension;
  let zip: JSZip;

  before("make it", async () => {
    vsix = await packageExtension();
    zip = await JSZip.loadAsync(readFileSync(vsix.file));
  });

  after(() => vsix.remove());

  it("is made without a warning", () => {
    assert.match(vsix.printed, /DONE +Packaged/);
    assert.doesNotMatch(vsix.printed, /^\s*(?:warning|error)\b/im);
  });

  it("holds what vsix-files.txt lists, and nothing else", () => {
    const listed = readFileSync(path.join(__dirname, "vsix-files.txt"), "utf8").trimEnd().split(/\r?\n/);
    assert.deepEqual(Object.keys(zip.files).sort(), listed);
  });

  it("takes at most 1.5 MB", () => {
    const { length } = readFileSync(vsix.file);
    assert.ok(length <= 1_500_000, `It takes ${length} bytes.`);
  });

  it("has a README that needs no file beside it", async () => {
    const readme = await zip.file("extension/readme.md")!.async("string");
    const targets = [...readme.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target!);
    assert.ok(targets.some((target) => target.startsWith("data:image/png;base64,")));
    assert.deepEqual(
      targets.filter((target) => !/^(?:data:|https:|#)/.test(target)),
      [],
    );
  });

  it("holds the other files as they are in the project", async () => {
    for (const name of [
      "dist/extension.js",
      "dist/webview/import-wizard.js",
      "media/icon.png",
      "package.json",
    ]) {
      const packed = await zip.file(`extension/${name}`)?.async("nodebuffer");
      assert.ok(packed?.equals(readFileSync(path.join(projectFolder, name))), name);
    }
  });
});
