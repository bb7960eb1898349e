import type { FileSystem } from "../../src/core/ports";
import { MemoryFileSystem, type Files } from "./memoryFileSystem";

/** What is behind a file's name. Each write makes a new one, which takes the place of the old. */
interface Content {
  readonly bytes: Uint8Array;
  isOnDisk: boolean;
}

/** Some names that come to stand for something else, or for nothing, all at once. */
type NameChange = ReadonlyMap<string, Content | undefined>;

/**
 * Files in memory that a power cut loses unless they were synced. As on file systems with a journal, changes of names get onto the disk in
 * their order, by and by or when one of their folders is synced; what files hold gets there whenever it likes, and a name may be
 * there before it: then the file is empty.
 */
export class ForgetfulFileSystem extends MemoryFileSystem {
  private readonly names = new Map<string, Content>();
  private readonly namesOnDisk: Map<string, Content>;
  private pending: NameChange[] = [];

  constructor(files: Files = {}) {
    super(files);
    for (const path of this.paths()) {
      this.names.set(path, { bytes: this.bytes(path) ?? new Uint8Array(), isOnDisk: true });
    }
    this.namesOnDisk = new Map(this.names);
  }

  override async writeFile(...[path, bytes, options]: Parameters<FileSystem["writeFile"]>): Promise<void> {
    await super.writeFile(path, bytes, options);
    this.change(new Map([[path, { bytes: bytes.slice(), isOnDisk: options?.durable === true }]]));
    if (options?.durable) {
      this.sync(path);
    }
  }

  override async createFile(path: string, bytes: Uint8Array): Promise<void> {
    await super.createFile(path, bytes);
    this.change(new Map([[path, { bytes: bytes.slice(), isOnDisk: true }]]));
  }

  override async renameFile(from: string, to: string): Promise<void> {
    await super.renameFile(from, to);
    this.change(
      new Map([
        [from, undefined],
        [to, this.names.get(from)],
      ]),
    );
  }

  override async deleteFile(path: string): Promise<void> {
    await super.deleteFile(path);
    this.change(new Map([[path, undefined]]));
  }

  override async syncFiles(paths: readonly string[]): Promise<void> {
    await super.syncFiles(paths);
    paths.forEach((path) => this.sync(path));
  }

  /** Everything that a power cut at this moment may leave, each once. */
  *cuts(): Generator<Readonly<Record<string, string>>> {
    const seen = new Set<string>();
    for (let names = 0; names <= this.pending.length; names++) {
      for (const keepsContent of [false, true]) {
        const left = this.leftOf(this.pending.slice(0, names), keepsContent);
        const key = JSON.stringify(left);
        if (!seen.has(key)) {
          seen.add(key);
          yield left;
        }
      }
    }
  }

  private leftOf(changes: readonly NameChange[], keepsContent: boolean): Record<string, string> {
    const names = new Map(this.namesOnDisk);
    changes.forEach((change) => apply(change, names));
    const decoder = new TextDecoder();
    return Object.fromEntries(
      [...names]
        .map(([path, { bytes, isOnDisk }]) => [path, isOnDisk || keepsContent ? decoder.decode(bytes) : ""])
        .sort(),
    ) as Record<string, string>;
  }

  private change(change: NameChange): void {
    apply(change, this.names);
    this.pending.push(change);
  }

  private sync(path: string): void {
    const content = this.names.get(path);
    if (content) {
      content.isOnDisk = true;
    }
    const isConcerned = (change: NameChange): boolean =>
      [...change.keys()].some((changed) => folderOf(changed) === folderOf(path));
    this.pending.filter(isConcerned).forEach((change) => apply(change, this.namesOnDisk));
    this.pending = this.pending.filter((change) => !isConcerned(change));
  }
}

function apply(change: NameChange, names: Map<string, Content>): void {
  for (const [path, content] of change) {
    if (content) {
      names.set(path, content);
    } else {
      names.delete(path);
    }
  }
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}
