import { EventEmitter, workspace, type Disposable, type Event } from "vscode";
import type { Codec } from "../../core/ports";
import { environmentsFolderSetting } from "./environmentsFolder";
import { FolderEnvironments, type EnvironmentsChange, type OpenFolder } from "./folderEnvironments";

export interface WorkspaceChange extends EnvironmentsChange {
  /** Undefined when folders came or went. */
  readonly folder: FolderEnvironments | undefined;
}

/**
 * The environments of all workspace folders. Nothing is read or watched before somebody asks for {@link folders}.
 */
export class WorkspaceEnvironments implements Disposable {
  readonly onDidChange: Event<WorkspaceChange>;

  private readonly changed = new EventEmitter<WorkspaceChange>();
  private readonly subscriptions: Disposable[];
  private opened: FolderEnvironments[] | undefined;

  constructor(
    private readonly codec: Codec,
    private readonly openFolder: OpenFolder,
  ) {
    this.onDidChange = this.changed.event;
    this.subscriptions = [
      this.changed,
      workspace.onDidChangeWorkspaceFolders(() => this.reopen()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(environmentsFolderSetting)) {
          this.reopen();
        }
      }),
    ];
  }

  folders(): readonly FolderEnvironments[] {
    this.opened ??= (workspace.workspaceFolders ?? []).map((folder) => {
      const environments = new FolderEnvironments(folder, this.codec, this.openFolder);
      environments.onDidChange((change) => this.changed.fire({ ...change, folder: environments }));
      return environments;
    });
    return this.opened;
  }

  /** The environments of the workspace folder with this URI; undefined when it isn't open. */
  folderAt(uri: string): FolderEnvironments | undefined {
    return this.folders().find(({ folder }) => folder.uri.toString() === uri);
  }

  refresh(): void {
    this.opened?.forEach((folder) => folder.refresh());
  }

  dispose(): void {
    this.close();
    this.subscriptions.forEach((subscription) => void subscription.dispose());
  }

  private reopen(): void {
    if (this.opened) {
      this.close();
      this.changed.fire({ environment: undefined, folder: undefined, concerns: "definitions" });
    }
  }

  private close(): void {
    this.opened?.forEach((folder) => folder.dispose());
    this.opened = undefined;
  }
}
