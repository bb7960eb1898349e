import { FileSystemError, FileType, Uri, workspace } from "vscode";
import {
  FileAccessError,
  type DirectoryEntry,
  type FileAccessCode,
  type FileContent,
  type FileSystem,
} from "../../core/ports";

const codes: Readonly<Record<string, FileAccessCode>> = {
  FileNotFound: "not-found",
  FileExists: "already-exists",
  FileNotADirectory: "not-a-directory",
  FileIsADirectory: "is-a-directory",
  NoPermissions: "no-permission",
};

/** Files read at once: enough to hide each one's way to the file system's process and back, few enough to stay responsive. */
const batchSize = 200;

/** Files below one folder, wherever VS Code reaches it: on disk, over Remote, in a virtual workspace. */
export class VscodeFileSystem implements FileSystem {
  constructor(private readonly root: Uri) {}

  uri(path: string): Uri {
    return Uri.joinPath(this.root, path);
  }

  async readDirectory(path: string): Promise<DirectoryEntry[]> {
    const entries = await this.attempt(path, (uri) => workspace.fs.readDirectory(uri));
    return entries.flatMap(([name, type]): DirectoryEntry[] => {
      if (type & FileType.Directory) {
        return [{ name, kind: "directory" }];
      }
      return type & FileType.File ? [{ name, kind: "file" }] : [];
    });
  }

  readFile(path: string): Promise<Uint8Array> {
    return this.attempt(path, (uri) => workspace.fs.readFile(uri));
  }

  async *readFiles(paths: readonly string[]): AsyncIterable<FileContent[]> {
    for (let start = 0; start < paths.length; start += batchSize) {
      yield await Promise.all(paths.slice(start, start + batchSize).map((path) => this.readOne(path)));
    }
  }

  /** When files were last changed, in milliseconds since 1970. Those that can't be asked are left out. */
  async changeTimes(paths: readonly string[]): Promise<Map<string, number>> {
    const times = new Map<string, number>();
    for (let start = 0; start < paths.length; start += batchSize) {
      await Promise.all(
        paths.slice(start, start + batchSize).map(async (path) => {
          try {
            times.set(path, (await workspace.fs.stat(this.uri(path))).mtime);
          } catch {
            // Gone or not to be told: it is shown without a time.
          }
        }),
      );
    }
    return times;
  }

  async writeFile(path: string, bytes: Uint8Array): Promise<void> {
    // A complete file takes the place of the old one. VS Code deletes the old one just before it renames, which is as
    // close to replacing at once as its API comes on every kind of file system.
    const before = await this.typeOf(path);
    if (before & FileType.Directory) {
      // VS Code would replace the folder with all that is in it.
      throw new FileAccessError("is-a-directory", path);
    }
    const slash = path.lastIndexOf("/") + 1;
    const temporary = `${path.slice(0, slash)}.envferry-${crypto.randomUUID()}.tmp`;
    try {
      await this.attempt(path, () => workspace.fs.writeFile(this.uri(temporary), bytes));
    } catch (error) {
      await this.discard(temporary);
      throw error;
    }
    try {
      await this.attempt(path, (uri) => workspace.fs.rename(this.uri(temporary), uri, { overwrite: true }));
    } catch (error) {
      if (before !== FileType.Unknown && (await this.typeOf(path)) === FileType.Unknown) {
        // The old file is gone already: then the complete new one must stay.
        throw new FileAccessError(
          "other",
          path,
          `it couldn't be put in place; its new content is in ${temporary}`,
        );
      }
      await this.discard(temporary);
      throw error;
    }
  }

  async deleteFile(path: string): Promise<void> {
    await this.attempt(path, (uri) => workspace.fs.delete(uri));
  }

  private async typeOf(path: string): Promise<FileType> {
    try {
      return (await workspace.fs.stat(this.uri(path))).type;
    } catch {
      // Nothing there, or not to be told: what is attempted next will say.
      return FileType.Unknown;
    }
  }

  /** Removes a temporary file, which may never have been written; what failed before is what counts. */
  private async discard(temporary: string): Promise<void> {
    await workspace.fs.delete(this.uri(temporary)).then(undefined, () => undefined);
  }

  private async readOne(path: string): Promise<FileContent> {
    try {
      return { path, bytes: await this.readFile(path) };
    } catch (error) {
      if (error instanceof FileAccessError) {
        return { path, error };
      }
      throw error;
    }
  }

  private async attempt<T>(path: string, action: (uri: Uri) => Thenable<T>): Promise<T> {
    try {
      return await action(this.uri(path));
    } catch (error) {
      if (error instanceof FileSystemError) {
        throw new FileAccessError(codes[error.code] ?? "other", path, error.message);
      }
      throw error;
    }
  }
}
