import {
  FilePermission,
  FileSystemError,
  FileType,
  TabInputText,
  Uri,
  window,
  workspace,
  type FileStat,
} from "vscode";
import {
  FileAccessError,
  type DirectoryEntry,
  type FileAccessCode,
  type FileContent,
  type FilePlace,
  type FileSystem,
} from "../../core/ports";
import { temporaryName } from "../../core/temporaryName";

const codes: Readonly<Record<string, FileAccessCode>> = {
  FileNotFound: "not-found",
  FileExists: "already-exists",
  FileNotADirectory: "not-a-directory",
  FileIsADirectory: "is-a-directory",
  NoPermissions: "no-permission",
};

/** What the operating system calls errors for which VS Code has no code, or forgets it on the way. */
const systemCodes: Readonly<Record<string, FileAccessCode>> = {
  EACCES: "no-permission",
  EPERM: "no-permission",
  EROFS: "read-only",
  ENOSPC: "no-space",
  EDQUOT: "no-space",
};

function codeIn(message: string): FileAccessCode {
  const [name = ""] = /\bE[A-Z]{3,}\b/u.exec(message) ?? [];
  return systemCodes[name] ?? "other";
}

/** Files read at once: enough to hide each one's way to the file system's process and back, few enough to stay responsive. */
const batchSize = 200;

/** Files below one folder, wherever VS Code reaches it: on disk, over Remote, in a virtual workspace. */
export class VscodeFileSystem implements FileSystem {
  constructor(private readonly root: Uri) {}

  async readDirectory(path: string): Promise<DirectoryEntry[]> {
    const entries = await this.attempt(path, (uri) => workspace.fs.readDirectory(uri)).catch(
      (error: unknown) => this.refuseDeadLink(path, error),
    );
    return entries.map(([name, type]): DirectoryEntry =>
      type & FileType.SymbolicLink
        ? { name, kind: kindOf(type), isLink: true }
        : { name, kind: kindOf(type) },
    );
  }

  async readFile(path: string): Promise<Uint8Array> {
    const stat = await this.stat(path);
    if (stat && kindOf(stat.type) === "other") {
      // VS Code would open a pipe, and wait until somebody writes into it.
      throw new FileAccessError("not-a-file", path);
    }
    return this.read(path);
  }

  async *readFiles(paths: readonly string[]): AsyncIterable<FileContent[]> {
    for (let start = 0; start < paths.length; start += batchSize) {
      yield await Promise.all(paths.slice(start, start + batchSize).map((path) => this.readOne(path)));
    }
  }

  async writeFile(path: string, bytes: Uint8Array): Promise<void> {
    const before = await this.stat(path);
    const type = before?.type ?? FileType.Unknown;
    if (type & FileType.Directory) {
      // VS Code would replace the folder with all that is in it.
      throw new FileAccessError("is-a-directory", path);
    }
    if (before && kindOf(type) === "other") {
      throw new FileAccessError("not-a-file", path);
    }
    if (before?.permissions === FilePermission.Readonly) {
      throw new FileAccessError("no-permission", path);
    }
    if (type & FileType.SymbolicLink) {
      // Renaming would put a file in the link's place; what it points to is written instead.
      await this.attempt(path, (uri) => workspace.fs.writeFile(uri, bytes));
      return;
    }
    const temporary = await this.writeTemporary(path, bytes, before !== undefined);
    if (before && isShown(this.uri(path))) {
      // Renaming over a file closes its editors, as if it had been deleted. Should writing in place be cut off, the
      // complete file is still beside it.
      await this.attempt(path, (uri) => workspace.fs.writeFile(uri, bytes));
      await this.discard(temporary);
      return;
    }
    try {
      // VS Code deletes the old file just before it renames, which is as close to replacing at once as its API comes on
      // every kind of file system.
      await this.attempt(path, (uri) => workspace.fs.rename(this.uri(temporary), uri, { overwrite: true }));
    } catch (error) {
      const isGone = before !== undefined && !(await this.stat(path));
      if (isGone) {
        await this.writeInPlace(path, bytes, temporary);
      }
      await this.discard(temporary);
      if (!isGone) {
        throw error;
      }
    }
  }

  async createFile(path: string, bytes: Uint8Array): Promise<void> {
    const temporary = await this.writeTemporary(path, bytes, false);
    try {
      await this.attempt(path, (uri) => workspace.fs.rename(this.uri(temporary), uri, { overwrite: false }));
    } catch (error) {
      await this.discard(temporary);
      throw error;
    }
  }

  /** VS Code's API has no way to ask for it: when files get onto a disk is up to whoever provides the file system. */
  async syncFiles(): Promise<void> {
    // As far as the system can tell.
  }

  async renameFile(from: string, to: string): Promise<void> {
    await this.attempt(from, (uri) => workspace.fs.rename(uri, this.uri(to), { overwrite: true }));
  }

