import {
  FileAccessError,
  type DirectoryEntry,
  type FileContent,
  type FilePlace,
  type FileSystem,
} from "../../src/core/ports";
import { FaultyFileSystem } from "./faultyFileSystem";

/** Files by path. A path that ends with `/` is an empty folder. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Files in memory. Logs its calls and can be told to fail, see {@link FaultyFileSystem}. */
export class MemoryFileSystem extends FaultyFileSystem {
  constructor(
    files: Files = {},
    private readonly memory = new Map(
      Object.entries(files).map(([path, content]) => [path, toBytes(content)] as const),
    ),
  ) {
    super(new MemoryFiles(memory));
  }

  paths(): string[] {
    return [...this.memory.keys()].sort();
  }

  bytes(path: string): Uint8Array | undefined {
    return this.memory.get(path);
  }

  text(path: string): string | undefined {
    const bytes = this.memory.get(path);
    return bytes && new TextDecoder().decode(bytes);
  }

  /** Changes a file behind the back of whoever uses the file system: neither logged nor failed. */
  set(path: string, content: string | Uint8Array): void {
    this.memory.set(path, toBytes(content));
  }

  remove(path: string): void {
    this.memory.delete(path);
  }

  /** Every file as text, to compare before and after. */
  snapshot(): Record<string, string> {
    return Object.fromEntries(this.paths().map((path) => [path, this.text(path) ?? ""]));
  }
}

class MemoryFiles implements FileSystem {
  constructor(private readonly files: Map<string, Uint8Array>) {}

  async readDirectory(path: string): Promise<DirectoryEntry[]> {
    const prefix = path === "" ? "" : `${path}/`;
    const kinds = new Map<string, DirectoryEntry["kind"]>();
    for (const file of this.files.keys()) {
      if (file.startsWith(prefix) && file !== prefix) {
        const [name = "", ...deeper] = file.slice(prefix.length).split("/");
        kinds.set(name, deeper.length > 0 ? "directory" : "file");
      }
    }
    if (kinds.size === 0 && !this.files.has(prefix)) {
      throw new FileAccessError(this.files.has(path) ? "not-a-directory" : "not-found", path);
    }
    return [...kinds].map(([name, kind]) => ({ name, kind }));
  }

  async readFile(path: string): Promise<Uint8Array> {
    const bytes = this.files.get(path);
    if (!bytes) {
      throw new FileAccessError(this.isFolder(path) ? "is-a-directory" : "not-found", path);
    }
    return bytes.slice();
  }

  async *readFiles(): AsyncIterable<FileContent[]> {
    // FaultyFileSystem reads one by one, so that each read can fail.
  }

  async writeFile(path: string, bytes: Uint8Array): Promise<void> {
    if (this.isFolder(path)) {
      throw new FileAccessError("is-a-directory", path);
    }
    const steps = path.split("/");
    if (steps.some((_, length) => length > 0 && this.files.has(steps.slice(0, length).join("/")))) {
      throw new FileAccessError("not-a-directory", path);
    }
    this.files.set(path, bytes.slice());
  }

  async createFile(path: string, bytes: Uint8Array): Promise<void> {
    if (this.files.has(path)) {
      throw new FileAccessError("already-exists", path);
    }
    await this.writeFile(path, bytes);
  }

  async syncFiles(): Promise<void> {
    // Nothing is forgotten here.
  }

  async renameFile(from: string, to: string): Promise<void> {
    const bytes = await this.readFile(from);
    await this.writeFile(to, bytes);
    this.files.delete(from);
  }

  async *placesOf(paths: readonly string[]): AsyncIterable<FilePlace[]> {
    yield paths.map((path) => ({ path, readOnly: undefined, identity: undefined, sharedBy: undefined }));
  }

  async whyReadOnly(): Promise<string | undefined> {
    return undefined;
  }

  async deleteFile(path: string): Promise<void> {
    if (!this.files.delete(path)) {
      throw new FileAccessError("not-found", path);
    }
  }

  private isFolder(path: string): boolean {
    return [...this.files.keys()].some((file) => file.startsWith(`${path}/`));
  }
}

function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}
