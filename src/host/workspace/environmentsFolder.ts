import { workspace, type WorkspaceFolder } from "vscode";
import * as z from "zod";
import { defaultEnvironmentsFolder } from "../../core/environment/findEnvironments";

const folderSetting = z
  .string()
  .transform((text) => text.trim().replace(/^\/+|\/+$/g, ""))
  .pipe(z.string().min(1));

export const environmentsFolderSetting = "envferry.environmentsFolder";

/** The folder of a workspace folder that holds its environments, as the setting says. */
export function environmentsFolderOf(folder: WorkspaceFolder): string {
  const setting = folderSetting.safeParse(
    workspace.getConfiguration(undefined, folder).get<unknown>(environmentsFolderSetting),
  );
  return setting.success ? setting.data : defaultEnvironmentsFolder;
}
