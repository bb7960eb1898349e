/** What the core needs from its host. Adapters for Node and VS Code implement these; tests fake them. */

/** A child of a folder, as {@link FileSystem.readDirectory} lists it. A link is reported as what it points to. */
export interface DirectoryEntry {
  readonly name: string;
  /** *other*: a pipe, a device, a socket, or a link that leads nowhere or may not be followed. */
  readonly kind: "file" | "directory" | "other";
  /** Set when it is a link. */
  readonly isLink?: true;
}

export type FileAccessCode =
  | "not-found"
  | "already-exists"
  | "not-a-directory"
  | "is-a-directory"
  | "not-a-file"
  | "no-permission"
  | "read-only"
  | "no-space"
  | "other";

const reasons: Record<FileAccessCode, string> = {
  "not-found": "it does not exist",
  "already-exists": "it exists already",
  "not-a-directory": "it is not a folder",
  "is-a-directory": "it is a folder",
  "not-a-file": "it is no file",
  "no-permission": "permission is denied",
  "read-only": "it is on a read-only file system",
  "no-space": "the disk is full",
  other: "the file system refused",
};

/** The one error a {@link FileSystem} throws. `reason` reads after a colon: "Can't write a.json: the disk is full". */
export class FileAccessError extends Error {
  readonly reason: string;

  constructor(
    readonly code: FileAccessCode,
    readonly path: string,
    detail?: string,
  ) {
    const isDetailed = code === "other" || code === "not-a-file";
    const reason = isDetailed && detail !== undefined ? detail : reasons[code];
    super(`${path}: ${reason}`);
    this.name = "FileAccessError";
    this.reason = reason;
  }
}

/** One file of a {@link FileSystem.readFiles} call: its bytes, or why they can't be had. */
export type FileContent = { readonly path: string } & (
  | { readonly bytes: Uint8Array; readonly error?: undefined }
  | { readonly bytes?: undefined; readonly error: FileAccessError }
);

/** The place of a file that is to be written, there already or not. */
export interface FilePlace {
  readonly path: string;
  /** Why it can't or mustn't be written, as {@link FileSystem.whyReadOnly} says it. */
  readonly readOnly: string | undefined;
  /** The same for all paths that mean this very file, and for no other; undefined where the host can't tell. */
  readonly identity: string | undefined;
  /** Why the path may not be the only one of its file: a link leads to it, or the file has several names. */
  readonly sharedBy: "link" | "hard link" | undefined;
}

/**
 * Files below one root folder (a workspace folder, say). Paths are relative to it, with `/` between the parts; `""` is
 * the root itself. Every method rejects with a {@link FileAccessError}. Pipes, devices and sockets are neither opened, replaced, moved
 * nor deleted: whatever asks for that rejects with `not-a-file`.
 */
export interface FileSystem {
  readDirectory(path: string): Promise<DirectoryEntry[]>;
  readFile(path: string): Promise<Uint8Array>;
  /**
   * Reads many files, in the order given, in batches that keep the host responsive. A file that can't be read is
   * yielded with its error and doesn't stop the others.
   */
  readFiles(paths: readonly string[]): AsyncIterable<FileContent[]>;
  /**
   * Replaces or creates a file and the folders above it; a reader sees the old bytes or the new, never a part. A *durable* write
   * is on the disk when it resolves, as {@link syncFiles} would see to it, and a power cut before that leaves the old bytes or the new.
   */
  writeFile(path: string, bytes: Uint8Array, options?: { readonly durable?: boolean }): Promise<void>;
  /**
   * Creates a file and the folders above it, complete as soon as it can be seen, after a power cut too. Rejects with `already-exists` when there is
   * one: of several that try at once, one succeeds.
   */
  createFile(path: string, bytes: Uint8Array): Promise<void>;
  /**
   * Sees to it that what was done to files is on the disk, as far as the system can tell: what they hold, their names, or that they
   * are gone, and the folders above them. For many files at once that takes far less than writing each one durably.
   */
  syncFiles(paths: readonly string[]): Promise<void>;
  /** Moves a file, in place of one that is at the new path. Creates the folders above that. */
  renameFile(from: string, to: string): Promise<void>;
  deleteFile(path: string): Promise<void>;
  /**
   * Why files at a path, or in the folder that it is, can't or mustn't be written, as words that follow its name: "is on a read-only
   * file system", "is a link that leads out of the workspace folder". Undefined when nothing speaks against it.
   */
  whyReadOnly(path: string): Promise<string | undefined>;
  /** Looks at the places of many files that are to be written, in the order given, in batches that keep the host responsive. */
  placesOf(paths: readonly string[]): AsyncIterable<FilePlace[]>;
}

/** A process that writes into environments, as it is noted in a lock. */
export interface ProcessInfo {
  readonly pid: number;
  /** Name of the machine that it runs on. */
  readonly host: string;
  /** Tells it from a later process that got the same number; undefined where the system doesn't say. */
  readonly startMark: string | undefined;
}

/** What jobs that change environments need of their host: who they are, and the time. */
export interface Agent {
  readonly process: ProcessInfo;
  /** Whether a process still runs; undefined when that can't be told from here, as of one on another machine. */
  isRunning(process: ProcessInfo): boolean | undefined;
  now(): Date;
  /** A text that nobody else gets: a UUID. */
  newId(): string;
}

/** Hashing and compression, which hosts do many times faster than a script can. */
export interface Codec {
  /** SHA-256 as 64 lower-case hexadecimal digits. */
  sha256(bytes: Uint8Array): string | Promise<string>;
  crc32(bytes: Uint8Array): number;
  /** Raw deflate (RFC 1951), without a zlib or gzip header. */
  deflate(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>;
  /**
   * The opposite of {@link deflate}, counted while inflating.
   * Gives `"too-large"` as soon as more than `limit` bytes come out, and `"corrupt"` for what isn't deflated data.
   */
  inflate(bytes: Uint8Array, limit: number): InflateResult | Promise<InflateResult>;
}

export type InflateResult = Uint8Array | "too-large" | "corrupt";

/** Lets long loops give way to the host, so that an editor stays responsive and a job can be cancelled. */
export interface Pacer {
  /** True when the loop has run long enough (about 10 ms) and should await {@link pause}. */
  isDue(): boolean;
  /** Resolves after other work had its turn; rejects when the job was cancelled meanwhile. */
  pause(): Promise<void>;
  isCancelled(): boolean;
}

/** Between two steps that each are short but together aren't. */
export async function giveWay(pacer: Pacer): Promise<void> {
  if (pacer.isDue()) {
    await pacer.pause();
  }
}

/**
 * The same pacer for a part of a job that can't be cut off: it gives way, and goes on when the job is cancelled. Whoever cancelled it hears
 * what came of it.
 */
export function pastCancelling(pacer: Pacer): Pacer {
  return {
    isDue: () => pacer.isDue(),
    isCancelled: () => false,
    async pause() {
      try {
        await pacer.pause();
      } catch (error) {
        if (!pacer.isCancelled()) {
          throw error;
        }
      }
    },
  };
}

/** What jobs over whole environments and packages run on. */
export interface Platform {
  readonly codec: Codec;
  readonly pacer: Pacer;
}
