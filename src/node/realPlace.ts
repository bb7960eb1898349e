import * as fs from "node:fs";
import * as path from "node:path";

/** Linux follows as many links and takes more for a circle. */
const mostLinks = 40;

/**
 * Where a path is when all links in it are followed. What doesn't exist yet is taken as it is written, behind a link that leads
 * nowhere yet too: it is where a file would be created. Throws what the system says of links in a circle and closed folders.
 */
export function realPlace(absolute: string, followed = 0): string {
  try {
    return fs.realpathSync(absolute);
  } catch (error) {
    if (!isMissing(error)) {
      throw error;
    }
  }
  const folder = path.dirname(absolute);
  if (folder === absolute) {
    return absolute;
  }
  const realFolder = realPlace(folder, followed);
  return isLink(absolute) && followed < mostLinks
    ? realPlace(path.resolve(realFolder, fs.readlinkSync(absolute)), followed + 1)
    : path.join(realFolder, path.basename(absolute));
}

/** Whether a path is neither a folder nor below it; both as {@link realPlace} gives them. */
export function isOutside(folder: string, real: string): boolean {
  const way = path.relative(folder, real);
  return way === ".." || way.startsWith(`..${path.sep}`) || path.isAbsolute(way);
}

/** The path itself, or the closest folder above it that is there. */
export function nearestExisting(real: string): string {
  let current = real;
  while (path.dirname(current) !== current && !statOrNone(current)) {
    current = path.dirname(current);
  }
  return current;
}

export function isLink(absolute: string): boolean {
  try {
    return fs.lstatSync(absolute).isSymbolicLink();
  } catch (error) {
    if (isMissing(error)) {
      return false;
    }
    throw error;
  }
}

/** The link that leads nowhere on the way to a path below a folder, or at its end; undefined when there is none. */
export function deadLink(root: string, relative: string): string | undefined {
  const parts = relative === "" ? [] : relative.split("/");
  for (let length = 1; length <= parts.length; length++) {
    const way = parts.slice(0, length).join("/");
    const absolute = path.join(root, way);
    if (!statOrNone(absolute)) {
      return isLink(absolute) ? way : undefined;
    }
  }
  return undefined;
}

/** What is at a path, links followed; undefined where nothing is. */
export function statOrNone(absolute: string): fs.Stats | undefined {
  try {
    return fs.statSync(absolute);
  } catch (error) {
    if (isMissing(error)) {
      return undefined;
    }
    throw error;
  }
}

/** Nothing there, or a file where a folder would have to be. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}
