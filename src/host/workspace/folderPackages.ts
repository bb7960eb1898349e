import { Disposable, RelativePattern, workspace } from "vscode";
import type { Codec, Pacer } from "../../core/ports";
import { findPackages, type FoundPackage } from "../../core/workspace/findPackages";
import type { FolderEnvironments } from "./folderEnvironments";

/** The packages in a workspace folder: looked for when somebody asks, and again after a zip file came, changed or went. */
export class FolderPackages implements Disposable {
  private found: readonly FoundPackage[] | undefined;
  private readonly subscriptions: Disposable;

  constructor(
    private readonly folder: FolderEnvironments,
    private readonly codec: Codec,
  ) {
    const watcher = workspace.createFileSystemWatcher(
      new RelativePattern(folder.folder, "**/*.[zZ][iI][pP]"),
    );
    const forget = (): void => {
      this.found = undefined;
    };
    this.subscriptions = Disposable.from(
      watcher,
      watcher.onDidCreate(forget),
      watcher.onDidChange(forget),
      watcher.onDidDelete(forget),
    );
  }

  /** Rejects only when the pacer's job is cancelled. */
  async list(pacer: Pacer): Promise<readonly FoundPackage[]> {
    if (this.found) {
      return this.found;
    }
    const found = await findPackages(this.folder.fs, { codec: this.codec, pacer });
    this.found = found;
    return found;
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}
