import { FileAccessError, type FileSystem } from "../ports";
import { itemName } from "./applyResult";
import type { Connections } from "./connections";
import type { PlanItem } from "../import/importPlan";

/**
 * Puts back what the files of some items held before they were written, in the opposite order. One that can't be put back
 * keeps what it needs, so that it points to nothing missing. `left` has what is left as it was written already, and gets
 * what else is, each with a sentence that says why.
 */
export async function putBack(
  fs: FileSystem,
  written: readonly PlanItem[],
  originals: ReadonlyMap<string, Uint8Array | undefined>,
  connections: Connections,
  left: Map<PlanItem, string>,
): Promise<void> {
  for (const item of [...written].reverse()) {
    const user = left.size > 0 && connections.dependantsOf(item).find((dependant) => left.has(dependant));
    if (user) {
      left.set(item, `${itemName(item)} isn't put back because ${itemName(user)} needs it and is left too.`);
      continue;
    }
    try {
      await restore(fs, item.file, originals.get(item.file));
    } catch (error) {
      if (!(error instanceof FileAccessError)) {
        throw error;
      }
      left.set(item, `Can't put back ${item.file}: ${error.reason}.`);
    }
  }
}

async function restore(fs: FileSystem, file: string, original: Uint8Array | undefined): Promise<void> {
  if (original) {
    await fs.writeFile(file, original);
    return;
  }
  try {
    await fs.deleteFile(file);
  } catch (error) {
    // Gone is what it was before.
    if (!(error instanceof FileAccessError) || error.code !== "not-found") {
      throw error;
    }
  }
}
