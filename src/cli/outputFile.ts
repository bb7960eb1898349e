import * as path from "node:path";
import { FileAccessError } from "../core/ports";
import { pathKind } from "../node/pathKind";
import type { CommandContext } from "./commandContext";
import { CommandFailure, exitCodes, type Io } from "./io";
import type { CliWorkspace } from "./workspace";

/** A file that a command is told to write. */
export interface OutputFile {
  /** Its path as the user wrote it. */
  readonly shown: string;
  /** The option that names it. */
  readonly option: string;
  /** Whether a file that is there may be replaced. */
  readonly isReplaced: boolean;
}

/** Ends the command when there is something at the path that mustn't be replaced. */
export function refuseToReplace({ shown, option, isReplaced }: OutputFile, io: Io): void {
  const kind = pathKind(path.resolve(io.cwd, shown));
  if (kind === "directory") {
    throw new CommandFailure(exitCodes.wrongUsage, `${shown} is a folder; name a file with ${option}.`);
  }
  if (kind === "file" && !isReplaced) {
    throw new CommandFailure(
      exitCodes.refused,
      `${shown} exists already; choose another file, or replace it with --force.`,
    );
  }
}

/** Ends the command when the file would be among the definitions, where it would be taken for one, or replace one. */
export function refuseAmongDefinitions(
  { shown, option }: OutputFile,
  { root, environmentsFolder }: CliWorkspace,
  io: Io,
): void {
  const below = path.relative(path.join(root, environmentsFolder), path.resolve(io.cwd, shown));
  if (!below.startsWith("..") && !path.isAbsolute(below)) {
    throw new CommandFailure(
      exitCodes.wrongUsage,
      `${shown} is among the definitions of the environments; name a file elsewhere with ${option}.`,
    );
  }
}

/** Writes the file as a whole, and has it on the disk before anybody hears of it. Ends the command when that can't be; `done` completes "Nothing was …". */
export async function writeOutput(
  { shown }: OutputFile,
  bytes: Uint8Array,
  done: string,
  { io, createFileSystem }: CommandContext,
): Promise<void> {
  const absolute = path.resolve(io.cwd, shown);
  try {
    await createFileSystem(path.dirname(absolute)).writeFile(path.basename(absolute), bytes, {
      durable: true,
    });
  } catch (error) {
    if (error instanceof FileAccessError) {
      throw new CommandFailure(
        exitCodes.refused,
        `${shown} can't be written: ${error.reason}. Nothing was ${done}.`,
      );
    }
    throw error;
  }
}
