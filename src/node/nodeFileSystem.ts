import * as fs from "node:fs";
import * as path from "node:path";
import { setImmediate } from "node:timers/promises";
import { isReservedOnWindows } from "../core/model/names";
import {
  FileAccessError,
  type DirectoryEntry,
  type FileAccessCode,
  type FileContent,
  type FilePlace,
  type FileSystem,
} from "../core/ports";
import { FilePlaces } from "./filePlaces";
import { linkOnce, placeComplete } from "./placeComplete";
import { makeFolder, syncFolders, syncToDisk } from "./syncDisk";
import { deadLink, isLink, isOutside, nearestExisting, realPlace, statOrNone } from "./realPlace";
import { readRegularFile, refuseSpecial } from "./regularFile";

const codes: Readonly<Record<string, FileAccessCode>> = {
  ENOENT: "not-found",
  EEXIST: "already-exists",
  ENOTDIR: "not-a-directory",
  EISDIR: "is-a-directory",
  EACCES: "no-permission",
  EPERM: "no-permission",
  EROFS: "read-only",
  ENOSPC: "no-space",
  EDQUOT: "no-space",
};

/** How long synchronous reading may keep the event loop, in milliseconds. */
const sliceLength = 10;

export interface NodeFileSystemOptions {
  /**
   * Whether nothing may be written, moved or deleted through a link that leads out of the root: whoever opens a workspace folder means
   * that folder, and what the link leads to may be another project, or the user's home. Reading follows links anywhere.
   */
  readonly staysInside?: boolean;
  /** The system that the files are on; this one unless a test says otherwise. */
  readonly platform?: NodeJS.Platform;
}

/**
 * Files on this machine below one folder. Reads are synchronous in short slices: on files that the system has cached, which
 * is what a developer's workspace is, they are several times faster than asynchronous ones.
 */
export class NodeFileSystem implements FileSystem {
  private readonly staysInside: boolean;
  private readonly platform: NodeJS.Platform;

  constructor(
    private readonly root: string,
    { staysInside = false, platform = process.platform }: NodeFileSystemOptions = {},
  ) {
    this.staysInside = staysInside;
    this.platform = platform;
  }

  async readDirectory(relative: string): Promise<DirectoryEntry[]> {
    return this.attemptToRead(relative, (absolute) =>
      fs
        .readdirSync(absolute, { withFileTypes: true })
        .map((entry): DirectoryEntry =>
          entry.isSymbolicLink()
            ? { name: entry.name, kind: linkedKind(path.join(absolute, entry.name)), isLink: true }
            : { name: entry.name, kind: kindOf(entry) },
        ),
    );
  }

  async readFile(relative: string): Promise<Uint8Array> {
    return this.readBytes(relative);
  }

  async *readFiles(paths: readonly string[]): AsyncIterable<FileContent[]> {
    yield* inSlices(paths, (relative) => this.readOne(relative));
  }

  async *placesOf(paths: readonly string[]): AsyncIterable<FilePlace[]> {
    const places = new FilePlaces(
      this.attempt("", realPlace),
      (relative) => this.writablePlace(relative, path.join(this.root, relative)),
      (error, relative) => whyNot(toFileAccessError(error, relative)),
    );
    yield* inSlices(paths, (relative) => places.placeOf(relative));
  }

  async writeFile(
    relative: string,
    bytes: Uint8Array,
    { durable = false }: { readonly durable?: boolean } = {},
  ): Promise<void> {
    this.attempt(relative, (absolute) => {
      const target = this.writablePlace(relative, absolute);
      const replaced = statOrNone(target);
      if (replaced) {
        refuseToReplace(replaced, relative);
        // Renaming over a file asks only for the folder's permission; whoever protected the file meant it.
        fs.accessSync(target, fs.constants.W_OK);
      } else {
        makeFolder(path.dirname(target));
      }
      // A file that appears under its name all at once: readers, crashes and full disks see the old one or the new.
      placeComplete(target, bytes, { replaced, durable }, fs.renameSync);
      if (durable) {
        this.syncNameOf(target);
      }
    });
  }

  syncFiles(paths: readonly string[]): Promise<void> {
    return syncToDisk(this.root, paths, toFileAccessError);
  }

  async createFile(relative: string, bytes: Uint8Array): Promise<void> {
    this.attempt(relative, (absolute) => {
      this.writablePlace(relative, absolute);
      makeFolder(path.dirname(absolute));
      // Unlike renaming that fails where there is one, and unlike opening it shows no part of the file.
      placeComplete(absolute, bytes, { durable: true }, linkOnce);
      this.syncNameOf(absolute);
    });
  }

  async renameFile(from: string, to: string): Promise<void> {
    this.attempt(from, (absolute) => {
      const target = path.join(this.root, to);
      this.writablePlace(from, absolute);
      this.writablePlace(to, target);
      refuseSpecial(fs.statSync(absolute), from);
      const replaced = statOrNone(target);
      if (replaced) {
        refuseToReplace(replaced, to);
      }
      makeFolder(path.dirname(target));
      fs.renameSync(absolute, target);
    });
  }

  async deleteFile(relative: string): Promise<void> {
    this.attempt(relative, (absolute) => {
      this.writablePlace(relative, absolute);
      const stats = fs.lstatSync(absolute);
      if (!stats.isSymbolicLink()) {
        refuseSpecial(stats, relative);
      }
      fs.unlinkSync(absolute);
    });
  }

