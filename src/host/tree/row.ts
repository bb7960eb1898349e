import type { Uri } from "vscode";
import type { TreeNode } from "../../core/tree/treeNode";
import type { FolderEnvironments } from "../workspace/folderEnvironments";

/**
 * One row of the Environments view. VS Code knows a row by this object, so that it stays the same while what it shows
 * is replaced.
 */
export class Row<N extends RowNode = RowNode> {
  constructor(
    readonly folder: FolderEnvironments,
    public node: N,
  ) {}

  /** The same through reloads and restarts, and unique in the view. */
  get id(): string {
    return rowId(this.folder, this.node.id);
  }

  uriOf(file: string): Uri {
    return this.folder.uri(file);
  }
}

/** The id of the row for the node with this id. */
export function rowId(folder: FolderEnvironments, nodeId: string): string {
  return `${folder.folder.uri.toString()}#${nodeId}`;
}

/** Commands get their arguments from anywhere; this tells whether one is a row of the view. */
export function isRow(value: unknown): value is Row {
  return value instanceof Row;
}

/** A workspace folder whose environments can't be listed. */
export interface FailureNode {
  readonly kind: "failure";
  readonly id: string;
  readonly reason: string;
}

export type RowNode = TreeNode | FailureNode;
