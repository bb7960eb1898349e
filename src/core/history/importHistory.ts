import type { Problem } from "../environment/environment";
import { refKey } from "../resources/registry";
import type { ResourceRef } from "../resources/resourceType";
import type { ImportRecord, RecordedResource } from "./importRecord";

/** What the last import that concerned a resource left behind. */
export interface LastImport {
  readonly record: ImportRecord;
  readonly resource: RecordedResource;
}

/** The imports into one environment, as its `imports.jsonl` tells them. */
export class ImportHistory {
  static readonly none = new ImportHistory([], []);

  private lastByKey: ReadonlyMap<string, LastImport> | undefined;

  constructor(
    /** In the order of the file, the oldest first. */
    readonly records: readonly ImportRecord[],
    /** Lines that can't be read; the others hold. */
    readonly problems: readonly Problem[],
  ) {}

  /** The imports that weren't taken back, the oldest first. */
  get standing(): readonly ImportRecord[] {
    const undone = new Set(this.records.map(({ undoes }) => undoes));
    return this.records.filter(({ kind, id }) => kind === "import" && !undone.has(id));
  }

  /** What the last standing import that wrote or confirmed a resource left of it; undefined when there was none. */
  lastImportOf(ref: ResourceRef): LastImport | undefined {
    this.lastByKey ??= this.indexLast();
    return this.lastByKey.get(refKey(ref));
  }

  private indexLast(): Map<string, LastImport> {
    const last = new Map<string, LastImport>();
    for (const record of this.standing) {
      for (const resource of record.resources) {
        if (resource.sha256 !== undefined) {
          last.set(refKey(resource), { record, resource });
        }
      }
    }
    return last;
  }
}
