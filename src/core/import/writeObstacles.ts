import type { Draft } from "./draft";
import type { Finding } from "./finding";
import { checkWritable } from "./rules/writable";
import type { TargetConditions, WriteObstacle } from "./targetConditions";

/** Knows what speaks against writing files of the target, from one plan to the next: each is asked for once. */
export class WriteObstacles {
  private readonly known = new Map<string, WriteObstacle | undefined>();

  /** Asks for the files of drafts that are about to be written; where nothing can be, that is said of the import as a whole. */
  async lookAt(written: readonly Draft[], conditions: TargetConditions): Promise<void> {
    const unknown = written.map(({ file }) => file).filter((file) => !this.known.has(file));
    if (conditions.readOnly !== undefined || unknown.length === 0) {
      return;
    }
    const found = await conditions.findObstacles(unknown);
    unknown.forEach((file) => this.known.set(file, found.get(file)));
  }

  check(item: Draft): Finding[] {
    return checkWritable(item, this.known.get(item.file));
  }
}
