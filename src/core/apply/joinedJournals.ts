import { definitionPath, refKey } from "../resources/registry";
import type { JournalEntry } from "./journal";
import type { Obstacle } from "./journalFiles";
import { isSameContent } from "./sameContent";

/** What several imports, one after the other, changed together. */
export interface JoinedEntries {
  /** Each file once: as it was before the first, and as the last left it. */
  readonly entries: readonly JournalEntry[];
  /** Files that somebody changed between two of the imports, so that they can't be put back to before the first. */
  readonly obstacles: readonly Obstacle[];
}

/** Joins what the journals of several imports have, the first one first. */
export function joinEntries(
  environmentFolder: string,
  journals: readonly (readonly JournalEntry[])[],
): JoinedEntries {
  const joined = new Map<string, JournalEntry>();
  const obstacles: Obstacle[] = [];
  for (const entry of journals.flat()) {
    const key = refKey(entry.ref);
    const earlier = joined.get(key);
    if (earlier && !isSameContent(entry.ref, earlier.after.bytes, entry.before?.bytes)) {
      const file = `${environmentFolder}/${definitionPath(entry.ref)}`;
      const reason = `${file} was changed between two parts of the import, so it can't be put back to what it was before the first.`;
      obstacles.push({ file, reason });
    }
    joined.set(key, earlier ? { ...entry, before: earlier.before } : entry);
  }
  return { entries: [...joined.values()], obstacles };
}
