import type { DirectoryEntry, FileContent, FilePlace, FileSystem } from "../../src/core/ports";
import { foldCase } from "../../src/core/text";

/** A file system around another one on which letter case doesn't count but is kept, as on Windows and macOS. */
export class CaseInsensitiveFileSystem implements FileSystem {
  constructor(private readonly inner: FileSystem) {}

  async readDirectory(path: string): Promise<DirectoryEntry[]> {
    return this.inner.readDirectory(await this.kept(path));
  }

  async readFile(path: string): Promise<Uint8Array> {
    return this.inner.readFile(await this.kept(path));
  }

  async *readFiles(paths: readonly string[]): AsyncIterable<FileContent[]> {
    for (const path of paths) {
      for await (const batch of this.inner.readFiles([await this.kept(path)])) {
        yield batch.map((content) => ({ ...content, path }));
      }
    }
  }

  async writeFile(...[path, bytes, options]: Parameters<FileSystem["writeFile"]>): Promise<void> {
    await this.inner.writeFile(await this.kept(path), bytes, options);
  }

  async createFile(path: string, bytes: Uint8Array): Promise<void> {
    await this.inner.createFile(await this.kept(path), bytes);
  }

  async syncFiles(paths: readonly string[]): Promise<void> {
    await this.inner.syncFiles(await Promise.all(paths.map((path) => this.kept(path))));
  }

  async renameFile(from: string, to: string): Promise<void> {
    await this.inner.renameFile(await this.kept(from), await this.kept(to));
  }

  async deleteFile(path: string): Promise<void> {
    await this.inner.deleteFile(await this.kept(path));
  }

  placesOf(paths: readonly string[]): AsyncIterable<FilePlace[]> {
    return this.inner.placesOf(paths);
  }

  async whyReadOnly(path: string): Promise<string | undefined> {
    return this.inner.whyReadOnly(await this.kept(path));
  }

  /** A path in the letter case of what is there. */
  private async kept(path: string): Promise<string> {
    let kept = "";
    for (const step of path.split("/")) {
      const listed = await this.inner.readDirectory(kept).catch(() => []);
      const same = listed.find(({ name }) => foldCase(name) === foldCase(step));
      kept = `${kept}${kept === "" ? "" : "/"}${same?.name ?? step}`;
    }
    return kept;
  }
}
