import {
  l10n,
  ProgressLocation,
  QuickPickItemKind,
  ThemeIcon,
  window,
  type LogOutputChannel,
  type QuickPickItem,
  type Uri,
} from "vscode";
import type { EnvironmentHeader } from "../../core/environment/environment";
import { FileAccessError } from "../../core/ports";
import { resourceIcon } from "../resourceIcon";
import type { FolderEnvironments } from "../workspace/folderEnvironments";
import type { WorkspaceEnvironments } from "../workspace/workspaceEnvironments";

interface ResourcePick extends QuickPickItem {
  readonly uri?: Uri;
}

/** Finds a resource by name or display name in all environments; VS Code's own search in a tree sees only open branches. */
export async function findResource(
  environments: WorkspaceEnvironments,
  log: LogOutputChannel,
): Promise<void> {
  const picks = await window.withProgress(
    { location: ProgressLocation.Window, title: l10n.t("Reading environments…") },
    () => collectPicks(environments, log),
  );
  const picked = await window.showQuickPick(picks, {
    title: l10n.t("Find Resource"),
    placeHolder: l10n.t("Name or display name of an entity or picklist"),
    matchOnDescription: true,
  });
  if (picked?.uri) {
    await window.showTextDocument(picked.uri);
  }
}

async function collectPicks(
  environments: WorkspaceEnvironments,
  log: LogOutputChannel,
): Promise<ResourcePick[]> {
  const picks: ResourcePick[] = [];
  const folders = environments.folders();
  for (const folder of folders) {
    for (const header of await listOrLog(folder, log)) {
      const environment = await folder.load(header);
      const where =
        folders.length > 1 ? `${environment.displayName} · ${folder.folder.name}` : environment.displayName;
      picks.push({ label: where, kind: QuickPickItemKind.Separator });
      for (const { ref, file, definition } of environment.resources) {
        picks.push({
          label: definition.displayName,
          description: ref.name,
          iconPath: new ThemeIcon(resourceIcon(ref.type)),
          uri: folder.uri(file),
        });
      }
    }
  }
  return picks;
}

/** One folder that can't be listed, which the view says, doesn't keep the others from being searched. */
async function listOrLog(
  folder: FolderEnvironments,
  log: LogOutputChannel,
): Promise<readonly EnvironmentHeader[]> {
  try {
    return await folder.list();
  } catch (error) {
    if (!(error instanceof FileAccessError)) {
      throw error;
    }
    log.warn(`The environments of ${folder.folder.name} can't be listed: ${error.reason}`);
    return [];
  }
}
