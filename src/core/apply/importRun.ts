import { canonicalJson } from "../json/canonicalJson";
import { FileAccessError, type FileSystem } from "../ports";
import { resourceTypeOf } from "../resources/registry";
import type { DefinitionLookup } from "../resources/resourceType";
import { describeCause, type Applied, type AppliedItem, type StopCause } from "./applyResult";
import { Connections } from "./connections";
import type { PlanItem } from "../import/importPlan";
import { putBack } from "./putBack";

/** The bytes that the file of an item holds after the import. */
export function plannedBytes(item: PlanItem): Uint8Array {
  return canonicalJson(resourceTypeOf(item.ref).shape, item.after);
}

/** What has become of each item so far, while a plan is being applied. */
export class ImportRun {
  private readonly connections: Connections;
  private readonly fates = new Map<PlanItem, AppliedItem>();
  /** Items that are to be put back but can't be, with the reason. */
  private readonly left = new Map<PlanItem, string>();

  constructor(
    private readonly fs: FileSystem,
    private readonly target: DefinitionLookup,
    private readonly items: readonly PlanItem[],
    private readonly originals: ReadonlyMap<string, Uint8Array | undefined>,
  ) {
    this.connections = new Connections(items);
  }

  /** Whether nothing has become of an item yet. */
  isOpen(item: PlanItem): boolean {
    return !this.fates.has(item);
  }

  /** Writes an item's file. False when it can't be written; the file is then as it was. */
  async write(item: PlanItem): Promise<boolean> {
    try {
      await this.fs.writeFile(item.file, plannedBytes(item));
    } catch (error) {
      if (!(error instanceof FileAccessError)) {
        throw error;
      }
      this.fail(item, item.file, `Can't write ${item.file}: ${error.reason}.`);
      return false;
    }
    this.fates.set(item, { item, state: "written" });
    return true;
  }

  /** Notes that an item can't be written. The first reason counts. */
  fail(item: PlanItem, file: string, reason: string): void {
    if (!this.isOpen(item)) {
      return;
    }
    this.fates.set(item, { item, state: "failed", file, reason });
  }

  /** Leaves out all that can't be imported without a failed item, and puts back what of it was written. */
  async stopWithout(failed: PlanItem): Promise<void> {
    const isOut = (item: PlanItem): boolean => !this.isOpen(item) && !this.isWritten(item);
    const stopped = this.connections.stoppedBy(failed, this.target, isOut);
    await this.stop(new Map(stopped.map(({ item, cause }) => [item, cause])));
  }

  /** Puts everything back, and leaves out what hasn't been written yet. */
  async stopAll(cause: StopCause): Promise<void> {
    const standing = this.items.filter((item) => this.isOpen(item) || this.isWritten(item));
    await this.stop(new Map(standing.map((item) => [item, cause])));
  }

  result(cancelled = false): Applied {
    const items = this.items.map((item) => this.fates.get(item)!);
    const isChanged = ({ state }: AppliedItem): boolean => state === "written" || state === "left-changed";
    const changed = items.filter(isChanged).map(({ item }) => item.file);
    return {
      outcome: items.every(({ state }) => state === "written")
        ? "applied"
        : changed.length > 0
          ? "partial"
          : "failed",
      cancelled,
      items,
      originals: new Map(changed.map((file) => [file, this.originals.get(file)])),
    };
  }

  private isWritten(item: PlanItem): boolean {
    return this.fates.get(item)?.state === "written";
  }

  private async stop(causes: ReadonlyMap<PlanItem, StopCause>): Promise<void> {
    const written = this.items.filter((item) => causes.has(item) && this.isWritten(item));
    await putBack(this.fs, written, this.originals, this.connections, this.left);
    const wasWritten = new Set(written);
    for (const [item, cause] of causes) {
      const whyLeft = this.left.get(item);
      this.fates.set(
        item,
        whyLeft === undefined
          ? {
              item,
              state: wasWritten.has(item) ? "put-back" : "not-attempted",
              cause,
              reason: describeCause(item, cause),
            }
          : { item, state: "left-changed", cause, reason: whyLeft },
      );
    }
  }
}
