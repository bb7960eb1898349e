import type * as z from "zod";
import { readDefinition } from "../environment/readDefinition";
import type { RunningImport } from "../import/targetConditions";
import { canonicalJson } from "../json/canonicalJson";
import { FileAccessError, type Agent, type FileSystem } from "../ports";
import { exactly, integer, optional, shape, text } from "../schema/checked";
import type { StateFolder } from "./stateFolder";

const lockShape = shape({
  formatVersion: exactly(1),
  id: text({ pattern: /^[0-9A-Za-z-]{1,64}$/, be: "letters, digits and hyphens" }),
  process: shape({ pid: integer({ min: 0 }), host: text(), startMark: optional(text()) }),
  since: text(),
});

type LockContent = z.infer<typeof lockShape.schema>;

/**
 * The right to change an environment, which one import has at a time.
 *
 * It is a file that only one process can create. The lock of a process that has died isn't deleted by whoever comes next: two
 * could find it at once, and the slower one would delete the new lock of the faster. Instead its successor creates a second
 * lock, named after the dead one, which again only one can; should that one die too, the next is named after it. So the locks form
 * a chain, and who made its last link holds the environment.
 */
export class EnvironmentLock {
  private constructor(
    private readonly fs: FileSystem,
    /** The files of the chain, the own lock last. */
    private readonly files: readonly string[],
  ) {}

  /**
   * Takes the lock, or tells who has it. Nobody's clock matters: a lock holds as long as its process runs. Rejects with a
   * FileAccessError when the folder can't be read or written.
   */
  static async acquire(
    fs: FileSystem,
    folder: StateFolder,
    agent: Agent,
  ): Promise<EnvironmentLock | RunningImport> {
    const id = agent.newId();
    const own: LockContent = {
      formatVersion: 1,
      id,
      process: { ...agent.process },
      since: agent.now().toISOString(),
    };
    for (;;) {
      const chain = await readChain(fs, folder, agent);
      if (chain.holder) {
        return chain.holder;
      }
      try {
        await fs.createFile(chain.next, canonicalJson(lockShape, own));
      } catch (error) {
        if (error instanceof FileAccessError && error.code === "already-exists") {
          continue;
        }
        throw error;
      }
      const files = [...chain.files, chain.next];
      // Whoever held the chain may have taken it down since it was read. Then the own link hangs on nothing.
      const now = await readChain(fs, folder, agent);
      if (now.files.length === files.length && now.lastId === id) {
        return new EnvironmentLock(fs, files);
      }
      await remove(fs, chain.next);
    }
  }

  /** Frees the environment. The first file goes first: without it the others mean nothing. */
  async release(): Promise<void> {
    for (const file of this.files) {
      await remove(this.fs, file);
    }
  }
}

/** Who is changing an environment at this moment; undefined when nobody is. */
export async function readLock(
  fs: FileSystem,
  folder: StateFolder,
  agent: Agent,
): Promise<RunningImport | undefined> {
  return (await readChain(fs, folder, agent)).holder;
}

interface LockChain {
  readonly files: readonly string[];
  readonly lastId: string | undefined;
  /** Undefined when the last lock's process has died, or there is no lock. */
  readonly holder: RunningImport | undefined;
  /** The file that the next lock is to be. */
  readonly next: string;
}

async function readChain(fs: FileSystem, folder: StateFolder, agent: Agent): Promise<LockChain> {
  const files: string[] = [];
  let lastId: string | undefined;
  let next = folder.lockFile;
  let holder: RunningImport | undefined;
  for (;;) {
    const bytes = await readIfThere(fs, next);
    if (!bytes) {
      return { files, lastId, holder, next };
    }
    files.push(next);
    const read = readDefinition<LockContent>(next, bytes, lockShape);
    if (!read.ok) {
      // Nobody knows whose it is.
      return { files, lastId: undefined, holder: { process: undefined, since: undefined, file: next }, next };
    }
    const { id, process, since } = read.value;
    const time = new Date(since);
    const isOver = agent.isRunning({ ...process, startMark: process.startMark }) === false;
    holder = isOver
      ? undefined
      : {
          process: { ...process, startMark: process.startMark },
          since: Number.isNaN(time.getTime()) ? undefined : time,
          file: next,
        };
    lastId = id;
    next = folder.lockAfter(id);
  }
}

async function readIfThere(fs: FileSystem, file: string): Promise<Uint8Array | undefined> {
  try {
    return await fs.readFile(file);
  } catch (error) {
    if (error instanceof FileAccessError && error.code === "not-found") {
      return undefined;
    }
    throw error;
  }
}

async function remove(fs: FileSystem, file: string): Promise<void> {
  try {
    await fs.deleteFile(file);
  } catch (error) {
    if (!(error instanceof FileAccessError)) {
      throw error;
    }
    // Gone already, or not to be deleted: then it dies with its process.
  }
}
