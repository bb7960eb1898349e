import {
  FileAccessError,
  type DirectoryEntry,
  type FileAccessCode,
  type FileContent,
  type FilePlace,
  type FileSystem,
} from "../../src/core/ports";

export type Operation = "list" | "read" | "write" | "create" | "rename" | "delete" | "sync";

export interface Call {
  readonly operation: Operation;
  readonly path: string;
}

export interface Fault {
  readonly operation: Operation;
  /** Only calls on this path; every path when left out. */
  readonly path?: string;
  /** Only the n-th of the calls that match, counted from 1; all of them when left out. */
  readonly nth?: number;
  /** Like `nth`, and every matching call after it. */
  readonly from?: number;
  readonly code?: FileAccessCode;
}

/** A file system around another one that logs its calls and fails those it is told to fail. */
export class FaultyFileSystem implements FileSystem {
  readonly calls: Call[] = [];
  /** Runs before each call; a test may change files here, as another program would. */
  onCall: (call: Call) => void = () => undefined;
  private readonly faults: { readonly fault: Fault; matched: number }[] = [];

  constructor(private readonly inner: FileSystem) {}

  failOn(fault: Fault): this {
    this.faults.push({ fault, matched: 0 });
    return this;
  }

  /** The paths of all calls of one operation, in order; failed ones included. */
  pathsOf(operation: Operation): string[] {
    return this.calls.filter((call) => call.operation === operation).map((call) => call.path);
  }

  async readDirectory(path: string): Promise<DirectoryEntry[]> {
    this.note("list", path);
    return this.inner.readDirectory(path);
  }

  async readFile(path: string): Promise<Uint8Array> {
    this.note("read", path);
    return this.inner.readFile(path);
  }

  async *readFiles(paths: readonly string[]): AsyncIterable<FileContent[]> {
    for (const path of paths) {
      yield [await this.readContent(path)];
    }
  }

  async writeFile(...[path, bytes, options]: Parameters<FileSystem["writeFile"]>): Promise<void> {
    this.note("write", path);
    await this.inner.writeFile(path, bytes, options);
  }

  async createFile(path: string, bytes: Uint8Array): Promise<void> {
    this.note("create", path);
    await this.inner.createFile(path, bytes);
  }

  /** Each path is a call. */
  async syncFiles(paths: readonly string[]): Promise<void> {
    paths.forEach((path) => this.note("sync", path));
    await this.inner.syncFiles(paths);
  }

  async renameFile(from: string, to: string): Promise<void> {
    this.note("rename", from);
    await this.inner.renameFile(from, to);
  }

  placesOf(paths: readonly string[]): AsyncIterable<FilePlace[]> {
    return this.inner.placesOf(paths);
  }

  async whyReadOnly(path: string): Promise<string | undefined> {
    return this.inner.whyReadOnly(path);
  }

  async deleteFile(path: string): Promise<void> {
    this.note("delete", path);
    await this.inner.deleteFile(path);
  }

  private async readContent(path: string): Promise<FileContent> {
    try {
      return { path, bytes: await this.readFile(path) };
    } catch (error) {
      if (error instanceof FileAccessError) {
        return { path, error };
      }
      throw error;
    }
  }

  private note(operation: Operation, path: string): void {
    const call = { operation, path };
    this.calls.push(call);
    this.onCall(call);
    for (const entry of this.faults) {
      const { fault } = entry;
      if (fault.operation !== operation || (fault.path !== undefined && fault.path !== path)) {
        continue;
      }
      entry.matched++;
      const isDue =
        fault.nth !== undefined
          ? entry.matched === fault.nth
          : fault.from === undefined || entry.matched >= fault.from;
      if (isDue) {
        throw new FileAccessError(fault.code ?? "other", path, "it was told to fail");
      }
    }
  }
}
