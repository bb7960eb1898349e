import { commands, FileSystemError, l10n, Uri, window, workspace } from "vscode";

const sampleFolder = "envferry-sample";

/** Copies the sample workspace to a folder that the user picks and opens it. Nothing that is there is replaced. */
export async function openSampleWorkspace(extensionUri: Uri): Promise<void> {
  const [parent] =
    (await window.showOpenDialog({
      canSelectFiles: false,
      canSelectFolders: true,
      openLabel: l10n.t("Copy Sample Here"),
      title: l10n.t('Choose the folder in which "{0}" is made', sampleFolder),
    })) ?? [];
  if (!parent) {
    return;
  }
  const target = await copySample(Uri.joinPath(extensionUri, "media", "sample-workspace"), parent);
  const isEmptyWindow = (workspace.workspaceFolders ?? []).length === 0;
  await commands.executeCommand("vscode.openFolder", target, { forceNewWindow: !isEmptyWindow });
}

/** Copies to the first free name: `envferry-sample`, `envferry-sample-2` … Gives the copy; rejects with why it can't. */
export async function copySample(source: Uri, parent: Uri): Promise<Uri> {
  for (let attempt = 1; ; attempt++) {
    const target = Uri.joinPath(parent, attempt === 1 ? sampleFolder : `${sampleFolder}-${attempt}`);
    try {
      await workspace.fs.copy(source, target, { overwrite: false });
      return target;
    } catch (error) {
      if (!(error instanceof FileSystemError) || error.code !== "FileExists") {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(l10n.t("The sample can't be copied to {0}: {1}", target.path, reason), {
          cause: error,
        });
      }
    }
  }
}
