import { FileAccessError, type FileSystem } from "../ports";

const lockAfterPrefix = "lock-after-";

/** Name of the folder in an environment's folder. */
export const stateFolderName = ".envferry";

/**
 * Where an environment keeps what helps to import into it, on this machine only: the lock, the journal of a running import and
 * what the last imports wrote. It lies inside of the environment, so that two workspaces that share one find the same lock.
 */
export class StateFolder {
  readonly path: string;

  constructor(
    private readonly fs: FileSystem,
    /** The environment's folder, below the root of `fs`. */
    readonly environmentFolder: string,
  ) {
    this.path = `${environmentFolder}/${stateFolderName}`;
  }

  /** Name of the environment, which is that of its folder. */
  get environment(): string {
    return this.environmentFolder.slice(this.environmentFolder.lastIndexOf("/") + 1);
  }

  get lockFile(): string {
    return `${this.path}/lock`;
  }

  /** The lock that takes over from one whose holder has died. */
  lockAfter(id: string): string {
    return `${this.path}/${lockAfterPrefix}${id}`;
  }

  /** Whether a file of this name in the folder is a lock of any kind. */
  isLock(name: string): boolean {
    return name === "lock" || name.startsWith(lockAfterPrefix);
  }

  get journalFile(): string {
    return `${this.path}/journal`;
  }

  get keptFolder(): string {
    return `${this.path}/imports`;
  }

  keptFile(id: string): string {
    return `${this.keptFolder}/${id}.journal`;
  }

  /** Makes the folder, out of Git's sight. Rejects with a FileAccessError when it can't be written. */
  async prepare(): Promise<void> {
    await createUnlessThere(this.fs, `${this.path}/.gitignore`, new TextEncoder().encode("*\n"));
  }
}

/** How often a file is tried again whose temporary was tidied away: each time another process must have taken the lock just then. */
const mostTries = 10;

/**
 * Creates a file in the state folder; false when there is one. Others create files there too, and who holds the lock removes what looks
 * left over from a crash, which may be the temporary file of this one. Rejects with a FileAccessError when it can't be written.
 */
export async function createUnlessThere(fs: FileSystem, path: string, bytes: Uint8Array): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    try {
      await fs.createFile(path, bytes);
      return true;
    } catch (error) {
      if (error instanceof FileAccessError && error.code === "already-exists") {
        return false;
      }
      if (!(error instanceof FileAccessError) || error.code !== "not-found" || tries === mostTries) {
        throw error;
      }
    }
  }
}
