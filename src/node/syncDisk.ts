import * as fs from "node:fs";
import * as path from "node:path";
import { isOutside, realPlace, statOrNone } from "./realPlace";

/** How many files are synced at once. The system writes what several of them wait for together; more than this gain nothing. */
const atOnce = 16;

/** What file systems say that can't be asked for this, or that know no folders as files; Windows opens none. */
const unsupported = new Set(["EINVAL", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EISDIR", "EBADF"]);
/** Whoever may not read a folder may still have written into it. */
const closed = new Set(["EACCES", "EPERM"]);
const missing = new Set(["ENOENT", "ENOTDIR"]);

/** Windows syncs only what was opened for writing. A pipe that took a file's place isn't waited for. */
const openMode =
  process.platform === "win32" ? fs.constants.O_RDWR : fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0);

/**
 * Brings files onto the disk: first what they hold, many at once, then the names of them and of the folders above, up to the root, which
 * is where a file that is gone is gone. `failed` makes an error of what the system says of a path.
 */
export async function syncToDisk(
  root: string,
  relatives: readonly string[],
  failed: (error: unknown, relative: string) => unknown,
): Promise<void> {
  /** The folders that the files are in, each with the path of one of them. */
  const folders = new Map<string, string>();
  const waiting = relatives.values();
  const work = async (): Promise<void> => {
    // The workers share one iterator, so that each path is taken once.
    for (const relative of waiting) {
      try {
        const real = realPlace(path.join(root, relative));
        folders.set(path.dirname(real), relative);
        await syncFile(real);
      } catch (error) {
        throw failed(error, relative);
      }
    }
  };
  const works = Array.from({ length: Math.min(atOnce, relatives.length) }, work);
  // When one fails, the others still have files open.
  const failure = (await Promise.allSettled(works)).find(({ status }) => status === "rejected");
  if (failure?.status === "rejected") {
    throw failure.reason;
  }
  const realRoot = realPlace(root);
  const synced = new Set<string>();
  for (const [folder, relative] of folders) {
    try {
      syncFolders(realRoot, folder, synced);
    } catch (error) {
      throw failed(error, relative);
    }
  }
}

/**
 * Brings the names of what is in a folder onto the disk, and those of the folders above it, up to the root. What is outside of the root is
 * somebody else's folder. `synced` has those that needn't be looked at again.
 */
export function syncFolders(realRoot: string, folder: string, synced = new Set<string>()): void {
  for (let current = folder; !synced.has(current); current = path.dirname(current)) {
    syncFolder(current);
    synced.add(current);
    if (current === realRoot || isOutside(realRoot, current)) {
      return;
    }
  }
}

/**
 * Creates a folder and those above it. The names of new ones are on the disk at once: they are few, and what is written into them later
 * can't be found without.
 */
export function makeFolder(folder: string): void {
  const first = fs.mkdirSync(folder, { recursive: true });
  if (first === undefined) {
    return;
  }
  for (let made = path.resolve(folder); ; made = path.dirname(made)) {
    syncFolder(path.dirname(made));
    if (made === path.resolve(first) || path.dirname(made) === made) {
      return;
    }
  }
}

async function syncFile(file: string): Promise<void> {
  // Nothing but files was written: what else took the place of one isn't opened.
  if (!statOrNone(file)?.isFile()) {
    return;
  }
  const opened = fs.openSync(file, openMode);
  try {
    await new Promise<void>((resolve, reject) =>
      fs.fsync(opened, (error) => (error && !is(error, unsupported) ? reject(error) : resolve())),
    );
  } finally {
    fs.closeSync(opened);
  }
}

/** The names of files are kept by their folder. Windows opens no folders, and keeps names in a journal of its own. */
function syncFolder(folder: string): void {
  let opened: number;
  try {
    opened = fs.openSync(folder, "r");
  } catch (error) {
    if (is(error, unsupported) || is(error, closed) || is(error, missing)) {
      return;
    }
    throw error;
  }
  try {
    fs.fsyncSync(opened);
  } catch (error) {
    if (!is(error, unsupported) && !is(error, closed)) {
      throw error;
    }
  } finally {
    fs.closeSync(opened);
  }
}

function is(error: unknown, codes: ReadonlySet<string>): boolean {
  return error instanceof Error && "code" in error && codes.has(String(error.code));
}
