import type { Problem } from "../environment/environment";
import type { FileAccessError } from "../ports";
import { refKey } from "../resources/registry";
import type { ResourceRef } from "../resources/resourceType";
import type { ImportRecord, RecordedResource } from "./importRecord";

/** What an import that concerned a resource left behind. */
export interface LastImport {
  readonly record: ImportRecord;
  readonly resource: RecordedResource;
}

/**
 * The imports into one environment, as its `imports.jsonl` tells them. The order of its lines is that of time only as long as nobody
 * merged two branches; and clocks differ. So what the files hold now has a say in which import was the last.
 */
export class ImportHistory {
  static readonly none = new ImportHistory([], []);

  /** In the order of the file, each once. */
  readonly records: readonly ImportRecord[];
  private takersBack: ReadonlyMap<string, ImportRecord> | undefined;
  private byKey: ReadonlyMap<string, readonly LastImport[]> | undefined;

  constructor(
    /** In the order of the file. A line that merging has doubled counts once. */
    records: readonly ImportRecord[],
    /** Lines that can't be read; the others hold. */
    readonly problems: readonly Problem[],
    /** Why the file can't be read at all, where that is so: then it may tell of any import. */
    readonly unreadable?: FileAccessError,
  ) {
    const key = ({ id, kind, undoes = "" }: ImportRecord): string => `${kind} ${id} ${undoes}`;
    this.records = [...new Map(records.map((record) => [key(record), record])).values()];
  }

  /** The imports that weren't taken back, not even in part, in the order of the file. */
  get standing(): readonly ImportRecord[] {
    return this.imports.filter(({ id }) => this.takenBackBy(id) === undefined);
  }

  /** The imports in the order of their times, the oldest first, as people read them; of two with the same time in that of the file. */
  get byTime(): readonly ImportRecord[] {
    return [...this.imports].sort((one, other) => timeOf(one) - timeOf(other));
  }

  /** The record of what took an import back, wholly or in part: of several tries that which took back all, else the last. */
  takenBackBy(id: string): ImportRecord | undefined {
    this.takersBack ??= this.indexTakersBack();
    return this.takersBack.get(id);
  }

  /** What each import that wrote or confirmed a resource, and wasn't taken back, left of it, in the order of the file. */
  importsOf(ref: ResourceRef): readonly LastImport[] {
    this.byKey ??= this.indexByKey();
    return this.byKey.get(refKey(ref)) ?? [];
  }

  /**
   * What the last import that wrote or confirmed a resource, and wasn't taken back, left of it; undefined when there was none. `isNow` tells
   * whether the resource is what a hash says. It decides where the times contradict the order of the lines: the record whose hash is what
   * the resource is now is the last. Where both agree, a resource that is as an older one left it was put back by somebody.
   */
  lastImportOf(ref: ResourceRef, isNow: (sha256: string) => boolean = () => false): LastImport | undefined {
    const imports = this.importsOf(ref);
    const last = imports.at(-1);
    if (!last || isLeft(last, isNow)) {
      return last;
    }
    const isDoubtful = (one: LastImport): boolean => timeOf(one.record) >= timeOf(last.record);
    return imports.filter((one) => isDoubtful(one) && isLeft(one, isNow)).at(-1) ?? last;
  }

  private get imports(): readonly ImportRecord[] {
    return this.records.filter(({ kind }) => kind === "import");
  }

  private indexTakersBack(): Map<string, ImportRecord> {
    const takersBack = new Map<string, ImportRecord>();
    for (const record of this.records) {
      if (record.undoes !== undefined && takersBack.get(record.undoes)?.outcome !== "complete") {
        takersBack.set(record.undoes, record);
      }
    }
    return takersBack;
  }

  private indexByKey(): Map<string, LastImport[]> {
    const restored = this.indexRestored();
    const byKey = new Map<string, LastImport[]>();
    for (const record of this.imports) {
      if (this.takenBackBy(record.id)?.outcome === "complete") {
        continue;
      }
      for (const resource of record.resources) {
        const key = refKey(resource);
        if (resource.sha256 === undefined || restored.get(record.id)?.has(key)) {
          continue;
        }
        const known = byKey.get(key);
        if (known) {
          known.push({ record, resource });
        } else {
          byKey.set(key, [{ record, resource }]);
        }
      }
    }
    return byKey;
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

function isLeft({ resource }: LastImport, isNow: (sha256: string) => boolean): boolean {
  return resource.sha256 !== undefined && isNow(resource.sha256);
}

function timeOf({ at }: ImportRecord): number {
  return Date.parse(at);
}
