import { l10n, Uri, window, workspace } from "vscode";
import { packagesFolder } from "../packagesFolder";

/** Asks for a package file, beginning where exports put them. Gives undefined when the question is cancelled. */
export async function askForPackage(): Promise<Uri | undefined> {
  const [picked] =
    (await window.showOpenDialog({
      title: l10n.t("Choose a Package"),
      openLabel: l10n.t("Choose Package"),
      defaultUri: await startFolder(),
      filters: { [l10n.t("Envferry package")]: ["zip"] },
    })) ?? [];
  return picked;
}

async function startFolder(): Promise<Uri | undefined> {
  const [first] = workspace.workspaceFolders ?? [];
  if (!first) {
    return undefined;
  }
  const packages = Uri.joinPath(first.uri, packagesFolder);
  try {
    await workspace.fs.stat(packages);
    return packages;
  } catch {
    // No export was saved there yet.
    return first.uri;
  }
}
