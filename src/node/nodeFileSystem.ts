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

  async writeFile(relative: string, bytes: Uint8Array): Promise<void> {
    this.attempt(relative, (absolute) => {
      const target = fs.existsSync(absolute) ? fs.realpathSync(absolute) : absolute;
      if (target === absolute) {
        fs.mkdirSync(path.dirname(absolute), { recursive: true });
      }
      // A file that appears under its name all at once: readers, crashes and full disks see the old one or the new.
      const temporary = path.join(
        path.dirname(target),
        `.${path.basename(target)}.${randomBytes(6).toString("hex")}.tmp`,
      );
      try {
        fs.writeFileSync(temporary, bytes, { flag: "wx", mode: modeOf(target) });
        fs.renameSync(temporary, target);
      } catch (error) {
        fs.rmSync(temporary, { force: true });
        throw error;
      }
    });
  }

  async deleteFile(relative: string): Promise<void> {
    this.attempt(relative, (absolute) => fs.unlinkSync(absolute));
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

function kindOf(entry: fs.Dirent | fs.Stats): DirectoryEntry["kind"] | undefined {
  return entry.isDirectory() ? "directory" : entry.isFile() ? "file" : undefined;
}

/** What a link points to; undefined for one that leads nowhere. */
function linkedKind(absolute: string): DirectoryEntry["kind"] | undefined {
  const stats = fs.statSync(absolute, { throwIfNoEntry: false });
  return stats && kindOf(stats);
}

function modeOf(absolute: string): number | undefined {
  return fs.statSync(absolute, { throwIfNoEntry: false })?.mode;
}

function toFileAccessError(error: unknown, relative: string): unknown {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") {
    return error;
  }
  return new FileAccessError(codes[error.code] ?? "other", relative, error.message);
}
