import type { TypeInfo } from "../../src/protocol/common";
import type { ExportRow } from "../../src/protocol/exportWizard";
import { icon, isolate } from "../shared/dom";
import type { GridColumn } from "../shared/grid/gridApi";
import { capitalized } from "../shared/words";

/** The columns that several steps show of a resource. */

export function displayNameColumn<R extends ExportRow>(types: readonly TypeInfo[]): GridColumn<R> {
  const icons = new Map(types.map((type) => [type.id, type.icon]));
  return {
    id: "displayName",
    title: "Name",
    width: "minmax(14ch, 3fr)",
    priority: 1,
    isSortable: true,
    cell: ({ type, displayName }) => [icon(icons.get(type) ?? "blank"), isolate(displayName)],
    tooltip: ({ displayName }) => displayName,
  };
}

export function technicalNameColumn<R extends ExportRow>(): GridColumn<R> {
  return {
    id: "name",
    title: "Technical name",
    width: "minmax(14ch, 3fr)",
    priority: 2,
    isSortable: true,
    cell: ({ name }) => name,
  };
}

export function typeColumn<R extends ExportRow>(types: readonly TypeInfo[]): GridColumn<R> {
  const words = new Map(types.map(({ id, singular }) => [id, capitalized(singular)]));
  return {
    id: "type",
    title: "Type",
    width: "minmax(9ch, 1fr)",
    priority: 2,
    isSortable: true,
    cell: ({ type }) => words.get(type) ?? type,
  };
}

export function kindColumn<R extends ExportRow>(): GridColumn<R> {
  return {
    id: "kind",
    title: "Kind",
    width: "minmax(20ch, 1fr)",
    priority: 3,
    isSortable: true,
    cell: ({ kind }) => kindText(kind),
  };
}

/** Of a standard resource only what was added travels. */
function kindText(kind: ExportRow["kind"]): string {
  return kind === "custom" ? "Custom" : "Standard, customized";
}

/** What rows are ordered by, for the columns above and those of the steps. */
export const sortKeys = {
  displayName: ({ displayName }: ExportRow) => displayName,
  name: ({ name }: ExportRow) => name,
  type: ({ type }: ExportRow) => type,
  kind: ({ kind }: ExportRow) => kind,
  parts: ({ parts }: ExportRow) => parts,
} as const;
