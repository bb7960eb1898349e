/** `npm run package`: builds and makes the VSIX, in `out/` unless another folder is given: `npm run package -- FOLDER`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

import { createVSIX } from "@vscode/vsce";

import { projectFolder } from "./editor/paths";
import { runMain } from "./editor/report";
import { readmeForVsix } from "./package/readmeForVsix";

runMain(async () => {
  const folder = path.resolve(process.argv[2] ?? path.join(projectFolder, "out"));
  mkdirSync(folder, { recursive: true });
  // vsce takes it only from inside the project, and by its path from there.
  const readmePath = "out/readme.md";
  mkdirSync(path.join(projectFolder, "out"), { recursive: true });
  const readme = readFileSync(path.join(projectFolder, "README.md"), "utf8");
  writeFileSync(path.join(projectFolder, readmePath), readmeForVsix(readme, projectFolder));
  await createVSIX({
    cwd: projectFolder,
    packagePath: folder,
    readmePath,
    // All that is needed is in the bundles.
    dependencies: false,
    // There is no public repository so far that package.json could name and links could lead to.
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
});
