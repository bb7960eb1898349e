import { CancellationError, l10n, Uri, window, workspace, type CancellationToken } from "vscode";
import { FileAccessError } from "../../../core/ports";
import { VscodeFileSystem } from "../../workspace/vscodeFileSystem";

/** Where packages are saved unless somebody chooses another place, below the workspace folder. */
const packagesFolder = "packages";

/**
 * Asks where to save a package and writes it there, all of it or nothing. Gives undefined when the question is cancelled; rejects with
 * a sentence when the file can't be written.
 */
export async function savePackage(
  workspaceFolder: Uri,
  name: string,
  bytes: Uint8Array,
  token: CancellationToken,
): Promise<Uri | undefined> {
  const uri = await window.showSaveDialog({
    title: l10n.t("Save Package"),
    saveLabel: l10n.t("Save Package"),
    defaultUri: Uri.joinPath(workspaceFolder, packagesFolder, `${name}.zip`),
    filters: { [l10n.t("Envferry package")]: ["zip"] },
  });
  if (!uri) {
    return undefined;
  }
  if (token.isCancellationRequested) {
    throw new CancellationError();
  }
  const fileName = uri.path.slice(uri.path.lastIndexOf("/") + 1);
  try {
    await new VscodeFileSystem(Uri.joinPath(uri, "..")).writeFile(fileName, bytes);
  } catch (error) {
    if (error instanceof FileAccessError) {
      throw new Error(
        l10n.t(
          "{0} can't be written: {1}. Nothing was exported; choose another place or make room, and export again.",
          workspace.asRelativePath(uri),
          error.reason,
        ),
        { cause: error },
      );
    }
    throw error;
  }
  return uri;
}
