import { canonicalJson } from "../json/canonicalJson";
import { FileAccessError, pastCancelling, type FileSystem, type Pacer } from "../ports";
import { resourceTypeOf } from "../resources/registry";
import type { DefinitionLookup } from "../resources/resourceType";
import { describeCause, itemName, type Applied, type AppliedItem, type StopCause } from "./applyResult";
import { Connections } from "./connections";
import type { KeptBytes } from "./journal";
import type { PlanItem } from "../import/importPlan";
import { putBack, type WrittenFile } from "./putBack";
import { isSame } from "./sameBytes";

/** The bytes that the file of an item holds after the import. */
export function plannedBytes(item: PlanItem): Uint8Array {
  return canonicalJson(resourceTypeOf(item.ref).shape, item.after);
}

/** A file that is about to be written. */
export interface PlannedWrite {
  readonly item: PlanItem;
  /** What the file holds now; undefined where there is none. */
  readonly before: KeptBytes | undefined;
  readonly after: Uint8Array;
}

/** The file of an item, for putting it back. */
class ImportedFile implements WrittenFile {
  constructor(
    readonly item: PlanItem,
    readonly original: Uint8Array | undefined,
  ) {}

  get file(): string {
    return this.item.file;
  }

  get title(): string {
    return itemName(this.item);
  }
}

/** What has become of each item so far, while a plan is being applied. */
export class ImportRun {
  private readonly connections: Connections;
  private readonly fates = new Map<PlanItem, AppliedItem>();
  private readonly files: ReadonlyMap<PlanItem, ImportedFile>;
  private readonly bytes = new Map<PlanItem, Uint8Array>();
  /** Files that are to be put back but can't be, with the reason. */
  private readonly left = new Map<ImportedFile, string>();
  /** What was written is put back to the end. */
  private readonly pacer: Pacer;

  constructor(
    private readonly fs: FileSystem,
    private readonly target: DefinitionLookup,
    private readonly items: readonly PlanItem[],
    private readonly originals: ReadonlyMap<string, KeptBytes | undefined>,
    pacer: Pacer,
  ) {
    this.pacer = pastCancelling(pacer);
    this.connections = new Connections(items);
    this.files = new Map(
      items.map((item) => [item, new ImportedFile(item, originals.get(item.file)?.bytes)]),
    );
  }

  /** Whether nothing has become of an item yet. */
  isOpen(item: PlanItem): boolean {
    return !this.fates.has(item);
  }

  /** Everything that is still to be written. */
  plannedWrites(): PlannedWrite[] {
    return this.items
      .filter((item) => this.isOpen(item))
      .map((item) => ({ item, before: this.originals.get(item.file), after: this.bytesOf(item) }));
  }

  /** Writes an item's file. False when it can't be written; the file is then as it was. */
  async write(item: PlanItem): Promise<boolean> {
    try {
      if (await this.isChanged(item)) {
        const reason = `${item.file} was changed by another program while the import ran, so it stays as it is.`;
        this.fail(item, item.file, reason);
        return false;
      }
      await this.fs.writeFile(item.file, this.bytesOf(item));
      this.bytes.delete(item);
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
    const isWhole = items.every(({ state }) => state === "written");
    return {
      outcome: isWhole ? "applied" : items.some(isChanged) ? "partial" : "failed",
      cancelled,
      items,
    };
  }

  private bytesOf(item: PlanItem): Uint8Array {
    const bytes = this.bytes.get(item) ?? plannedBytes(item);
    this.bytes.set(item, bytes);
    return bytes;
  }

  /** Whether somebody changed a file since all of them were compared, which may be long ago in a large import. */
  private async isChanged({ file }: PlanItem): Promise<boolean> {
    const original = this.originals.get(file)?.bytes;
    try {
      return !isSame(await this.fs.readFile(file), original);
    } catch (error) {
      if (error instanceof FileAccessError && error.code === "not-found") {
        return original !== undefined;
      }
      throw error;
    }
  }

  private isWritten(item: PlanItem): boolean {
    return this.fates.get(item)?.state === "written";
  }

  private async stop(causes: ReadonlyMap<PlanItem, StopCause>): Promise<void> {
    const written = this.items.filter((item) => causes.has(item) && this.isWritten(item));
    const fileOf = (item: PlanItem): ImportedFile => this.files.get(item)!;
    const dependantsOf = ({ item }: ImportedFile): ImportedFile[] =>
      this.connections.dependantsOf(item).map(fileOf);
    await putBack(this.fs, written.map(fileOf), dependantsOf, this.left, this.pacer);
    const wasWritten = new Set(written);
    for (const [item, cause] of causes) {
      const whyLeft = this.left.get(fileOf(item));
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
