import { l10n, window, workspace, type QuickPickItem } from "vscode";
import { createEnvironment } from "../../core/environment/createEnvironment";
import {
  environmentShape,
  purposes,
  type EnvironmentDescription,
  type Purpose,
} from "../../core/model/environmentDescription";
import { explain } from "../../core/schema/checked";
import { foldCase } from "../../core/text";
import { purposeText } from "../tree/treeItems";
import type { FolderEnvironments } from "../workspace/folderEnvironments";
import type { WorkspaceEnvironments } from "../workspace/workspaceEnvironments";
import { refuseUntrusted } from "./refuseUntrusted";

/** Asks for a name and a purpose and makes an empty environment, whose description it opens. */
export async function newEnvironment(environments: WorkspaceEnvironments): Promise<void> {
  if (!workspace.isTrusted) {
    await refuseUntrusted(
      l10n.t("Envferry only reads in a workspace that isn't trusted; it can't make an environment here."),
    );
    return;
  }
  const folder = await pickFolder(environments.folders());
  if (!folder) {
    return;
  }
  const existing = await folder.list();
  const name = await askName(new Set(existing.map((header) => foldCase(header.name))));
  const displayName = name && (await askDisplayName(name));
  const purpose = displayName && (await askPurpose());
  if (!name || !displayName || !purpose) {
    return;
  }
  const description: EnvironmentDescription = {
    formatVersion: 1,
    name,
    displayName,
    purpose,
    default: existing.length === 0,
  };
  const file = await createEnvironment(folder.fs, folder.environmentsFolder, description);
  if (file === undefined) {
    // Somebody else has made it while the questions were answered.
    throw new Error(l10n.t('There is an environment "{0}" already.', name));
  }
  await window.showTextDocument(folder.uri(file));
}

async function pickFolder(folders: readonly FolderEnvironments[]): Promise<FolderEnvironments | undefined> {
  const [first, ...others] = folders;
  if (!first) {
    throw new Error(l10n.t("Open a folder first: an environment is a folder of files in it."));
  }
  if (others.length === 0) {
    return first;
  }
  const picked = await window.showQuickPick(
    folders.map((folder) => ({ label: folder.folder.name, description: folder.folder.uri.path, folder })),
    { title: l10n.t("New Environment"), placeHolder: l10n.t("Workspace folder to make it in") },
  );
  return picked?.folder;
}

function askName(taken: ReadonlySet<string>): Thenable<string | undefined> {
  return window.showInputBox({
    title: l10n.t("New Environment (1/3)"),
    prompt: l10n.t("Name of the environment and of its folder"),
    placeHolder: l10n.t("For example: dev"),
    ignoreFocusOut: true,
    validateInput: (name) => {
      const candidate = { formatVersion: 1, name, displayName: name };
      const [issue] = explain(environmentShape, candidate).filter(({ path }) => path[0] === "name");
      if (issue) {
        return l10n.t("The name {0}.", issue.message);
      }
      return taken.has(foldCase(name)) ? l10n.t('There is an environment "{0}" already.', name) : undefined;
    },
  });
}

function askDisplayName(name: string): Thenable<string | undefined> {
  return window.showInputBox({
    title: l10n.t("New Environment (2/3)"),
    prompt: l10n.t("Name to show"),
    value: name.charAt(0).toUpperCase() + name.slice(1),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === "" ? l10n.t("Give it a name to show.") : undefined),
  });
}

async function askPurpose(): Promise<Purpose | undefined> {
  const picks = purposes.map((purpose): QuickPickItem & { purpose: Purpose } => ({
    label: purposeText(purpose),
    purpose,
  }));
  const picked = await window.showQuickPick(picks, {
    title: l10n.t("New Environment (3/3)"),
    placeHolder: l10n.t("What it is for"),
    ignoreFocusOut: true,
  });
  return picked?.purpose;
}
