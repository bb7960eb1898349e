import * as path from "node:path";
import { FileAccessError } from "../core/ports";
import { allResourceTypes } from "../core/resources/registry";
import { isWithin, outputPlace } from "../node/outputPlace";
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

/** Ends the command when there is something at the path, or where its links lead, that mustn't be replaced. */
export function refuseToReplace({ shown, option, isReplaced }: OutputFile, io: Io): void {
  const place = outputPlace(path.resolve(io.cwd, shown));
  if (place.kind === "directory" || place.kind === "special") {
    const what = place.kind === "directory" ? "a folder" : place.what;
    throw new CommandFailure(exitCodes.wrongUsage, `${shown} is ${what}; name a file with ${option}.`);
  }
  if (place.kind === "file" && !isReplaced) {
    throw new CommandFailure(
      exitCodes.refused,
      `${shown} exists already; choose another file, or replace it with --force.`,
    );
  }
}

/** Ends the command when the file would be among the definitions, where it would be taken for one, or replace one. */
export function refuseAmongDefinitions(
  { shown, option }: OutputFile,
  { root, environmentsFolder, headers }: CliWorkspace,
  io: Io,
): void {
  const environments = headers.map(({ folder }) => folder);
  const types = environments.flatMap((folder) => allResourceTypes.map((type) => `${folder}/${type.folder}`));
  const folders = [environmentsFolder, ...environments, ...types].map((folder) => path.join(root, folder));
  if (isWithin(path.resolve(io.cwd, shown), folders)) {
    throw new CommandFailure(
      exitCodes.wrongUsage,
      `${shown} is among the definitions of the environments; name a file elsewhere with ${option}.`,
    );
  }
}

/** Writes the file as a whole, and has it on the disk before anybody hears of it. Ends the command when that can't be; `done` completes "Nothing was …". */
export async function writeOutput(
  output: OutputFile,
  bytes: Uint8Array,
  done: string,
  { io, createFileSystem }: CommandContext,
): Promise<void> {
  const { shown } = output;
  // Something may have come there since the command began.
  refuseToReplace(output, io);
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
