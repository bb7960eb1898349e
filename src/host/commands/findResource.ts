import {
  l10n,
  ProgressLocation,
  ThemeIcon,
  window,
  workspace,
  type LogOutputChannel,
  type QuickInputButton,
  type QuickPickItem,
} from "vscode";
import type { EnvironmentHeader } from "../../core/environment/environment";
import { FileAccessError } from "../../core/ports";
import { resourceTypeOf } from "../../core/resources/registry";
import type { ResourceRef } from "../../core/resources/resourceType";
import { isolated } from "../../core/text";
import { resourceIcon } from "../resourceIcon";
import { environmentName } from "../workspace/environmentName";
import type { FolderEnvironments } from "../workspace/folderEnvironments";
import type { WorkspaceEnvironments } from "../workspace/workspaceEnvironments";

/** A resource of one of the environments. */
export interface FoundResource {
  readonly folder: FolderEnvironments;
  readonly header: EnvironmentHeader;
  readonly ref: ResourceRef;
  readonly file: string;
}

/** What can be done with what was found, beside opening its file. */
export interface FindActions {
  readonly reveal: (found: FoundResource) => Promise<void>;
  readonly exportIt: (found: FoundResource) => void;
}

interface ResourcePick extends QuickPickItem {
  readonly found: FoundResource;
}

/** Finds a resource by name or display name in all environments; VS Code's own search in a tree sees only open branches. */
export async function findResource(
  environments: WorkspaceEnvironments,
  actions: FindActions,
  log: LogOutputChannel,
): Promise<void> {
  const reveal: QuickInputButton = {
    iconPath: new ThemeIcon("list-tree"),
    tooltip: l10n.t("Show in Environments"),
  };
  const exportIt: QuickInputButton = { iconPath: new ThemeIcon("export"), tooltip: l10n.t("Export") };
  const picks = await window.withProgress(
    { location: ProgressLocation.Window, title: l10n.t("Reading environments…") },
    () => collectPicks(environments, workspace.isTrusted ? [reveal, exportIt] : [reveal], log),
  );
  if (picks.length === 0) {
    void window.showInformationMessage(
      l10n.t("There is nothing to find: the environments of this workspace have no entity and no picklist."),
    );
    return;
  }
  const quickPick = window.createQuickPick<ResourcePick>();
  quickPick.title = l10n.t("Find Resource");
  quickPick.placeholder = l10n.t("Name or display name of an entity or picklist");
  quickPick.matchOnDescription = true;
  quickPick.items = picks;
  quickPick.onDidAccept(() => {
    const [chosen] = quickPick.selectedItems;
    quickPick.hide();
    if (chosen) {
      const { folder, file } = chosen.found;
      void window.showTextDocument(folder.uri(file));
    }
  });
  quickPick.onDidTriggerItemButton(({ button, item }) => {
    quickPick.hide();
    if (button === exportIt) {
      actions.exportIt(item.found);
    } else {
      actions.reveal(item.found).catch((error: unknown) => log.error(String(error)));
    }
  });
  quickPick.onDidHide(() => quickPick.dispose());
  quickPick.show();
}

async function collectPicks(
  environments: WorkspaceEnvironments,
  buttons: readonly QuickInputButton[],
  log: LogOutputChannel,
): Promise<ResourcePick[]> {
  const picks: ResourcePick[] = [];
  for (const folder of environments.folders()) {
    for (const header of await listOrLog(folder, log)) {
      const environment = await folder.load(header);
      const where = environmentName(folder, header);
      for (const { ref, file, definition } of environment.resources) {
        picks.push({
          label: isolated(definition.displayName),
          // In the row itself, and first: VS Code sorts the rows as soon as something is typed, and cuts off what is long.
          description: `${where} · ${kindText(ref, definition.kind === "standard")} · ${ref.name}`,
          iconPath: new ThemeIcon(resourceIcon(ref.type)),
          buttons,
          found: { folder, header, ref, file },
        });
      }
    }
  }
  return picks;
}

/** "custom entity", "standard picklist" */
function kindText(ref: ResourceRef, isStandard: boolean): string {
  const { singular } = resourceTypeOf(ref);
  return isStandard ? l10n.t("standard {0}", singular) : l10n.t("custom {0}", singular);
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
