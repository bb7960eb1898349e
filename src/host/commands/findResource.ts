import { l10n, ProgressLocation, QuickPickItemKind, ThemeIcon, window, type QuickPickItem } from "vscode";
import { resourceIcon } from "../tree/treeItems";
import type { WorkspaceEnvironments } from "../workspace/workspaceEnvironments";
import type { Uri } from "vscode";

interface ResourcePick extends QuickPickItem {
  readonly uri?: Uri;
}

/** Finds a resource by name or display name in all environments; VS Code's own search in a tree sees only open branches. */
export async function findResource(environments: WorkspaceEnvironments): Promise<void> {
  const picks = await window.withProgress(
    { location: ProgressLocation.Window, title: l10n.t("Reading environments…") },
    () => collectPicks(environments),
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

async function collectPicks(environments: WorkspaceEnvironments): Promise<ResourcePick[]> {
  const picks: ResourcePick[] = [];
  for (const folder of environments.folders()) {
    for (const header of await folder.list()) {
      const environment = await folder.load(header);
      picks.push({ label: environment.displayName, kind: QuickPickItemKind.Separator });
      for (const { ref, file, definition } of environment.resources) {
        picks.push({
          label: definition.displayName,
          description: ref.name,
          iconPath: new ThemeIcon(resourceIcon(ref.type)),
          uri: folder.fs.uri(file),
        });
      }
    }
  }
  return picks;
}
