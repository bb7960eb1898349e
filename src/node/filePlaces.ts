import * as fs from "node:fs";
import * as path from "node:path";
import type { FilePlace } from "../core/ports";
import { mountPoints } from "./mountPoints";
import { nearestExisting } from "./realPlace";
import { specialKind } from "./regularFile";

/** The folder of files that are to be written, there already or not. */
interface Folder {
  /** Where it is when all links are followed. */
  readonly real: string;
  /** Whether a link leads to it. */
  readonly isLinked: boolean;
  readonly identity: string;
  /** Why nothing can be written into it. */
  readonly readOnly: string | undefined;
  /** Whether it lets only the owners of its files replace them, and this user owns not the folder. */
  readonly isSticky: boolean;
}

const ownersOnly = 0o1000n;

/** Looks at the places of many files at one moment: what many have in common is asked once. */
export class FilePlaces {
  private readonly folders = new Map<string, Folder>();
  private readonly mounted = mountPoints();
  private readonly user = process.geteuid?.();

  /**
   * @param realRoot The folder that paths are below, links followed.
   * @param resolve The file that a path means in the end. Throws when that isn't to be written.
   * @param describe What is thrown, in words that follow the file's name.
   */
  constructor(
    private readonly realRoot: string,
    private readonly resolve: (relative: string) => string,
    private readonly describe: (error: unknown, relative: string) => string,
  ) {}

  placeOf(relative: string): FilePlace {
    try {
      const folder = this.folderOf(relative);
      if (folder.readOnly !== undefined) {
        return nowhere(relative, folder.readOnly);
      }
      const name = path.basename(relative);
      const found = lstat(path.join(folder.real, name));
      if (found?.isSymbolicLink()) {
        return this.linkedPlace(relative);
      }
      return { path: relative, ...this.inFolder(folder, name, found, folder.isLinked) };
    } catch (error) {
      return nowhere(relative, this.describe(error, relative));
    }
  }

  private linkedPlace(relative: string): FilePlace {
    const real = this.resolve(relative);
    const folder = this.folderAt(path.dirname(real), true);
    return { path: relative, ...this.inFolder(folder, path.basename(real), lstat(real), true) };
  }

  private inFolder(
    folder: Folder,
    name: string,
    found: fs.BigIntStats | undefined,
    isLinked: boolean,
  ): Omit<FilePlace, "path"> {
    const isHardLinked = found?.isFile() === true && found.nlink > 1n;
    return {
      readOnly:
        folder.readOnly ?? (found && this.whyNotReplaced(folder, path.join(folder.real, name), found)),
      identity: found ? identityOf(found) : `${folder.identity}/${name}`,
      sharedBy: isLinked ? "link" : isHardLinked ? "hard link" : undefined,
    };
  }

  private whyNotReplaced(folder: Folder, real: string, found: fs.BigIntStats): string | undefined {
    if (found.isDirectory()) {
      return "is a folder";
    }
    const special = specialKind(found);
    if (special !== undefined) {
      return `is ${special}`;
    }
    if (this.mounted.has(real)) {
      return "is mounted from elsewhere, so that it can't be replaced";
    }
    if (folder.isSticky && Number(found.uid) !== this.user) {
      return "can't be replaced because its folder lets only its owner do that";
    }
    fs.accessSync(real, fs.constants.W_OK);
    return undefined;
  }

  private folderOf(relative: string): Folder {
    const below = relative.slice(0, Math.max(relative.lastIndexOf("/"), 0));
    const known = this.folders.get(below);
    if (known) {
      return known;
    }
    const real = this.realFolder(below, relative);
    const folder = this.folderAt(real, real !== path.join(this.realRoot, below));
    this.folders.set(below, folder);
    return folder;
  }

  private realFolder(below: string, file: string): string {
    try {
      return this.resolve(below);
    } catch (error) {
      // What is said is said of the file: it is behind a link, not one itself.
      this.resolve(file);
      throw error;
    }
  }

  private folderAt(real: string, isLinked: boolean): Folder {
    const existing = nearestExisting(real);
    const stats = fs.statSync(existing, { bigint: true });
    return {
      real,
      isLinked,
      identity: [identityOf(stats), path.relative(existing, real)].join("/"),
      readOnly: this.whyNotIn(existing, stats),
      isSticky: (stats.mode & ownersOnly) !== 0n && this.user !== 0 && Number(stats.uid) !== this.user,
    };
  }

  private whyNotIn(existing: string, stats: fs.BigIntStats): string | undefined {
    if (!stats.isDirectory()) {
      return `can't be written to because ${path.basename(existing)} is no folder`;
    }
    try {
      fs.accessSync(existing, fs.constants.W_OK | fs.constants.X_OK);
      return undefined;
    } catch (error) {
      return this.describe(error, existing);
    }
  }
}

function nowhere(relative: string, readOnly: string): FilePlace {
  return { path: relative, readOnly, identity: undefined, sharedBy: undefined };
}

function lstat(absolute: string): fs.BigIntStats | undefined {
  return fs.lstatSync(absolute, { bigint: true, throwIfNoEntry: false });
}

/** Numbers of files can be larger than what a plain number tells apart. */
function identityOf({ dev, ino }: fs.BigIntStats): string {
  return `${dev}:${ino}`;
}
