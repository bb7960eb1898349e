import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { setImmediate } from "node:timers/promises";
import {
  FileAccessError,
  type DirectoryEntry,
  type FileAccessCode,
  type FileContent,
  type FileSystem,
} from "../core/ports";

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

/**
 * Files on this machine below one folder. Reads are synchronous in short slices: on files that the system has cached, which
 * is what a developer's workspace is, they are several times faster than asynchronous ones.
 */
export class NodeFileSystem implements FileSystem {
  constructor(private readonly root: string) {}

  async readDirectory(relative: string): Promise<DirectoryEntry[]> {
    return this.attempt(relative, (absolute) =>
      fs.readdirSync(absolute, { withFileTypes: true }).flatMap((entry): DirectoryEntry[] => {
        const kind = entry.isSymbolicLink() ? linkedKind(path.join(absolute, entry.name)) : kindOf(entry);
        return kind ? [{ name: entry.name, kind }] : [];
      }),
    );
  }

  async readFile(relative: string): Promise<Uint8Array> {
    return this.attempt(relative, (absolute) => fs.readFileSync(absolute));
  }

  async *readFiles(paths: readonly string[]): AsyncIterable<FileContent[]> {
    let batch: FileContent[] = [];
    let sliceEnd = performance.now() + sliceLength;
    for (const relative of paths) {
      batch.push(this.readOne(relative));
      if (performance.now() >= sliceEnd) {
        yield batch;
        batch = [];
        await setImmediate();
        sliceEnd = performance.now() + sliceLength;
      }
    }
    yield batch;
  }

  async writeFile(
    relative: string,
    bytes: Uint8Array,
    { durable = false }: { readonly durable?: boolean } = {},
  ): Promise<void> {
    this.attempt(relative, (absolute) => {
      const target = followLinks(absolute);
      const mode = fs.statSync(target, { throwIfNoEntry: false })?.mode;
      if (mode === undefined) {
        fs.mkdirSync(path.dirname(target), { recursive: true });
      } else {
        // Renaming over a file asks only for the folder's permission; whoever protected the file meant it.
        fs.accessSync(target, fs.constants.W_OK);
      }
      // A file that appears under its name all at once: readers, crashes and full disks see the old one or the new.
      placeComplete(target, bytes, { mode, durable }, fs.renameSync);
    });
  }

  async createFile(relative: string, bytes: Uint8Array): Promise<void> {
    this.attempt(relative, (absolute) => {
      fs.mkdirSync(path.dirname(absolute), { recursive: true });
      // A second name for a complete file: unlike renaming, that fails when there is one, and unlike opening, it shows no part.
      placeComplete(absolute, bytes, { durable: true }, linkOnce);
    });
  }

  async renameFile(from: string, to: string): Promise<void> {
    this.attempt(from, (absolute) => {
      const target = path.join(this.root, to);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.renameSync(absolute, target);
    });
  }

  async deleteFile(relative: string): Promise<void> {
    this.attempt(relative, (absolute) => fs.unlinkSync(absolute));
  }

  async whyReadOnly(relative: string): Promise<string | undefined> {
    void relative;
    return undefined;
  }

  private readOne(relative: string): FileContent {
    try {
      return { path: relative, bytes: this.attempt(relative, (absolute) => fs.readFileSync(absolute)) };
    } catch (error) {
      if (error instanceof FileAccessError) {
        return { path: relative, error };
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

/** Writes a complete file beside the one that it is to become, and then puts it in place. */
function placeComplete(
  target: string,
  bytes: Uint8Array,
  { mode, durable }: { readonly mode?: number; readonly durable: boolean },
  place: (temporary: string, target: string) => void,
): void {
  const temporary = path.join(path.dirname(target), `.envferry-${randomBytes(8).toString("hex")}.tmp`);
  try {
    const file = fs.openSync(temporary, "wx", mode ?? 0o666);
    try {
      fs.writeFileSync(file, bytes);
      if (mode !== undefined) {
        // The mode that a file is opened with is cut down by the user's mask.
        fs.fchmodSync(file, mode);
      }
      if (durable) {
        fs.fsyncSync(file);
      }
    } finally {
      fs.closeSync(file);
    }
    place(temporary, target);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

/** Codes of file systems that know no second names. */
const linkless = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"]);

function linkOnce(temporary: string, target: string): void {
  try {
    fs.linkSync(temporary, target);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && linkless.has(String(error.code)))) {
      throw error;
    }
    fs.copyFileSync(temporary, target, fs.constants.COPYFILE_EXCL);
  }
  fs.unlinkSync(temporary);
}

function kindOf(entry: fs.Dirent | fs.Stats): DirectoryEntry["kind"] | undefined {
  return entry.isDirectory() ? "directory" : entry.isFile() ? "file" : undefined;
}

/** What a link points to; undefined for one that leads nowhere or may not be followed. */
function linkedKind(absolute: string): DirectoryEntry["kind"] | undefined {
  try {
    return kindOf(fs.statSync(absolute));
  } catch {
    return undefined;
  }
}

/** The file that a path means in the end, there or not yet: what is written through a link keeps the link. */
function followLinks(absolute: string, followed = 0): string {
  const isLink = fs.lstatSync(absolute, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  // Linux follows 40 links; more are a circle, which the write itself will report.
  if (!isLink || followed === 40) {
    return absolute;
  }
  // A link counts from where it really is, which may be behind a link to its folder.
  const folder = fs.realpathSync(path.dirname(absolute));
  return followLinks(path.resolve(folder, fs.readlinkSync(absolute)), followed + 1);
}

function toFileAccessError(error: unknown, relative: string): unknown {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") {
    return error;
  }
  // "ENAMETOOLONG: name too long", without the call and the absolute path that follow.
  return new FileAccessError(codes[error.code] ?? "other", relative, error.message.split(", ")[0]);
}
