import type { TargetInfo } from "../../../protocol/importWizard";
import { environmentName } from "../../workspace/environmentName";
import type { WorkspaceEnvironments } from "../../workspace/workspaceEnvironments";

/** The environments of the workspace that can be imported into. A folder that can't be listed has none; the Environments view says so. */
export async function listTargets(environments: WorkspaceEnvironments): Promise<TargetInfo[]> {
  const targets: TargetInfo[] = [];
  for (const folder of environments.folders()) {
    for (const header of await folder.listOrNone()) {
      targets.push({
        key: { folder: folder.folder.uri.toString(), name: header.name },
        label: environmentName(folder, header),
      });
    }
  }
  return targets;
}
