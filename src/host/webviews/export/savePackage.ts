import {
  CancellationError,
  l10n,
  Uri,
  window,
  workspace,
  type CancellationToken,
  type Disposable,
} from "vscode";
import { FileAccessError } from "../../../core/ports";
import type { FolderEnvironments, OpenFolder } from "../../workspace/folderEnvironments";
import { packagesFolder } from "../packagesFolder";
import { isAmongDefinitions } from "./amongDefinitions";

/**
 * Asks where to save a package and writes it there, all of it or nothing. From then on it is saved, whoever cancels that. Gives undefined when the question is cancelled; rejects with
 * a sentence when the file can't be written.
 */
export async function savePackage(
  source: FolderEnvironments,
  name: string,
  bytes: Uint8Array,
  token: CancellationToken,
  openFolder: OpenFolder,
): Promise<Uri | undefined> {
  const uri = await untilCancelled(
    window.showSaveDialog({
      title: l10n.t("Save Package"),
      saveLabel: l10n.t("Save Package"),
      defaultUri: Uri.joinPath(source.folder.uri, packagesFolder, `${name}.zip`),
      filters: { [l10n.t("Envferry package")]: ["zip"] },
    }),
    token,
  );
  if (!uri) {
    return undefined;
  }
  if (await isAmongDefinitions(uri, source, openFolder)) {
    throw new Error(
      l10n.t(
        "{0} is among the definitions of the environments. Nothing was exported; choose another place, and export again.",
        workspace.asRelativePath(uri),
      ),
    );
  }
  const fileName = uri.path.slice(uri.path.lastIndexOf("/") + 1);
  try {
    await openFolder(Uri.joinPath(uri, "..")).writeFile(fileName, bytes, { durable: true });
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

/** Waits for an answer no longer than until the job is cancelled: VS Code has no way to take a dialog away. */
async function untilCancelled<T>(answer: Thenable<T>, token: CancellationToken): Promise<T> {
  if (token.isCancellationRequested) {
    throw new CancellationError();
  }
  let subscription: Disposable | undefined;
  const cancelled = new Promise<never>((_resolve, reject) => {
    subscription = token.onCancellationRequested(() => reject(new CancellationError()));
  });
  try {
    return await Promise.race([answer, cancelled]);
  } finally {
    subscription?.dispose();
  }
}
