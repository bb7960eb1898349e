import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

import { projectFolder } from "../../scripts/editor/paths";
import { noticesFile, thirdPartyNotices } from "../../scripts/package/thirdPartyNotices";

describe("the third-party notices", () => {
  const notices = readFileSync(path.join(projectFolder, noticesFile), "utf8").replaceAll("\r\n", "\n");

  it("are those of the packages in the bundles", () => {
    assert.equal(notices, thirdPartyNotices(), "They are out of date: run “npm run notices”.");
  });

  it("name what was chosen on purpose, and the icon font", () => {
    for (const name of ["zod", "jsonc-parser", "@vscode/webview-ui-toolkit", "@vscode/codicons"]) {
      assert.ok(notices.includes(`\n${name} `), name);
    }
    assert.match(notices, /@vscode\/codicons .*\nLicence: CC-BY-4\.0\n/);
  });

  it("leave out what only the command line or tests use", () => {
    assert.doesNotMatch(notices, /^jszip /m);
    assert.doesNotMatch(notices, /^commander /m);
  });
});
