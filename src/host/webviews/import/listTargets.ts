import type { TargetInfo } from "../../../protocol/importWizard";
import type { WorkspaceEnvironments } from "../../workspace/workspaceEnvironments";

/** The environments of the workspace that can be imported into. A folder that can't be listed has none; the Environments view says so. */
export async function listTargets(environments: WorkspaceEnvironments): Promise<TargetInfo[]> {
  const targets: TargetInfo[] = [];
  const folders = environments.folders();
  for (const folder of folders) {
    for (const { name, description } of await folder.listOrNone()) {
      const label = description ? `${description.displayName} (${name})` : name;
      targets.push({
        key: { folder: folder.folder.uri.toString(), name },
        label: folders.length > 1 ? `${label} · ${folder.folder.name}` : label,
      });
    }
  }
  return targets;
}
