import * as path from "node:path";
import { FileAccessError } from "../core/ports";
import { CommandFailure, exitCodes, type Io } from "./io";
import type { FileSystemFactory } from "./workspace";

/** What a file that the user named holds. `title` begins the sentence that ends the command when it can't be read. */
export async function readInput(
  title: string,
  file: string,
  io: Io,
  createFileSystem: FileSystemFactory,
): Promise<Uint8Array> {
  const absolute = path.resolve(io.cwd, file);
  try {
    return await createFileSystem(path.dirname(absolute)).readFile(path.basename(absolute));
  } catch (error) {
    if (error instanceof FileAccessError) {
      const isWrongName = error.code === "not-found" || error.code === "is-a-directory";
      throw new CommandFailure(
        isWrongName ? exitCodes.wrongUsage : exitCodes.refused,
        `${title} can't be read: ${error.reason}.`,
      );
    }
    throw error;
  }
}
