/** `npm run notices`: writes the licences of the packages that are in the bundles, as they were just built. */
import { writeFileSync } from "node:fs";
import path from "node:path";

import { projectFolder } from "./editor/paths";
import { runMain } from "./editor/report";
import { noticesFile, thirdPartyNotices } from "./package/thirdPartyNotices";

runMain(async () => {
  writeFileSync(path.join(projectFolder, noticesFile), thirdPartyNotices());
});