  async whyReadOnly(path: string): Promise<string | undefined> {
    if (workspace.fs.isWritableFileSystem(this.root.scheme) === false) {
      return "is on a read-only file system";
    }
    // What isn't there yet would be created in the closest folder above it that is.
    let existing = path;
    let stat = await this.stat(existing);
    while (!stat && existing !== "") {
      existing = folderOf(existing);
      stat = await this.stat(existing);
    }
    return stat && whyNotWritten(stat);
  }

  async *placesOf(paths: readonly string[]): AsyncIterable<FilePlace[]> {
    const folders = new Map<string, Promise<string | undefined>>();
    const ofFolder = (folder: string): Promise<string | undefined> => {
      const known = folders.get(folder) ?? this.whyReadOnly(folder);
      folders.set(folder, known);
      return known;
    };
    const placeOf = async (path: string): Promise<FilePlace> => {
      const stat = await this.stat(path);
      const ofFile = stat && (whyNoFile(stat.type) ?? whyNotWritten(stat));
      const readOnly = ofFile ?? (await ofFolder(folderOf(path)));
      // VS Code doesn't tell where a link leads, nor whether a file has several names.
      return { path, readOnly, identity: undefined, sharedBy: undefined };
    };
    for (let start = 0; start < paths.length; start += batchSize) {
      yield await Promise.all(paths.slice(start, start + batchSize).map(placeOf));
    }
  }

  async deleteFile(path: string): Promise<void> {
    await this.attempt(path, (uri) => workspace.fs.delete(uri));
  }

  /** The old file is gone already, so nothing is lost by writing in place; if that fails too, the complete new one beside it must stay. */
  private async writeInPlace(path: string, bytes: Uint8Array, temporary: string): Promise<void> {
    try {
      await workspace.fs.writeFile(this.uri(path), bytes);
    } catch {
      const reason = `it couldn't be put in place; its new content is in ${temporary}`;
      throw new FileAccessError("other", path, reason);
    }
  }

  private read(path: string): Promise<Uint8Array> {
    return this.attempt(path, (uri) => workspace.fs.readFile(uri));
  }

  private uri(path: string): Uri {
    return Uri.joinPath(this.root, path);
  }

  /** Writes a complete file beside the one at a path. Gives its own path. */
  private async writeTemporary(path: string, bytes: Uint8Array, isReplacement: boolean): Promise<string> {
    const slash = path.lastIndexOf("/") + 1;
    const temporary = path.slice(0, slash) + temporaryName(crypto.randomUUID());
    try {
      if (isReplacement) {
        // A copy has the old file's permissions: they are kept, and whoever made it read-only is heard, since renaming over
        // a file asks only for the folder's permission.
        await this.attempt(path, (uri) => workspace.fs.copy(uri, this.uri(temporary)));
      }
      await this.attempt(path, () => workspace.fs.writeFile(this.uri(temporary), bytes));
    } catch (error) {
      await this.discard(temporary);
      throw error;
    }
    return temporary;
  }

  private async stat(path: string): Promise<FileStat | undefined> {
    try {
      return await workspace.fs.stat(this.uri(path));
    } catch {
      // Nothing there, or not to be told: what is attempted next will say.
      return undefined;
    }
  }

  /** Throws what was thrown, or that a link is there, which leads nowhere. */
  private async refuseDeadLink(path: string, error: unknown): Promise<never> {
    const isNotFound = error instanceof FileAccessError && error.code === "not-found";
    const stat = isNotFound ? await this.stat(path) : undefined;
    throw stat && kindOf(stat.type) === "other"
      ? new FileAccessError("not-a-file", path, "it is a link that leads nowhere")
      : error;
  }

  /** Removes a temporary file, which may never have been written; what failed before is what counts. */
  private async discard(temporary: string): Promise<void> {
    await workspace.fs.delete(this.uri(temporary)).then(undefined, () => undefined);
  }

  private async readOne(path: string): Promise<FileContent> {
    try {
      // Without looking first, since that would double the calls; whatever listed them told the files among them.
      return { path, bytes: await this.read(path) };
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
        throw new FileAccessError(codes[error.code] ?? codeIn(error.message), path, error.message);
      }
      throw error;
    }
  }
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

function whyNotWritten({ permissions }: FileStat): string | undefined {
  return permissions === FilePermission.Readonly ? "is marked as read-only" : undefined;
}

function whyNoFile(type: FileType): string | undefined {
  return { file: undefined, directory: "is a folder", other: "is no file" }[kindOf(type)];
}

/** What VS Code says that something is; a link counts as what it points to. */
function kindOf(type: FileType): DirectoryEntry["kind"] {
  return type & FileType.Directory ? "directory" : type & FileType.File ? "file" : "other";
}

/** Whether a tab of an editor shows a file. */
function isShown(uri: Uri): boolean {
  const wanted = uri.toString();
  return window.tabGroups.all.some(({ tabs }) =>
    tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === wanted),
  );
}
