import { l10n, Range, window, workspace, type TextDocument, type Uri } from "vscode";
import { locate } from "../../core/json/locate";
import type { BrokenNode, DamagedHistoryNode, PartNode, ResourceNode } from "../../core/tree/treeNode";
import type { Position } from "../../core/json/position";
import { isRow } from "../tree/row";

/** Opens the file behind a row, in preview, at what the row shows. */
export async function openDefinition(row: unknown): Promise<void> {
  if (!isRow(row)) {
    return;
  }
  const { node } = row;
  if (
    node.kind !== "resource" &&
    node.kind !== "part" &&
    node.kind !== "broken" &&
    node.kind !== "damagedHistory"
  ) {
    return;
  }
  const document = await openOrExplain(row.uriOf(node.file), node.file);
  const place = placeOf(node, document);
  const selection = place && rangeAt(place);
  await window.showTextDocument(document, { preview: true, preserveFocus: true, selection });
}

async function openOrExplain(uri: Uri, file: string): Promise<TextDocument> {
  try {
    return await workspace.openTextDocument(uri);
  } catch (error) {
    throw new Error(l10n.t("{0} can't be opened: it isn't there, or can't be read.", file), { cause: error });
  }
}

/** Where a row's thing stands in the document as it is now, unsaved edits included. */
function placeOf(
  node: PartNode | BrokenNode | ResourceNode | DamagedHistoryNode,
  document: TextDocument,
): Position | undefined {
  switch (node.kind) {
    case "part":
      return locate(new TextEncoder().encode(document.getText()), node.part.path);
    case "broken":
      return node.problems[0];
    case "damagedHistory":
      return node.problem;
    case "resource":
      return undefined;
  }
}

/** Problems count lines and columns from 1, editors from 0. */
function rangeAt({ line, column }: Position): Range {
  return new Range(line - 1, column - 1, line - 1, column - 1);
}
