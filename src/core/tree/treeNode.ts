import type { Problem } from "../environment/environment";
import type { ImportRecord } from "../history/importRecord";
import type { InterruptedImport } from "../import/targetConditions";
import type { Purpose } from "../model/environmentDescription";
import type { Counts, DefinitionPart, ResourceRef, ResourceTypeId } from "../resources/resourceType";

/**
 * The rows of the Environments view, without anything of a particular editor. Ids stay the same through reloads and
 * restarts, so that what is expanded or selected stays so; they are unique within one workspace folder.
 */
export type TreeNode =
  | EnvironmentNode
  | GroupNode
  | ResourceNode
  | BrokenNode
  | PartNode
  | HistoryNode
  | ImportNode
  | DamagedHistoryNode
  | MoreNode;

export interface EnvironmentNode {
  readonly kind: "environment";
  readonly id: string;
  readonly environment: string;
  readonly displayName: string;
  readonly description: string | undefined;
  readonly purpose: Purpose | undefined;
  readonly isDefault: boolean;
  /** Path of `environment.json`. */
  readonly file: string;
  /** Undefined while the definitions are still being read. */
  readonly problems: readonly Problem[] | undefined;
  /** An import into it that was cut off; undefined when there is none, and as long as that isn't known. */
  readonly interrupted: InterruptedImport | undefined;
}

/** All resources of one type in an environment. */
export interface GroupNode {
  readonly kind: "group";
  readonly id: string;
  readonly environment: string;
  readonly type: ResourceTypeId;
  readonly count: number;
  readonly broken: number;
}

export interface ResourceNode {
  readonly kind: "resource";
  readonly id: string;
  readonly environment: string;
  readonly ref: ResourceRef;
  readonly displayName: string;
  readonly isStandard: boolean;
  readonly counts: Counts;
  readonly file: string;
  readonly problems: readonly Problem[];
}

/** A definition file that can't be used, or an environment's description that can't. */
export interface BrokenNode {
  readonly kind: "broken";
  readonly id: string;
  readonly environment: string;
  readonly name: string;
  readonly file: string;
  readonly problems: readonly Problem[];
}

/** A field of an entity or an entry of a picklist. */
export interface PartNode {
  readonly kind: "part";
  readonly id: string;
  readonly part: DefinitionPart;
  readonly file: string;
}

/** The imports into an environment. */
export interface HistoryNode {
  readonly kind: "history";
  readonly id: string;
  readonly environment: string;
  readonly count: number;
  /** Lines that can't be read. */
  readonly damaged: number;
  /** Whether one of them can be taken back. */
  readonly canUndo: boolean;
}

/** What became of an import in the end. */
export type ImportFate =
  "complete" | "partial" | "undone" | "partly-undone" | "rolled-back" | "partly-rolled-back";

/** One import into an environment. */
export interface ImportNode {
  readonly kind: "import";
  readonly id: string;
  readonly environment: string;
  readonly record: ImportRecord;
  readonly fate: ImportFate;
  /** When it was taken back, wholly or in part. */
  readonly takenBackAt: string | undefined;
  /** Only the last one that stands can be taken back from here. */
  readonly canUndo: boolean;
}

/** A line of the history that can't be read. */
export interface DamagedHistoryNode {
  readonly kind: "damagedHistory";
  readonly id: string;
  readonly environment: string;
  readonly file: string;
  readonly problem: Problem;
}

/** Stands for the rows that a long list doesn't show yet. */
export interface MoreNode {
  readonly kind: "more";
  readonly id: string;
  /** Id of the group whose rows are cut off. */
  readonly group: string;
  readonly hidden: number;
}
