import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { temporaryName } from "../core/temporaryName";
import { keepPermissions } from "./keepPermissions";

/**
 * Writes a complete file beside the one that it is to become, and then puts it in place. It gets the owner, the group and the mode of the
 * one that it replaces, if any. *Durable*: what it holds is on the disk before it gets its name; whether the name is remains to be seen to.
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
    syncContent(target);
  }
  fs.unlinkSync(temporary);
}

function syncContent(file: string): void {
  const opened = fs.openSync(file, "r+");
  try {
    fs.fsyncSync(opened);
  } finally {
    fs.closeSync(opened);
  }
}
