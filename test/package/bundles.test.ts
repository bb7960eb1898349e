import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

import { projectFolder } from "../../scripts/editor/paths";

/** What each script that ships may take, in thousands of bytes. */
const budgets = [
  { file: "extension.js", minified: 450 },
  { file: "webview/export-wizard.js", minified: 280, gzipped: 75 },
  { file: "webview/import-wizard.js", minified: 280, gzipped: 75 },
];

describe("the bundles", () => {
  for (const { file, minified, gzipped } of budgets) {
    describe(file, () => {
      const content = (): Buffer => readFileSync(path.join(projectFolder, "dist", file));

      it(`takes at most ${minified} kB${gzipped === undefined ? "" : `, ${gzipped} kB gzipped`}`, () => {
        const sizes = `${content().length} bytes, gzipped ${gzipSync(content()).length}`;
        assert.ok(content().length <= minified * 1000, sizes);
        assert.ok(gzipped === undefined || gzipSync(content()).length <= gzipped * 1000, sizes);
      });

      it("is minified and points to no source map", () => {
        const text = content().toString("utf8");
        assert.doesNotMatch(text, /sourceMappingURL/);
        // The comments that esbuild puts before each file otherwise.
        assert.doesNotMatch(text, /^\s*\/\/ (?:src|node_modules|webview-ui)\//m);
      });
    });
  }
});
