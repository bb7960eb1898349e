import { workspace, type Disposable } from "vscode";
import type { TargetConditions } from "../../../core/import/targetConditions";
import type { EnvironmentHeader } from "../../../core/environment/environment";
import { findObstacles, findSharedEnvironment } from "../../../core/apply/findObstacles";
import { whyReadOnly } from "../../../core/apply/whyReadOnly";
import { findInKept } from "../../../core/history/keptImports";
import type { Pacer } from "../../../core/ports";
import { findProviders } from "../../../core/workspace/findProviders";
import type { ImportServices } from "../../imports/importServices";
import type { FolderEnvironments } from "../../workspace/folderEnvironments";
import { FolderPackages } from "../../workspace/folderPackages";

/** Tells what is known of the target of an import beyond its definitions; keeps from one plan to the next what is costly to find. */
export class ConditionsSource implements Disposable {
  private packages: { readonly folder: FolderEnvironments; readonly found: FolderPackages } | undefined;

  constructor(private readonly imports: ImportServices) {}

  /** What is known at this moment of an environment. */
  async of(folder: FolderEnvironments, target: EnvironmentHeader, pacer: Pacer): Promise<TargetConditions> {
    const state = await this.imports.states.of(folder, target);
    const others = async (): Promise<EnvironmentHeader[]> =>
      (await folder.listOrNone()).filter(({ name }) => name !== target.name);
    return {
      ...state,
      readOnly: await whyReadOnly(folder.fs, target),
      sharedWith: await findSharedEnvironment(folder.fs, target, await others()),
      findObstacles: async (files) => findObstacles(folder.fs, target, await others(), files, pacer),
      findKept: findInKept(folder.fs, target.folder, state.history, this.imports.codec),
      unsavedFiles: folder.unsavedFiles,
      isTrusted: workspace.isTrusted,
      findProviders: async (refs) => {
        const packages = await this.packagesOf(folder).list(pacer);
        return findProviders(refs, { fs: folder.fs, environments: await others(), packages }, pacer);
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
      this.packages = { folder, found: new FolderPackages(folder, this.imports.codec) };
    }
    return this.packages.found;
  }
}
