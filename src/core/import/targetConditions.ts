import { ImportHistory } from "../history/importHistory";
import type { ProcessInfo } from "../ports";
import type { Definition, ResourceRef } from "../resources/resourceType";

/** An import, or the taking back of one, that writes into the target at this moment. */
export interface RunningImport {
  /** Undefined when its lock can't be read. */
  readonly process: ProcessInfo | undefined;
  readonly since: Date | undefined;
  /** The lock's file. */
  readonly file: string;
  /** True when the process is seen to run from here; of one on another machine nobody can tell. */
  readonly isSeen?: boolean;
}

/** An import into the target that was cut off, and left its journal. */
export interface InterruptedImport {
  readonly packageName: string | undefined;
  readonly at: Date | undefined;
  /** The journal's file. */
  readonly file: string;
  /** Why the journal can't be used, as words after its name; undefined when it can. */
  readonly damage: string | undefined;
  /** The environment that the journal belongs to, where that is another one, which is a damage too. */
  readonly belongsTo?: string;
}

/** A place in the workspace that has a resource which is missing in the target. */
export type Provider = ProvidingPlace & {
  /** What it is called there, where that differs in letter case: then the reference is a mistake, and having it there is no help. */
  readonly writtenAs?: string;
};

type ProvidingPlace =
  | {
      readonly kind: "environment";
      readonly name: string;
      readonly displayName: string;
      /** Path of its definition below the workspace folder. */
      readonly file: string;
      /** Whether it comes with the platform there: then it can't be moved, only be had in the same way. */
      readonly isStandard: boolean;
    }
  /** `file` is a path below the workspace folder. */
  | { readonly kind: "package"; readonly name: string; readonly file: string };

/** A file or folder of the target that is also another environment's. */
export interface SharedWith {
  /** Of the target. */
  readonly file: string;
  /** Undefined where the two are the same without a link, as folders can be mounted twice. */
  readonly by: "link" | "hard link" | undefined;
  /** What the other environment is called. */
  readonly environment: string;
  /** Of the other environment. */
  readonly theirFile: string;
}

/** Why one file of the target can't or mustn't be written; `why` follows its name. */
export type WriteObstacle =
  | { readonly kind: "read-only"; readonly why: string }
  | { readonly kind: "shared"; readonly with: SharedWith };

/** What a host knows of the target beyond its definitions. */
export interface TargetConditions {
  /** Files that are open with unsaved changes, below the workspace folder. */
  readonly unsavedFiles: ReadonlySet<string>;
  /** False in a workspace whose user hasn't said that it may be changed. */
  readonly isTrusted: boolean;
  /** Why nothing can or may be written into the target, as a whole sentence. */
  readonly readOnly: string | undefined;
  /** Set where whatever is written into the target is written into another environment too. */
  readonly sharedWith: SharedWith | undefined;
  /** What speaks against writing some files of the target, by file; asked only for those that would be written. */
  findObstacles(files: readonly string[]): Promise<ReadonlyMap<string, WriteObstacle>>;
  readonly running: RunningImport | undefined;
  readonly interrupted: InterruptedImport | undefined;
  readonly history: ImportHistory;
  /** Where in the workspace resources can be had, by `refKey`; asked only for those that are missing. */
  findProviders(refs: readonly ResourceRef[]): Promise<ReadonlyMap<string, readonly Provider[]>>;
  /**
   * The definitions with these hashes that earlier imports left in the target, or that their packages had, by hash; asked only for those
   * that neither the target nor the package has now. Some may not be kept any more.
   */
  findKept(
    wanted: readonly { readonly ref: ResourceRef; readonly sha256: string }[],
  ): Promise<ReadonlyMap<string, Definition>>;
}

/** Nothing is known beyond the target's files. */
export const noConditions: TargetConditions = {
  unsavedFiles: new Set(),
  isTrusted: true,
  readOnly: undefined,
  sharedWith: undefined,
  findObstacles: async () => new Map(),
  running: undefined,
  interrupted: undefined,
  history: ImportHistory.none,
  findProviders: async () => new Map(),
  findKept: async () => new Map(),
};
