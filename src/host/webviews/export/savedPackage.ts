import { commands, env, l10n, UIKind, window, workspace, type LogOutputChannel, type Uri } from "vscode";
import type { EnvironmentKey } from "../../../protocol/common";
import type { ExportResult } from "../../../protocol/exportWizard";

/** A package that was made. */
export interface SavedPackage {
  readonly result: ExportResult;
  readonly uri: Uri;
  readonly from: EnvironmentKey;
}

/** Starts the import of a package that was made. */
export type ImportInto = (packageUri: Uri, exportedFrom: EnvironmentKey) => Thenable<unknown>;

/** Tells of a package that was made while its wizard isn't in sight. */
export async function announceExport(
  { result, uri, from }: SavedPackage,
  importInto: ImportInto,
): Promise<void> {
  const { resources, file } = result;
  const reveal = l10n.t("Reveal");
  const goOn = l10n.t("Import into…");
  const message =
    resources === 1
      ? l10n.t("Exported 1 resource to {0}.", file)
      : l10n.t("Exported {0} resources to {1}.", resources.toLocaleString(), file);
  const chosen = await window.showInformationMessage(message, reveal, goOn);
  if (chosen === reveal) {
    await revealPackage(uri);
  } else if (chosen === goOn) {
    await importInto(uri, from);
  }
}

/** Tells why an export failed while its wizard isn't in sight. */
export async function announceFailure(reason: string, log: LogOutputChannel): Promise<void> {
  const showLog = l10n.t("Show Log");
  if ((await window.showErrorMessage(l10n.t("The export failed. {0}", reason), showLog)) === showLog) {
    log.show();
  }
}

/** Shows where a package is: in the Explorer, or outside of VS Code where it isn't in the workspace. */
export async function revealPackage(uri: Uri): Promise<void> {
  if (workspace.getWorkspaceFolder(uri)) {
    await commands.executeCommand("revealInExplorer", uri);
  } else if (env.uiKind === UIKind.Desktop) {
    await commands.executeCommand("revealFileInOS", uri);
  } else {
    await env.clipboard.writeText(uri.path);
    void window.showInformationMessage(
      l10n.t("A browser can't show {0}, which is outside of this workspace. Its path was copied.", uri.path),
    );
  }
}
