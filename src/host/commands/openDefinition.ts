import { Range, window, workspace } from "vscode";
import { locate } from "../../core/json/locate";
import type { Position } from "../../core/json/position";
import { isRow, type Row } from "../tree/row";

/** Opens the file behind a row, in preview, at what the row shows. */
export async function openDefinition(row: unknown): Promise<void> {
  if (!isRow(row)) {
    return;
  }
  const { node } = row;
  if (node.kind !== "resource" && node.kind !== "part" && node.kind !== "broken") {
    return;
  }
  const uri = row.uriOf(node.file);
  const place = await placeOf(row);
  const document = await workspace.openTextDocument(uri);
  const selection = place && rangeAt(place);
  await window.showTextDocument(document, { preview: true, preserveFocus: true, selection });
}

async function placeOf({ node, folder }: Row): Promise<Position | undefined> {
  switch (node.kind) {
    case "part":
      return locate(await folder.fs.readFile(node.file), node.part.path);
    case "broken":
      return node.problems[0];
    default:
      return undefined;
  }
}

/** Problems count lines and columns from 1, editors from 0. */
function rangeAt({ line, column }: Position): Range {
  return new Range(line - 1, column - 1, line - 1, column - 1);
}
