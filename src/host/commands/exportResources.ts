import { l10n, workspace } from "vscode";
import type { ResourceRef } from "../../core/resources/resourceType";
import type { ImportServices } from "../imports/importServices";
import type { ImportStates } from "../imports/importStates";
import { isRow, type Row } from "../tree/row";
import type { ExportPanels } from "../webviews/export/exportPanels";
import { environmentName } from "../workspace/environmentName";
import type { FolderEnvironments } from "../workspace/folderEnvironments";
import type { WorkspaceEnvironments } from "../workspace/workspaceEnvironments";
import { pickEnvironment } from "./pickEnvironment";
import { refuseUntrusted } from "./refuseUntrusted";

/**
 * Opens the export wizard: of the environment whose row was chosen, with the resources selected whose rows were, or of one that
 * the user is asked for.
 */
export async function exportResources(
  args: readonly unknown[],
  { environments, states }: ImportServices,
  panels: ExportPanels,
): Promise<void> {
  if (!workspace.isTrusted) {
    await refuseUntrusted(
      l10n.t("Envferry only reads in a workspace that isn't trusted; it can't write a package here."),
    );
    return;
  }
  const source = sourceOf(args) ?? (await askSource(environments, states));
  const header = await source?.folder.find(source.name);
  if (source && header) {
    const key = { folder: source.folder.folder.uri.toString(), name: source.name };
    panels.show(key, environmentName(source.folder, header), source.selected);
  }
}

interface ExportSource {
  readonly folder: FolderEnvironments;
  readonly name: string;
  readonly selected: readonly ResourceRef[];
}

/** From the arguments of a tree's menu: the row that it was opened on, and all that are selected with it. */
function sourceOf([clicked, all]: readonly unknown[]): ExportSource | undefined {
  if (!isRow(clicked)) {
    return undefined;
  }
  const name = environmentOf(clicked);
  if (name === undefined) {
    return undefined;
  }
  const rows = Array.isArray(all) && all.length > 0 ? all.filter(isRow) : [clicked];
  const selected: ResourceRef[] = [];
  for (const row of rows) {
    if (row.node.kind === "resource") {
      if (row.folder !== clicked.folder || row.node.environment !== name) {
        throw new Error(
          l10n.t("A package comes from one environment. Select resources of a single one, and export again."),
        );
      }
      selected.push(row.node.ref);
    }
  }
  return { folder: clicked.folder, name, selected };
}

function environmentOf({ node }: Row): string | undefined {
  return node.kind === "environment" || node.kind === "group" || node.kind === "resource"
    ? node.environment
    : undefined;
}

async function askSource(
  environments: WorkspaceEnvironments,
  states: ImportStates,
): Promise<ExportSource | undefined> {
  const picked = await pickEnvironment(environments, states, {
    title: l10n.t("Export Resources"),
    placeHolder: l10n.t("Environment to export from"),
  });
  return picked && { folder: picked.folder, name: picked.header.name, selected: [] };
}
