import type { LogOutputChannel } from "vscode";
import type { ImportHost } from "../../core/apply/performImport";
import type { Agent, Codec, Pacer } from "../../core/ports";
import { createHostPacer } from "../hostPacer";
import type { WorkspaceEnvironments } from "../workspace/workspaceEnvironments";
import type { ImportStates } from "./importStates";

/** What importing, and taking imports back, runs on here. */
export interface ImportTools {
  readonly codec: Codec;
  /** Who writes, and the time. */
  readonly agent: Agent;
  /** What packages and imports say that they were made by: `envferry/<version>`. */
  readonly generator: string;
}

/** What commands and wizards need to deal with imports that were made. */
export interface ImportServices extends ImportTools {
  readonly environments: WorkspaceEnvironments;
  readonly states: ImportStates;
  readonly log: LogOutputChannel;
}

/** The core's view of the tools, for one job. */
export function importHost(
  { codec, agent, generator }: ImportTools,
  pacer: Pacer = createHostPacer(),
): ImportHost {
  return { platform: { codec, pacer }, agent, generator };
}
