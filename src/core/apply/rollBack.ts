import { giveWay, type FileSystem, type Pacer } from "../ports";
import type { Applied } from "./applyResult";
import { itemName } from "./applyResult";
import { Connections } from "./connections";
import type { PlanItem } from "../import/importPlan";
import { plannedBytes } from "./importRun";
import { putBack } from "./putBack";
import { isSame } from "./sameBytes";

export interface RollBackResult {
  /** *rolled-back*: every file is as it was before the import; *incomplete*: some aren't. */
  readonly outcome: "rolled-back" | "incomplete";
  /** What the import had written, in the order of writing. */
  readonly items: readonly RolledBackItem[];
}

/** What became of one resource that was written. `reason` is a whole sentence. */
export type RolledBackItem = { readonly item: PlanItem } & (
  | { readonly state: "restored" }
  /** Its file was changed or couldn't be read, so it wasn't touched, or it couldn't be put back. */
  | { readonly state: "left"; readonly reason: string }
);

/**
 * Puts back what an import wrote. A file that was changed since isn't touched, and neither is what its resource needs.
 * Rejects only when the pacer's job is cancelled, before anything is put back.
 */
export async function rollBack(fs: FileSystem, result: Applied, pacer: Pacer): Promise<RollBackResult> {
  const { originals } = result;
  const items = result.items.map(({ item }) => item).filter(({ file }) => originals.has(file));
  const byFile = new Map(items.map((item) => [item.file, item]));
  const left = new Map<PlanItem, string>();
  const restored = new Set<PlanItem>();
  for await (const batch of fs.readFiles([...byFile.keys()])) {
    for (const { path, bytes, error } of batch) {
      const item = byFile.get(path)!;
      if (error && error.code !== "not-found") {
        left.set(item, `Can't read ${path}: ${error.reason}.`);
      } else if (isSame(bytes, originals.get(path))) {
        restored.add(item);
      } else if (!isSame(bytes, plannedBytes(item))) {
        left.set(
          item,
          `${path} was ${bytes ? "changed" : "removed"} after the import, so it isn't put back.`,
        );
      }
      await giveWay(pacer);
    }
  }
  const files = new Map(
    items.map((item) => [
      item,
      { item, file: item.file, title: itemName(item), original: originals.get(item.file) },
    ]),
  );
  const connections = new Connections(items);
  const fileOf = (item: PlanItem) => files.get(item)!;
  const leftFiles = new Map([...left].map(([item, reason]) => [fileOf(item), reason]));
  const written = items.filter((item) => !left.has(item) && !restored.has(item)).map(fileOf);
  await putBack(fs, written, ({ item }) => connections.dependantsOf(item).map(fileOf), leftFiles);
  leftFiles.forEach((reason, { item }) => left.set(item, reason));
  return {
    outcome: left.size === 0 ? "rolled-back" : "incomplete",
    items: items.map((item) => {
      const reason = left.get(item);
      return reason === undefined ? { item, state: "restored" } : { item, state: "left", reason };
    }),
  };
}
