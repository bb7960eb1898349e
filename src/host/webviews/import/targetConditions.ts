import { workspace, type Disposable } from "vscode";
import type { TargetConditions } from "../../../core/import/targetConditions";
import type { Codec, Pacer } from "../../../core/ports";
import { findProviders } from "../../../core/workspace/findProviders";
import type { FolderEnvironments } from "../../workspace/folderEnvironments";
import { FolderPackages } from "../../workspace/folderPackages";

/** Tells what is known of the target of an import beyond its definitions; keeps from one plan to the next what is costly to find. */
export class ConditionsSource implements Disposable {
  private packages: { readonly folder: FolderEnvironments; readonly found: FolderPackages } | undefined;

  constructor(private readonly codec: Codec) {}

  /** What is known at this moment of the environment of that name. */
  of(folder: FolderEnvironments, target: string, pacer: Pacer): Partial<TargetConditions> {
    return {
      unsavedFiles: folder.unsavedFiles,
      isTrusted: workspace.isTrusted,
      findProviders: async (refs) => {
        const environments = (await folder.listOrNone()).filter(({ name }) => name !== target);
        const packages = await this.packagesOf(folder).list(pacer);
        return findProviders(refs, { fs: folder.fs, environments, packages }, pacer);
      },
    };
  }

  dispose(): void {
    this.packages?.found.dispose();
    this.packages = undefined;
  }

  private packagesOf(folder: FolderEnvironments): FolderPackages {
    if (this.packages?.folder !== folder) {
      this.dispose();
      this.packages = { folder, found: new FolderPackages(folder, this.codec) };
    }
    return this.packages.found;
  }
}
