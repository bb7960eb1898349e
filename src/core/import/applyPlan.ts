import { canonicalJson } from "../json/canonicalJson";
import { FileAccessError, giveWay, type FileSystem, type Pacer, type Platform } from "../ports";
import type { Environment } from "../environment/environment";
import { resourceTypeOf } from "../resources/registry";
import type { ImportPlan, PlanItem } from "./importPlan";
import { inDependencyOrder } from "./dependencyOrder";

export type ApplyResult =
  | { readonly outcome: "applied"; readonly written: readonly PlanItem[] }
  /** Files of the target aren't what they were when the plan was made. Nothing was written. */
  | { readonly outcome: "target-changed"; readonly files: readonly string[] }
  /** A file couldn't be written, or the job was cancelled. All files are as they were, but for `notRestored`. */
  | {
      readonly outcome: "failed";
      readonly reason: string;
      readonly file: string | undefined;
      readonly notRestored: readonly { readonly file: string; readonly reason: string }[];
    };

export interface ApplyProgress {
  readonly done: number;
  readonly total: number;
  readonly next: PlanItem;
}

/**
 * Writes what a plan creates and updates, what others need first. Every file is compared with what the plan was made
 * from before the first is written; when one can't be written, those written so far are put back.
 * `target` must be the environment that the plan was made from, loaded with a codec.
 */
export async function applyPlan(
  fs: FileSystem,
  target: Environment,
  plan: ImportPlan,
  { codec, pacer }: Platform,
  onProgress?: (progress: ApplyProgress) => void,
): Promise<ApplyResult> {
  const items = inDependencyOrder(
    plan.items.filter((item) => item.outcome === "create" || item.outcome === "update"),
  );
  if (!(await mayGoOn(pacer))) {
    return failed(undefined, cancelled, []);
  }
  const originals = new Map<string, Uint8Array | undefined>();
  const changed: string[] = [];
  for await (const batch of fs.readFiles(items.map((item) => item.file))) {
    for (const { path, bytes, error } of batch) {
      if (error && error.code !== "not-found") {
        return failed(path, `${path} can't be read: ${error.reason}.`, []);
      }
      originals.set(path, bytes);
    }
  }
  for (const item of items) {
    const now = originals.get(item.file);
    if ((now && (await codec.sha256(now))) !== target.resource(item.ref)?.sha256) {
      changed.push(item.file);
    }
    if (!(await mayGoOn(pacer))) {
      return failed(undefined, cancelled, []);
    }
  }
  if (changed.length > 0) {
    return { outcome: "target-changed", files: changed };
  }
  const written: PlanItem[] = [];
  for (const item of items) {
    try {
      if (pacer.isDue()) {
        await pacer.pause();
      }
      onProgress?.({ done: written.length, total: items.length, next: item });
      await fs.writeFile(item.file, canonicalJson(resourceTypeOf(item.ref).shape, item.after));
      written.push(item);
    } catch (error) {
      const notRestored = await restore(fs, written, originals);
      if (error instanceof FileAccessError) {
        return failed(item.file, `${item.file} can't be written: ${error.reason}.`, notRestored);
      }
      if (pacer.isCancelled()) {
        return failed(undefined, cancelled, notRestored);
      }
      throw error;
    }
  }
  return { outcome: "applied", written };
}

const cancelled = "The import was cancelled.";

/** Gives way where that is due; false when the job was cancelled meanwhile. */
async function mayGoOn(pacer: Pacer): Promise<boolean> {
  try {
    await giveWay(pacer);
    return true;
  } catch (error) {
    if (pacer.isCancelled()) {
      return false;
    }
    throw error;
  }
}

type NotRestored = Extract<ApplyResult, { outcome: "failed" }>["notRestored"];

function failed(file: string | undefined, reason: string, notRestored: NotRestored): ApplyResult {
  return { outcome: "failed", file, reason, notRestored };
}

/** Puts back what was there, last written first. */
async function restore(
  fs: FileSystem,
  written: readonly PlanItem[],
  originals: ReadonlyMap<string, Uint8Array | undefined>,
): Promise<NotRestored> {
  const notRestored: { file: string; reason: string }[] = [];
  for (const { file } of [...written].reverse()) {
    const original = originals.get(file);
    try {
      await (original ? fs.writeFile(file, original) : fs.deleteFile(file));
    } catch (error) {
      if (!(error instanceof FileAccessError)) {
        throw error;
      }
      notRestored.push({ file, reason: error.reason });
    }
  }
  return notRestored;
}
