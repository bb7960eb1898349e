import type { LogOutputChannel, Uri } from "vscode";
import type { Codec } from "../../core/ports";
import type { ResourceRef } from "../../core/resources/resourceType";
import type { EnvironmentKey } from "../../protocol/common";
import type { ImportServices } from "../imports/importServices";
import type { LastTarget } from "../imports/lastTarget";
import type { OpenFolder } from "../workspace/folderEnvironments";
import type { WorkspaceEnvironments } from "../workspace/workspaceEnvironments";

/** What the wizards work with. */
export interface WizardServices {
  readonly extensionUri: Uri;
  readonly environments: WorkspaceEnvironments;
  readonly codec: Codec;
  /** What packages say that they were made by: `envferry/<version>`. */
  readonly generator: string;
  readonly log: LogOutputChannel;
  /** Gives the files of any folder that the user chooses to save something in. */
  readonly openAnyFolder: OpenFolder;
  readonly wizards: Wizards;
  /** What deals with imports that were made. */
  readonly imports: ImportServices;
  readonly lastTarget: LastTarget;
}

/** Opens wizards, also from within another one. */
export interface Wizards {
  /** The import of a package into an environment. */
  import(packageFile: Uri, target: EnvironmentKey): void;
  /** The export of an environment, with these resources selected. */
  export(source: EnvironmentKey, displayName: string, selected: readonly ResourceRef[]): void;
}
