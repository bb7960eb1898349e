import type { Environment, LoadedResource } from "../environment/environment";
import { giveWay, type FileSystem, type Platform } from "../ports";
import { resourceTypeOf } from "../resources/registry";
import { itemName } from "./applyResult";
import type { KeptBytes } from "./journal";
import { holds } from "./sameContent";
import type { PlanItem } from "../import/importPlan";

/** How the files that an import builds on compare with what they were when it was planned. */
export interface ComparedTarget {
  /** Files that were changed, have gone or have appeared since. */
  readonly changed: readonly string[];
  /** What the file of each item holds, undefined where there is none yet. */
  readonly originals: ReadonlyMap<string, KeptBytes | undefined>;
  readonly unreadable: readonly Unreadable[];
}

/** An item that can't be written because a file can't be read. */
export interface Unreadable {
  readonly item: PlanItem;
  /** The item's own file, or one of the target that it needs. */
  readonly file: string;
  /** A whole sentence. */
  readonly reason: string;
}

/** What is expected of one file, and for whom. */
interface Expectation {
  /** Undefined where there is to be none, or a broken one. */
  readonly loaded: LoadedResource | undefined;
  readonly items: PlanItem[];
  readonly sort: "written" | "needed" | "broken";
}

/**
 * Looks at the files that are about to be written and at those that they need from the target, each once. `target` must
 * have been loaded with a codec. Rejects only when the pacer's job is cancelled.
 */
export async function compareTarget(
  fs: FileSystem,
  target: Environment,
  items: readonly PlanItem[],
  { codec, pacer }: Platform,
): Promise<ComparedTarget> {
  const expected = expectations(target, items);
  const originals = new Map<string, KeptBytes | undefined>();
  const changed: string[] = [];
  const unreadable: Unreadable[] = [];
  for await (const batch of fs.readFiles([...expected.keys()])) {
    for (const { path, bytes, error } of batch) {
      const { sort, loaded, items: concerned } = expected.get(path)!;
      const content = bytes && { bytes, sha256: await codec.sha256(bytes) };
      if (sort === "written") {
        originals.set(path, content);
      }
      if (error && error.code !== "not-found") {
        // A file that was broken when the import was planned may be so because it can't be read.
        const failing = sort === "broken" ? [] : concerned;
        unreadable.push(
          ...failing.map((item) => ({ item, file: path, reason: describe(item, path, error.reason) })),
        );
      } else if (sort === "broken" ? !bytes : !isAsLoaded(content, loaded)) {
        changed.push(path);
      }
      await giveWay(pacer);
    }
  }
  return { changed, originals, unreadable };
}

/** A file that is only laid out anew, with other line ends say, isn't changed. */
function isAsLoaded(content: KeptBytes | undefined, loaded: LoadedResource | undefined): boolean {
  return content && loaded
    ? content.sha256 === loaded.sha256 || holds(loaded.ref, content.bytes, loaded.definition)
    : !content && !loaded;
}

function describe(item: PlanItem, file: string, reason: string): string {
  const needed = file === item.file ? "" : `, which ${itemName(item)} needs`;
  return `Can't read ${file}${needed}: ${reason}.`;
}

function expectations(target: Environment, items: readonly PlanItem[]): Map<string, Expectation> {
  const expected = new Map<string, Expectation>();
  for (const item of items) {
    expected.set(item.file, { loaded: target.resource(item.ref), items: [item], sort: "written" });
  }
  for (const item of items) {
    for (const { to } of item.after ? resourceTypeOf(item.ref).references(item.after) : []) {
      const loaded = target.resource(to);
      const needed = loaded ?? target.brokenResource(to);
      if (!needed) {
        continue;
      }
      const known = expected.get(needed.file);
      if (!known) {
        const sort = loaded ? "needed" : "broken";
        expected.set(needed.file, { loaded, items: [item], sort });
      } else if (known.sort !== "written" && known.items.at(-1) !== item) {
        known.items.push(item);
      }
    }
  }
  return expected;
}
