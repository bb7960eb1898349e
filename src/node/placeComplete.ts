import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { temporaryName } from "../core/temporaryName";
import { keepPermissions } from "./keepPermissions";

/**
 * Writes a complete file beside the one that it is to become, and then puts it in place. It gets the owner, the group and the mode of the
 * one that it replaces, if any. *Durable*: file and name are on the disk when this returns.
 */
export function placeComplete(
  target: string,
  bytes: Uint8Array,
  { replaced, durable }: { readonly replaced?: fs.Stats | undefined; readonly durable: boolean },
  place: (temporary: string, target: string) => void,
): void {
  const folder = path.dirname(target);
  const temporary = path.join(folder, temporaryName(randomBytes(8).toString("hex")));
  try {
    // What replaces a file is nobody else's to read before it has the same permissions.
    const file = fs.openSync(temporary, "wx", replaced ? 0o600 : 0o666);
    try {
      fs.writeFileSync(file, bytes);
      if (replaced) {
        keepPermissions(file, replaced);
      }
      if (durable) {
        fs.fsyncSync(file);
      }
    } finally {
      fs.closeSync(file);
    }
    place(temporary, target);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
  if (durable) {
    syncFolder(folder);
  }
}

/** Codes of file systems that know no second names. */
const linkless = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS"]);

/** Puts a file in place unless there is one: a second name for it, which is either made or not, and then the first is dropped. */
export function linkOnce(temporary: string, target: string): void {
  try {
    fs.linkSync(temporary, target);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && linkless.has(String(error.code)))) {
      throw error;
    }
    fs.copyFileSync(temporary, target, fs.constants.COPYFILE_EXCL);
  }
  fs.unlinkSync(temporary);
}

/** The name of a file is kept by its folder. Windows opens no folders, and keeps names in a journal of its own. */
function syncFolder(folder: string): void {
  let opened: number | undefined;
  try {
    opened = fs.openSync(folder, "r");
    fs.fsyncSync(opened);
  } catch {
    // As far as the system can tell: the file is in place whatever becomes of a power cut.
  } finally {
    if (opened !== undefined) {
      fs.closeSync(opened);
    }
  }
}
