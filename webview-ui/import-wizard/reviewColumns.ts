import type { ImportRow } from "../../src/protocol/importWizard";
import { icon, isolate } from "../shared/dom";
import type { GridColumn } from "../shared/grid/gridApi";
import { capitalized } from "../shared/words";
import type { Model } from "./model";
import { outcomeText, problemAction, statusOf } from "./rowWords";

/** The columns of the table of a package: what it holds, or, with a target, what importing it would do. */
export function reviewColumns(model: Model): readonly GridColumn<ImportRow>[] {
  const icons = new Map(model.types.map(({ id, icon: name }) => [id, name]));
  const typeWords = new Map(model.types.map(({ id, singular }) => [id, capitalized(singular)]));
  const actionWords = new Map(model.actions.map(({ id, label }) => [id, label]));
  const setupText = ({ action }: ImportRow): string => actionWords.get(action) ?? action;
  const name = {
    id: "displayName",
    title: "Name",
    width: "minmax(16ch, 2.5fr)",
    priority: 1,
    isSortable: true,
    cell: ({ type, displayName }: ImportRow) => [icon(icons.get(type) ?? "blank"), isolate(displayName)],
    tooltip: ({ displayName }: ImportRow) => displayName,
  } as const;
  const technicalName = {
    id: "name",
    title: "Technical name",
    width: "minmax(16ch, 2.2fr)",
    priority: 3,
    isSortable: true,
    cell: (row: ImportRow) => row.name,
  } as const;
  const type = {
    id: "type",
    title: "Type",
    width: "minmax(9ch, 1fr)",
    priority: 3,
    isSortable: true,
    cell: (row: ImportRow) => typeWords.get(row.type) ?? row.type,
  } as const;
  const setup = {
    id: "setup",
    title: "Import setup",
    width: "minmax(13ch, 1.2fr)",
    priority: 1,
    isSortable: true,
    cell: setupText,
  } as const;
  if (!model.target) {
    const kind = {
      id: "kind",
      title: "Kind",
      width: "minmax(20ch, 1.5fr)",
      priority: 3,
      cell: (row: ImportRow) => (row.kind === "custom" ? "Custom" : "Standard, customized"),
    } as const;
    const parts = {
      id: "parts",
      title: "Parts",
      width: "minmax(10ch, 1fr)",
      priority: 2,
      cell: (row: ImportRow) =>
        `${row.parts.toLocaleString("en")} ${model.types.find(({ id }) => id === row.type)?.parts ?? ""}`,
    } as const;
    const note = {
      id: "note",
      title: "Note",
      width: "minmax(12ch, 2fr)",
      priority: 3,
      cell: (row: ImportRow) =>
        row.note === undefined
          ? row.isRelated
            ? "Came along as a related resource"
            : ""
          : [isolate(row.note)],
    } as const;
    return [name, technicalName, type, kind, parts, setup, note];
  }
  return [
    {
      id: "status",
      title: "Status",
      width: "minmax(13ch, 1.2fr)",
      priority: 1,
      isSortable: true,
      cell: (row) => {
        const { icon: iconName, tone, text } = statusOf(row);
        return [icon(iconName, tone), text];
      },
      fits: (row) => statusOf(row).text,
      // What will happen may have given way.
      tooltip: (row) => [statusOf(row).text, outcomeText(row)].filter(Boolean).join(": "),
    },
    name,
    technicalName,
    type,
    {
      id: "outcome",
      title: "What will happen",
      width: "minmax(22ch, 3fr)",
      priority: 2,
      isSortable: true,
      cell: outcomeText,
    },
    {
      ...setup,
      action: (row) => ({ label: `Import setup of ${row.displayName}: ${setupText(row)}` }),
      cell: (row) => [setupText(row), icon("edit")],
      tooltip: setupText,
    },
    {
      id: "action",
      title: "Action",
      width: "minmax(9ch, 0.7fr)",
      // The import setup leads to the same details.
      priority: 2,
      cell: (row) => {
        const words = problemAction(row);
        return words ? [icon(words.icon, "leading"), words.verb] : "";
      },
      action: (row) => {
        const words = problemAction(row);
        return words && { label: `${words.verb} ${statusOf(row).text.toLowerCase()} of ${row.displayName}` };
      },
    },
  ];
}
