import type { DirectoryEntry, FileContent, FilePlace, FileSystem } from "../../core/ports";

/** A file system that tells what was changed through it, even where that failed halfway. */
export class NotingFileSystem implements FileSystem {
  constructor(
    private readonly inner: FileSystem,
    private readonly note: (path: string) => void,
  ) {}

  readDirectory(path: string): Promise<DirectoryEntry[]> {
    return this.inner.readDirectory(path);
  }

  readFile(path: string): Promise<Uint8Array> {
    return this.inner.readFile(path);
  }

  readFiles(paths: readonly string[]): AsyncIterable<FileContent[]> {
    return this.inner.readFiles(paths);
  }

  async writeFile(path: string, bytes: Uint8Array, options?: { readonly durable?: boolean }): Promise<void> {
    await this.noting([path], () => this.inner.writeFile(path, bytes, options));
  }

  async createFile(path: string, bytes: Uint8Array): Promise<void> {
    await this.noting([path], () => this.inner.createFile(path, bytes));
  }

  syncFiles(paths: readonly string[]): Promise<void> {
    return this.inner.syncFiles(paths);
  }

  async renameFile(from: string, to: string): Promise<void> {
    await this.noting([from, to], () => this.inner.renameFile(from, to));
  }

  async deleteFile(path: string): Promise<void> {
    await this.noting([path], () => this.inner.deleteFile(path));
  }

  whyReadOnly(path: string): Promise<string | undefined> {
    return this.inner.whyReadOnly(path);
  }

  placesOf(paths: readonly string[]): AsyncIterable<FilePlace[]> {
    return this.inner.placesOf(paths);
  }

  private async noting(paths: readonly string[], change: () => Promise<void>): Promise<void> {
    try {
      await change();
    } finally {
      paths.forEach(this.note);
    }
  }
}
