import type { LogOutputChannel, Uri } from "vscode";
import type { Codec } from "../../core/ports";
import type { WorkspaceEnvironments } from "../workspace/workspaceEnvironments";

/** What the wizards work with. */
export interface WizardServices {
  readonly extensionUri: Uri;
  readonly environments: WorkspaceEnvironments;
  readonly codec: Codec;
  /** What packages say that they were made by: `envferry/<version>`. */
  readonly generator: string;
  readonly log: LogOutputChannel;
}
