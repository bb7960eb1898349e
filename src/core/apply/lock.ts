import type * as z from "zod";
import { readDefinition } from "../environment/readDefinition";
import type { RunningImport } from "../import/targetConditions";
import { canonicalJson } from "../json/canonicalJson";
import { FileAccessError, type Agent, type FileSystem } from "../ports";
import { readIfThere } from "../readIfThere";
import { exactly, integer, optional, shape, text } from "../schema/checked";
import { isTemporary } from "../temporaryName";
import { createUnlessThere, type StateFolder } from "./stateFolder";
import { removeTemporaryFiles } from "./temporaryFiles";

const lockShape = shape({
  formatVersion: exactly(1),
  id: text({ pattern: /^[0-9A-Za-z-]{1,64}$/, be: "letters, digits and hyphens" }),
  process: shape({ pid: integer({ min: 0 }), host: text(), startMark: optional(text()) }),
  since: text(),
});

type LockContent = z.infer<typeof lockShape.schema>;

/**
 * How often taking a lock is tried again because others took or freed it in the meantime. Whoever comes to the end of that isn't
 * among others: something is there that can be neither read nor created.
 */
const mostTries = 100;

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
    for (let tries = 1; ; tries++) {
      const chain = await readChain(fs, folder, agent);
      if (chain.holder) {
        return chain.holder;
      }
      if (tries > mostTries) {
        throw new FileAccessError("other", chain.next, "it can be neither read nor created");
      }
      const files = [...chain.files, chain.next];
      try {
        if (!(await createUnlessThere(fs, chain.next, canonicalJson(lockShape, own)))) {
          continue;
        }
        // Whoever held the chain may have taken it down since it was read. Then the own link hangs on nothing.
        const now = await readChain(fs, folder, agent);
        if (now.files.length === files.length && now.lastId === id) {
          await tidyUp(fs, folder, files);
          return new EnvironmentLock(fs, files);
        }
      } catch (error) {
        // This process runs on, and nobody else would ever take its lock for a dead one's.
        await withdraw(fs, chain.next, id);
        throw error;
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

/**
 * Does something as the only one who changes an environment, or tells who is changing it at this moment. Rejects with a FileAccessError
 * when the environment's state can't be read or written; then nothing was done.
 */
export async function underLock<T>(
  fs: FileSystem,
  folder: StateFolder,
  agent: Agent,
  action: () => Promise<T>,
): Promise<T | { readonly outcome: "running"; readonly running: RunningImport }> {
  await folder.prepare();
  const lock = await EnvironmentLock.acquire(fs, folder, agent);
  if (!(lock instanceof EnvironmentLock)) {
    return { outcome: "running", running: lock };
  }
  try {
    return await action();
  } finally {
    await lock.release();
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

/**
 * Removes what crashes left, now that nobody else writes: the temporary files of a holder that died, and locks that hang on nothing. A
 * lock's id is never used twice, so nothing can come to hang on one that isn't in the chain. Somebody who has just created such a lock
 * is about to find that out, and would remove it too.
 */
async function tidyUp(fs: FileSystem, folder: StateFolder, chain: readonly string[]): Promise<void> {
  if (chain.length > 1) {
    await removeTemporaryFiles(fs, folder);
  }
  try {
    for (const { name, kind } of await fs.readDirectory(folder.path)) {
      const file = `${folder.path}/${name}`;
      if (kind === "file" && (isTemporary(name) || (folder.isLock(name) && !chain.includes(file)))) {
        await remove(fs, file);
      }
    }
  } catch (error) {
    if (!(error instanceof FileAccessError)) {
      throw error;
    }
    // What is left over only takes room.
  }
}

/** Removes a lock that may have been created, if it is the own one. */
async function withdraw(fs: FileSystem, file: string, id: string): Promise<void> {
  try {
    const bytes = await readIfThere(fs, file);
    const read = bytes && readDefinition<LockContent>(file, bytes, lockShape);
    if (read?.ok && read.value.id === id) {
      await remove(fs, file);
    }
  } catch (error) {
    if (!(error instanceof FileAccessError)) {
      throw error;
    }
    // Then it dies with its process.
  }
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
    const read = readDefinition<LockContent>(next, bytes, lockShape);
    files.push(next);
    if (!read.ok || files.includes(folder.lockAfter(read.value.id))) {
      // Nobody knows whose it is. Locks that follow themselves were never written by Envferry.
      return { files, lastId: undefined, holder: { process: undefined, since: undefined, file: next }, next };
    }
    const { id, process, since } = read.value;
    const time = new Date(since);
    const isRunning = agent.isRunning({ ...process, startMark: process.startMark });
    holder =
      isRunning === false
        ? undefined
        : {
            process: { ...process, startMark: process.startMark },
            since: Number.isNaN(time.getTime()) ? undefined : time,
            file: next,
            ...(isRunning && { isSeen: true }),
          };
    lastId = id;
    next = folder.lockAfter(id);
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