  /** Asks the system anew each time: links and permissions change while an editor is open. */
  async whyReadOnly(relative: string): Promise<string | undefined> {
    try {
      this.attempt(relative, (absolute) => {
        const existing = nearestExisting(this.writablePlace(relative, absolute));
        const isFolder = statOrNone(existing)?.isDirectory() ?? false;
        const folder = isFolder ? existing : path.dirname(existing);
        fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK);
        fs.accessSync(existing, fs.constants.W_OK);
      });
      return undefined;
    } catch (error) {
      return whyNot(error);
    }
  }

  /**
   * The file that a path means in the end, there or not yet: what is written through a link keeps the link. Throws when that is not
   * to be written.
   */
  private writablePlace(relative: string, absolute: string): string {
    const device = this.deviceIn(relative);
    if (device !== undefined) {
      throw new FileAccessError("other", relative, `Windows keeps the name ${device} for a device`);
    }
    const real = realPlace(absolute);
    if (this.staysInside && isOutside(realPlace(this.root), real)) {
      throw new LeadsOutError(relative, isLink(absolute));
    }
    return real;
  }

  private syncNameOf(absolute: string): void {
    syncFolders(realPlace(this.root), realPlace(path.dirname(absolute)));
  }

  private readOne(relative: string): FileContent {
    try {
      return { path: relative, bytes: this.readBytes(relative) };
    } catch (error) {
      if (error instanceof FileAccessError) {
        return { path: relative, error };
      }
      throw error;
    }
  }

  private readBytes(relative: string): Uint8Array {
    if (this.deviceIn(relative) !== undefined) {
      // Windows would open the device: reading the console waits for somebody to type.
      throw new FileAccessError("not-found", relative);
    }
    return this.attemptToRead(relative, (absolute) => readRegularFile(absolute, relative));
  }

  /** The part of a path that names a device, on Windows. */
  private deviceIn(relative: string): string | undefined {
    return this.platform === "win32" ? relative.split("/").find(isReservedOnWindows) : undefined;
  }

  /** What is behind a link that leads nowhere isn't there, but nothing can be created in its place either. */
  private attemptToRead<T>(relative: string, action: (absolute: string) => T): T {
    try {
      return this.attempt(relative, action);
    } catch (error) {
      if (error instanceof FileAccessError && error.code === "not-found") {
        const link = deadLink(this.root, relative);
        if (link !== undefined) {
          const words =
            link === relative ? "it is a link that leads nowhere" : `${link} is a link that leads nowhere`;
          throw new FileAccessError("not-a-file", relative, words);
        }
      }
      throw error;
    }
  }

  private attempt<T>(relative: string, action: (absolute: string) => T): T {
    try {
      return action(path.join(this.root, relative));
    } catch (error) {
      throw toFileAccessError(error, relative);
    }
  }
}

function kindOf(entry: fs.Dirent | fs.Stats): DirectoryEntry["kind"] {
  return entry.isDirectory() ? "directory" : entry.isFile() ? "file" : "other";
}

/** What a link points to. */
function linkedKind(absolute: string): DirectoryEntry["kind"] {
  try {
    return kindOf(fs.statSync(absolute));
  } catch {
    // It leads nowhere, or may not be followed.
    return "other";
  }
}

/** Only a file can be replaced by one: renaming would take the place of a pipe or a device too. */
function refuseToReplace(replaced: fs.Stats, relative: string): void {
  refuseSpecial(replaced, relative);
  if (replaced.isDirectory()) {
    throw new FileAccessError("is-a-directory", relative);
  }
}

/** Refuses to follow a link out of the root. */
class LeadsOutError extends FileAccessError {
  /** What follows the path's name. */
  readonly words: string;

  constructor(relative: string, isItself: boolean) {
    const words = `is ${isItself ? "" : "behind "}a link that leads out of the workspace folder`;
    super("other", relative, `it ${words}`);
    this.words = words;
  }
}

/** Why a place can't be written, in words that follow its name. Throws on what isn't about files. */
function whyNot(error: unknown): string {
  if (!(error instanceof FileAccessError)) {
    throw error;
  }
  if (error instanceof LeadsOutError) {
    return error.words;
  }
  return error.code === "read-only"
    ? "is on a read-only file system"
    : `can't be written to because ${error.reason}`;
}

/** Does something for each path, one after the other in short slices, between which other work has its turn. */
async function* inSlices<T>(paths: readonly string[], action: (path: string) => T): AsyncIterable<T[]> {
  let batch: T[] = [];
  let sliceEnd = performance.now() + sliceLength;
  for (const one of paths) {
    batch.push(action(one));
    if (performance.now() >= sliceEnd) {
      yield batch;
      batch = [];
      await setImmediate();
      sliceEnd = performance.now() + sliceLength;
    }
  }
  yield batch;
}

function toFileAccessError(error: unknown, relative: string): unknown {
  if (
    !(error instanceof Error) ||
    error instanceof FileAccessError ||
    !("code" in error) ||
    typeof error.code !== "string"
  ) {
    return error;
  }
  // "ENAMETOOLONG: name too long", without the call and the absolute path that follow.
  return new FileAccessError(codes[error.code] ?? "other", relative, error.message.split(", ")[0]);
}
