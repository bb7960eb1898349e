import type { Environment } from "../environment/environment";
import { giveWay, type FileSystem, type Platform } from "../ports";
import type { ApplyResult } from "./applyResult";
import { compareTarget } from "./compareTarget";
import { inDependencyOrder } from "./dependencyOrder";
import type { ImportPlan, PlanItem } from "../import/importPlan";
import { ImportRun, type PlannedWrite } from "./importRun";

export interface ApplyProgress {
  /** Items that are done with, written or not. */
  readonly done: number;
  readonly total: number;
  readonly next: PlanItem;
}

export interface ApplyOptions {
  /**
   * What to do when a file can't be read or written: import all that can do without it (the default), or put everything
   * back.
   */
  readonly onFailure?: "go-on" | "roll-back";
  /**
   * Runs when nothing has been written yet, with all that is about to be, in that order. When it rejects, nothing is written.
   */
  readonly beforeWriting?: (writes: readonly PlannedWrite[]) => Promise<void>;
  readonly onProgress?: (progress: ApplyProgress) => void;
}

/**
 * Writes what a plan creates and updates, what others need first. Every file that it builds on is compared with what the
 * plan was made from before the first is written. When one can't be written, those that need it aren't imported either and
 * independent ones are; a job that is cancelled before the last is written puts everything back. `target` must be the environment that the plan was made from,
 * loaded with a codec. To retry the rest, load the target and plan again.
 */
export async function applyPlan(
  fs: FileSystem,
  target: Environment,
  plan: ImportPlan,
  platform: Platform,
  { onFailure = "go-on", beforeWriting, onProgress }: ApplyOptions = {},
): Promise<ApplyResult> {
  const { pacer } = platform;
  const items = inDependencyOrder(
    plan.items.filter((item) => item.outcome === "create" || item.outcome === "update"),
  );
  let run = new ImportRun(fs, target, items, new Map(), pacer);
  const leaveOut = (failed: PlanItem): Promise<void> =>
    onFailure === "roll-back" ? run.stopAll({ why: "rolled-back", failed }) : run.stopWithout(failed);
  try {
    await giveWay(pacer);
    const { changed, originals, unreadable } = await compareTarget(fs, target, items, platform);
    if (changed.length > 0) {
      return { outcome: "target-changed", files: changed };
    }
    run = new ImportRun(fs, target, items, originals, pacer);
    unreadable.forEach(({ item, file, reason }) => run.fail(item, file, reason));
    for (const { item } of unreadable) {
      await leaveOut(item);
    }
    const writes = run.plannedWrites();
    if (writes.length > 0) {
      await beforeWriting?.(writes);
    }
    for (const [done, item] of items.entries()) {
      if (!run.isOpen(item)) {
        continue;
      }
      await giveWay(pacer);
      onProgress?.({ done, total: items.length, next: item });
      if (!(await run.write(item))) {
        await leaveOut(item);
      }
    }
    return run.result();
  } catch (error) {
    await run.stopAll({ why: "cancelled" });
    if (pacer.isCancelled()) {
      return run.result(true);
    }
    throw error;
  }
}
