import { FileAccessError, giveWay, type FileSystem, type Pacer } from "../ports";

/** A file that was written, and what it held before; undefined where there was none. */
export interface WrittenFile {
  readonly file: string;
  /** What it is called in sentences: "Project (con_Project)". */
  readonly title: string;
  readonly original: Uint8Array | undefined;
}

/**
 * Puts back what files held before they were written, in the opposite order. One that can't be put back keeps what it needs, so
 * that it points to nothing missing. `left` has what is left as it was written already, and gets what else is, each with a
 * sentence that says why. Gives those that couldn't be put back because the file system refused. The pacer must be one that goes on
 * when the job is cancelled.
 */
export async function putBack<T extends WrittenFile>(
  fs: FileSystem,
  written: readonly T[],
  dependantsOf: (file: T) => readonly T[],
  left: Map<T, string>,
  pacer: Pacer,
): Promise<Set<T>> {
  const failed = new Set<T>();
  for (const one of [...written].reverse()) {
    await giveWay(pacer);
    const user = left.size > 0 && dependantsOf(one).find((dependant) => left.has(dependant));
    if (user) {
      left.set(one, `${one.title} isn't put back because ${user.title} needs it and is left too.`);
      continue;
    }
    try {
      await restore(fs, one.file, one.original);
    } catch (error) {
      if (!(error instanceof FileAccessError)) {
        throw error;
      }
      left.set(one, `Can't put back ${one.file}: ${error.reason}.`);
      failed.add(one);
    }
  }
  return failed;
}

async function restore(fs: FileSystem, file: string, original: Uint8Array | undefined): Promise<void> {
  if (original) {
    await fs.writeFile(file, original);
    return;
  }
  try {
    await fs.deleteFile(file);
  } catch (error) {
    // Gone is what it was before.
    if (!(error instanceof FileAccessError) || error.code !== "not-found") {
      throw error;
    }
  }
}
