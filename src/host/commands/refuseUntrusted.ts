import { commands, l10n, window } from "vscode";

/** Says why something isn't done in a workspace that isn't trusted, with the way to trust it. */
export async function refuseUntrusted(message: string): Promise<void> {
  const manage = l10n.t("Manage Workspace Trust");
  if ((await window.showWarningMessage(message, manage)) === manage) {
    await commands.executeCommand("workbench.trust.manage");
  }
}
