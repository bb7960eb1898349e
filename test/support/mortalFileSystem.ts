import {
  FileAccessError,
  type DirectoryEntry,
  type FileContent,
  type FilePlace,
  type FileSystem,
} from "../../src/core/ports";
import { temporaryName } from "../../src/core/temporaryName";
import type { MemoryFileSystem } from "./memoryFileSystem";

/**
 * What becomes of the last change that a process makes:
 * - *before*, *after*: nothing of it, all of it;
 * - *temporary*: half of it is in a temporary file beside, and the file is as it was;
 * - *cut-off*: half of it is in the file, and all of it in a temporary file beside, as on hosts that write in place;
 * - *gone*: the old file is deleted, and the new one hasn't got its name yet, as on hosts that can't replace a file.
 */
export const deaths = ["before", "after", "temporary", "cut-off", "gone"] as const;
export type Death = (typeof deaths)[number];

/** What goes wrong at the n-th call, counted from 1. */
export type Mishap =
  /** Counts only calls that change something: reading leaves no trace. */
  | { readonly kind: "death"; readonly nth: number; readonly how: Death }
  /** Refuses this call, of all calls. */
  | { readonly kind: "refusal"; readonly nth: number }
  /** Refuses every call that changes something from the n-th call on. */
  | { readonly kind: "read-only"; readonly nth: number };

/** Ends a process: no code may catch it and go on. */
export class Killed extends Error {}

/** Files in memory whose process dies, or that refuse, at a chosen call. A dead process changes nothing any more. */
export class MortalFileSystem implements FileSystem {
  /** Calls so far, and those of them that change something. */
  calls = 0;
  changes = 0;
  private isDead = false;

  constructor(
    private readonly inner: MemoryFileSystem,
    private readonly mishap?: Mishap,
  ) {}

  async readDirectory(path: string): Promise<DirectoryEntry[]> {
    this.read(path);
    return this.inner.readDirectory(path);
  }

  async readFile(path: string): Promise<Uint8Array> {
    this.read(path);
    return this.inner.readFile(path);
  }

  async *readFiles(paths: readonly string[]): AsyncIterable<FileContent[]> {
    for (const path of paths) {
      try {
        yield [{ path, bytes: await this.readFile(path) }];
      } catch (error) {
        if (!(error instanceof FileAccessError)) {
          throw error;
        }
        yield [{ path, error }];
      }
    }
  }

  writeFile(...[path, bytes, options]: Parameters<FileSystem["writeFile"]>): Promise<void> {
    return this.change(path, () => this.inner.writeFile(path, bytes, options), {
      temporary: () => this.beside(path, half(bytes)),
      "cut-off": () => {
        this.beside(path, bytes);
        // No editor shows what lies in a state folder, and a new file gets its name when it is complete.
        if (!path.includes("/.envferry/")) {
          this.inner.set(path, half(bytes));
        }
      },
      gone: () => {
        this.beside(path, bytes);
        this.inner.remove(path);
      },
    });
  }

  createFile(path: string, bytes: Uint8Array): Promise<void> {
    return this.change(path, () => this.inner.createFile(path, bytes), {
      temporary: () => this.beside(path, half(bytes)),
      "cut-off": () => this.beside(path, bytes),
    });
  }

  /** Changes nothing that can be seen, but a process can die before it. */
  syncFiles(paths: readonly string[]): Promise<void> {
    return this.change(paths[0] ?? "", () => this.inner.syncFiles(paths), {});
  }

  renameFile(from: string, to: string): Promise<void> {
    return this.change(from, () => this.inner.renameFile(from, to), { gone: () => this.inner.remove(to) });
  }

  deleteFile(path: string): Promise<void> {
    return this.change(path, () => this.inner.deleteFile(path), {});
  }

  async *placesOf(paths: readonly string[]): AsyncIterable<FilePlace[]> {
    yield paths.map((path) => ({ path, readOnly: undefined, identity: undefined, sharedBy: undefined }));
  }

  async whyReadOnly(): Promise<string | undefined> {
    return undefined;
  }

  private read(path: string): void {
    this.note(path, false);
  }

  private async change(
    path: string,
    whole: () => Promise<void>,
    partly: Partial<Record<Death, () => void>>,
  ): Promise<void> {
    this.note(path, true);
    if (this.mishap?.kind !== "death" || this.mishap.nth !== this.changes) {
      return whole();
    }
    this.isDead = true;
    if (this.mishap.how === "after") {
      // What the file system refuses changes nothing.
      await whole().catch(() => undefined);
    } else {
      partly[this.mishap.how]?.();
    }
    throw new Killed();
  }

  private note(path: string, isChange: boolean): void {
    if (this.isDead) {
      throw new Killed();
    }
    this.calls++;
    this.changes += isChange ? 1 : 0;
    const isRefused =
      (this.mishap?.kind === "refusal" && this.calls === this.mishap.nth) ||
      (this.mishap?.kind === "read-only" && isChange && this.calls >= this.mishap.nth);
    if (isRefused) {
      throw new FileAccessError("other", path, "it was told to fail");
    }
  }

  private beside(path: string, bytes: Uint8Array): void {
    const nameIn = (id: number): string =>
      `${path.slice(0, path.lastIndexOf("/"))}/${temporaryName(`${id}`)}`;
    let id = 1;
    while (this.inner.bytes(nameIn(id))) {
      id++;
    }
    this.inner.set(nameIn(id), bytes);
  }
}

function half(bytes: Uint8Array): Uint8Array {
  return bytes.slice(0, bytes.length >> 1);
}
