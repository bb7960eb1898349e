import { FileAccessError, type FileSystem } from "../ports";

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
    this.path = `${environmentFolder}/.envferry`;
  }

  get lockFile(): string {
    return `${this.path}/lock`;
  }

  /** The lock that takes over from one whose holder has died. */
  lockAfter(id: string): string {
    return `${this.path}/lock-after-${id}`;
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
    try {
      await this.fs.createFile(`${this.path}/.gitignore`, new TextEncoder().encode("*\n"));
    } catch (error) {
      if (!(error instanceof FileAccessError) || error.code !== "already-exists") {
        throw error;
      }
    }
  }
}
