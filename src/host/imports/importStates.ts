import { workspace } from "vscode";
import type { EnvironmentHeader } from "../../core/environment/environment";
import { StateFolder } from "../../core/apply/stateFolder";
import { readTargetState, type TargetState } from "../../core/apply/targetState";
import type { InterruptedImport } from "../../core/import/targetConditions";
import type { FolderEnvironments } from "../workspace/folderEnvironments";
import { importHost, type ImportTools } from "./importServices";

interface KnownState {
  /** Of what is kept of imports, when the state was read. */
  readonly version: number;
  readonly state: Promise<TargetState>;
}

/**
 * What is known of imports into environments beside their definitions: the history, one that runs, one that was interrupted. Read when
 * somebody asks, and kept until one of the files changes.
 */
export class ImportStates {
  private readonly known = new WeakMap<FolderEnvironments, Map<string, KnownState>>();

  constructor(private readonly tools: ImportTools) {}

  /** The state of an environment as its files were when they were last seen to change. Never rejects for files that can't be read. */
  async of(folder: FolderEnvironments, header: EnvironmentHeader): Promise<TargetState> {
    const ofFolder = this.known.get(folder) ?? new Map<string, KnownState>();
    this.known.set(folder, ofFolder);
    const version = folder.importsVersion(header.name);
    const known = ofFolder.get(header.name);
    if (known?.version === version) {
      return known.state;
    }
    const read: KnownState = {
      version,
      state: readTargetState(folder.fs, header, importHost(this.tools)),
    };
    ofFolder.set(header.name, read);
    const forget = (): void => {
      if (ofFolder.get(header.name) === read) {
        ofFolder.delete(header.name);
      }
    };
    try {
      const state = await read.state;
      if (state.running) {
        // No file changes when the process ends.
        forget();
      }
      return state;
    } catch (error) {
      forget();
      throw error;
    }
  }

  /** Forgets what is known of an environment, so that its files are read again whatever was noticed of them. */
  forget(folder: FolderEnvironments, name: string): void {
    this.known.get(folder)?.delete(name);
  }

  /** The import into an environment that was cut off. Where there is none, this only asks whether a file is there. */
  async interruptedIn(
    folder: FolderEnvironments,
    header: EnvironmentHeader,
  ): Promise<InterruptedImport | undefined> {
    try {
      await workspace.fs.stat(folder.uri(new StateFolder(folder.fs, header.folder).journalFile));
    } catch {
      return undefined;
    }
    return (await this.of(folder, header)).interrupted;
  }
}
