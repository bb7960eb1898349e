import { lchownSync, readdirSync } from "node:fs";
import path from "node:path";

/** A user and group, as Node takes them to start a process. */
interface User {
  readonly uid: number;
  readonly gid: number;
}

/** A user who owns nothing, on any Unix. */
const nobody: User = { uid: 65534, gid: 65534 };

/** Root may write what is read-only: who else to be, where that matters; undefined where this process isn't root. */
export function nobodyIfRoot(): User | undefined {
  return process.geteuid?.() === 0 ? nobody : undefined;
}

/** Makes a folder, and all that is in it, a user's own. */
export function giveTo({ uid, gid }: User, folder: string): void {
  lchownSync(folder, uid, gid);
  for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    lchownSync(path.join(folder, entry), uid, gid);
  }
}
