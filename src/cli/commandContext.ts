import { createNodePacer } from "../node/nodePacer";
import { nodeCodec } from "../node/nodeCodec";
import type { ImportHost } from "../core/apply/performImport";
import type { Platform } from "../core/ports";
import type { CommandFailure, ExitCode, Io } from "./io";
import type { FileSystemFactory } from "./workspace";

/** What every command gets besides its options. */
export interface CommandContext extends ImportHost {
  readonly io: Io;
  readonly createFileSystem: FileSystemFactory;
  /** Says how the command ended; done unless it says otherwise. */
  readonly exit: (code: ExitCode) => void;
  /** Says what to print on standard output when the command is refused before it has anything else to say there. */
  readonly onRefused: (print: (failure: CommandFailure) => void) => void;
}

export function createPlatform(signal: AbortSignal | undefined): Platform {
  return { codec: nodeCodec, pacer: createNodePacer(signal) };
}
