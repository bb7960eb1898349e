import { workspace, type WorkspaceFolder } from "vscode";
import { parseEnvironmentsFolder } from "../../core/environment/environmentsFolder";

export const environmentsFolderSetting = "envferry.environmentsFolder";

/** The folder of a workspace folder that holds its environments, as the setting says. */
export function environmentsFolderOf(folder: WorkspaceFolder): string {
  return parseEnvironmentsFolder(
    workspace.getConfiguration(undefined, folder).get<unknown>(environmentsFolderSetting),
  );
}
