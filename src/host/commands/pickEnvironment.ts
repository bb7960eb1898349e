import { l10n, QuickPickItemKind, ThemeIcon, window, type QuickPickItem } from "vscode";
import type { EnvironmentHeader } from "../../core/environment/environment";
import { environmentIcon, purposeText } from "../tree/treeItems";
import type { FolderEnvironments } from "../workspace/folderEnvironments";
import type { WorkspaceEnvironments } from "../workspace/workspaceEnvironments";

export interface PickedEnvironment {
  readonly folder: FolderEnvironments;
  readonly header: EnvironmentHeader;
}

/**
 * Asks for an environment of the workspace. Gives undefined when the question is cancelled; rejects with what to do when
 * there is none to choose.
 */
export async function pickEnvironment(
  environments: WorkspaceEnvironments,
  words: { readonly title: string; readonly placeHolder: string },
): Promise<PickedEnvironment | undefined> {
  const folders = environments.folders();
  const picks: (QuickPickItem & { readonly environment?: PickedEnvironment })[] = [];
  for (const folder of folders) {
    const headers = await folder.listOrNone();
    if (folders.length > 1 && headers.length > 0) {
      picks.push({ label: folder.folder.name, kind: QuickPickItemKind.Separator });
    }
    for (const header of headers) {
      const { description } = header;
      picks.push({
        label: description?.displayName ?? header.name,
        description: description?.purpose
          ? `${header.name} · ${purposeText(description.purpose)}`
          : header.name,
        iconPath: new ThemeIcon(environmentIcon(description?.purpose)),
        environment: { folder, header },
      });
    }
  }
  if (picks.length === 0) {
    throw new Error(
      l10n.t(
        "This workspace has no environment. Make one with New Environment…, or open a folder that has some.",
      ),
    );
  }
  const chosen = await window.showQuickPick(picks, { ...words, matchOnDescription: true });
  return chosen?.environment;
}
