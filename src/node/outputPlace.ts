import * as fs from "node:fs";
import * as path from "node:path";
import { isLink, realPlace, statOrNone } from "./realPlace";
import { specialKind } from "./regularFile";

/** Linux follows as many links. */
const mostLinks = 40;

/** Names under which Unix gives files that a process has open already: `/dev/stdout`, `/proc/self/fd/1`. */
const openFiles = /^\/(?:dev\/(?:stdin|stdout|stderr|fd)|proc)(?:\/|$)/;

/** What is at a path to which a file is to be written, when all links are followed. */
export type OutputPlace =
  | { readonly kind: "file" }
  | { readonly kind: "directory" }
  | { readonly kind: "missing" }
  /** `what` follows "it is". */
  | { readonly kind: "special"; readonly what: string }
  /** It can't be told; writing will say why. */
  | { readonly kind: "unreachable" };

export function outputPlace(absolute: string): OutputPlace {
  try {
    if (isOpenFile(absolute)) {
      return { kind: "special", what: "no file but a name of one that is open already" };
    }
    const stats = statOrNone(realPlace(absolute));
    if (!stats) {
      return { kind: "missing" };
    }
    const what = specialKind(stats);
    return what === undefined
      ? { kind: stats.isDirectory() ? "directory" : "file" }
      : { kind: "special", what };
  } catch {
    return { kind: "unreachable" };
  }
}

/**
 * Whether a file, there or not, would be in one of some folders, which are told by what they are rather than by what they are called: links
 * and, on some systems, letter case give them other names. Where that can't be told it counts as elsewhere.
 */
export function isWithin(absolute: string, folders: readonly string[]): boolean {
  try {
    const inside = new Set(folders.flatMap((folder) => [realPlace(folder), ...identities(folder)]));
    let current = realPlace(absolute);
    while (!inside.has(current) && !identities(current).some((identity) => inside.has(identity))) {
      const above = path.dirname(current);
      if (above === current) {
        return false;
      }
      current = above;
    }
    return true;
  } catch {
    return false;
  }
}

/** Whether two paths mean the same file, there or not. */
export function isSameFile(one: string, other: string): boolean {
  try {
    const [first] = identities(one);
    const [second] = identities(other);
    return first === undefined || second === undefined
      ? realPlace(one) === realPlace(other)
      : first === second;
  } catch {
    return one === other;
  }
}

/** Follows links one by one: what a name of an open file leads to may be a plain file. */
function isOpenFile(absolute: string): boolean {
  let current = absolute;
  for (let followed = 0; followed < mostLinks; followed++) {
    if (openFiles.test(current)) {
      return true;
    }
    const folder = realPlace(path.dirname(current));
    const place = path.join(folder, path.basename(current));
    if (openFiles.test(place)) {
      return true;
    }
    if (!isLink(place)) {
      return false;
    }
    current = path.resolve(folder, fs.readlinkSync(place));
  }
  return false;
}

/** At most one: none where nothing is. */
function identities(absolute: string): string[] {
  const stats = fs.statSync(absolute, { bigint: true, throwIfNoEntry: false });
  return stats ? [`${stats.dev}:${stats.ino}`] : [];
}
