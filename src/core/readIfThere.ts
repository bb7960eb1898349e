import { FileAccessError, type FileSystem } from "./ports";

/** The bytes of a file; undefined where there is none. Rejects with a {@link FileAccessError} when it can't be read. */
export async function readIfThere(fs: FileSystem, file: string): Promise<Uint8Array | undefined> {
  try {
    return await fs.readFile(file);
  } catch (error) {
    if (error instanceof FileAccessError && error.code === "not-found") {
      return undefined;
    }
    throw error;
  }
}
