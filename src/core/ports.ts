/** What the core needs from its host. Adapters for Node and VS Code implement these; tests fake them. */

/** A child of a folder, as {@link FileSystem.readDirectory} lists it. A link is reported as what it points to. */
export interface DirectoryEntry {
  readonly name: string;
  readonly kind: "file" | "directory";
}

export type FileAccessCode =
  | "not-found"
  | "already-exists"
  | "not-a-directory"
  | "is-a-directory"
  | "no-permission"
  | "read-only"
  | "no-space"
  | "other";

const reasons: Record<FileAccessCode, string> = {
  "not-found": "it does not exist",
  "already-exists": "it exists already",
  "not-a-directory": "it is not a folder",
  "is-a-directory": "it is a folder",
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
    const reason = code === "other" && detail !== undefined ? detail : reasons[code];
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

/**
 * Files below one root folder (a workspace folder, say). Paths are relative to it, with `/` between the parts; `""` is
 * the root itself. Every method rejects with a {@link FileAccessError}.
 */
export interface FileSystem {
  readDirectory(path: string): Promise<DirectoryEntry[]>;
  readFile(path: string): Promise<Uint8Array>;
  /**
   * Reads many files, in the order given, in batches that keep the host responsive. A file that can't be read is
   * yielded with its error and doesn't stop the others.
   */
  readFiles(paths: readonly string[]): AsyncIterable<FileContent[]>;
  /** Replaces or creates a file and the folders above it; a reader sees the old bytes or the new, never a part. */
  writeFile(path: string, bytes: Uint8Array): Promise<void>;
  deleteFile(path: string): Promise<void>;
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

/** What jobs over whole environments and packages run on. */
export interface Platform {
  readonly codec: Codec;
  readonly pacer: Pacer;
}
