import { l10n, Uri, workspace } from "vscode";
import type { EnvironmentKey } from "../../protocol/common";
import { isRow } from "../tree/row";
import type { ImportPanels } from "../webviews/import/importPanels";
import { sourceOf } from "../webviews/import/openedPackage";
import type { WorkspaceEnvironments } from "../workspace/workspaceEnvironments";
import { pickEnvironment } from "./pickEnvironment";
import { refuseUntrusted } from "./refuseUntrusted";

/**
 * Opens the import wizard: into the environment whose row was chosen, with the package that was chosen in the Explorer; what is
 * missing of the two is asked for, the package by the wizard itself.
 */
export async function importResources(
  [chosen]: readonly unknown[],
  environments: WorkspaceEnvironments,
  panels: ImportPanels,
): Promise<void> {
  if (!workspace.isTrusted) {
    await refuseUntrusted(
      l10n.t(
        "Envferry only reads in a workspace that isn't trusted. Inspect Package… shows what a package holds.",
      ),
    );
    return;
  }
  const source = chosen instanceof Uri ? sourceOf(chosen) : undefined;
  const target = targetOf(chosen) ?? (await askTarget(environments));
  if (target) {
    panels.show({ target, isInspecting: false, ...(source && { source }) });
  }
}

function targetOf(chosen: unknown): EnvironmentKey | undefined {
  return isRow(chosen) && chosen.node.kind === "environment"
    ? { folder: chosen.folder.folder.uri.toString(), name: chosen.node.environment }
    : undefined;
}

async function askTarget(environments: WorkspaceEnvironments): Promise<EnvironmentKey | undefined> {
  const picked = await pickEnvironment(environments, {
    title: l10n.t("Import Resources"),
    placeHolder: l10n.t("Environment to import into"),
  });
  return picked && { folder: picked.folder.folder.uri.toString(), name: picked.header.name };
}
