import type { Problem } from "../environment/environment";
import type { FileAccessError } from "../ports";
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

  private takersBack: ReadonlyMap<string, ImportRecord> | undefined;
  private lastByKey: ReadonlyMap<string, LastImport> | undefined;

  constructor(
    /** In the order of the file, the oldest first. */
    readonly records: readonly ImportRecord[],
    /** Lines that can't be read; the others hold. */
    readonly problems: readonly Problem[],
    /** Why the file can't be read at all, where that is so: then it may tell of any import. */
    readonly unreadable?: FileAccessError,
  ) {}

  /** The imports that weren't taken back, not even in part, the oldest first. The clock may have been set back between two. */
  get standing(): readonly ImportRecord[] {
    return this.imports.filter(({ id }) => this.takenBackBy(id) === undefined);
  }

  /** The record of what took an import back, wholly or in part; the last one if that was tried several times. */
  takenBackBy(id: string): ImportRecord | undefined {
    this.takersBack ??= new Map(
      this.records.flatMap((record) => (record.undoes === undefined ? [] : [[record.undoes, record]])),
    );
    return this.takersBack.get(id);
  }

  /** What the last import that wrote or confirmed a resource, and wasn't taken back, left of it; undefined when there was none. */
  lastImportOf(ref: ResourceRef): LastImport | undefined {
    this.lastByKey ??= this.indexLast();
    return this.lastByKey.get(refKey(ref));
  }

  private get imports(): readonly ImportRecord[] {
    return this.records.filter(({ kind }) => kind === "import");
  }

  private indexLast(): Map<string, LastImport> {
    const restored = this.indexRestored();
    const last = new Map<string, LastImport>();
    for (const record of this.imports) {
      if (this.takenBackBy(record.id)?.outcome === "complete") {
        continue;
      }
      for (const resource of record.resources) {
        const key = refKey(resource);
        if (resource.sha256 !== undefined && !restored.get(record.id)?.has(key)) {
          last.set(key, { record, resource });
        }
      }
    }
    return last;
  }

  /** What was put back of each import that was taken back, by the import's id. */
  private indexRestored(): Map<string, Set<string>> {
    const restored = new Map<string, Set<string>>();
    for (const { undoes, resources } of this.records) {
      if (undoes !== undefined) {
        const keys = resources.filter(({ outcome }) => outcome === "restored").map(refKey);
        restored.set(undoes, new Set([...(restored.get(undoes) ?? []), ...keys]));
      }
    }
    return restored;
  }
}
