import * as fs from "node:fs";

/** Read, write and execute, for owner, group and others. */
const permissionBits = 0o777;

/**
 * Gives a new file the owner, the group and the mode of the one that it replaces, as far as this process may: only root gives files away,
 * and others may choose between their own groups. Where that can't be, the mode is kept all the same, as editors do. Node knows neither
 * access control lists nor extended attributes.
 */
export function keepPermissions(file: number, replaced: fs.Stats): void {
  const own = fs.fstatSync(file);
  const keepsGroup = own.gid === replaced.gid || isDone(() => fs.fchownSync(file, own.uid, replaced.gid));
  const keepsOwner =
    own.uid === replaced.uid || isDone(() => fs.fchownSync(file, replaced.uid, replaced.gid));
  // The mode that a file is opened with is cut down by the user's mask, and changing the owner takes some of it away. What runs with its
  // owner's rights must not do so with another's.
  fs.fchmodSync(file, keepsGroup && keepsOwner ? replaced.mode : replaced.mode & permissionBits);
}

/** Codes of systems that don't let this user change an owner, or know none. */
const refusals = new Set(["EPERM", "EACCES", "EINVAL", "ENOSYS", "ENOTSUP", "EOPNOTSUPP"]);

function isDone(change: () => void): boolean {
  try {
    change();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && refusals.has(String(error.code))) {
      return false;
    }
    throw error;
  }
}
