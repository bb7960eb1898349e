import { l10n, Uri, workspace } from "vscode";
import { environmentKey, type EnvironmentKey } from "../../protocol/common";
import type { ImportServices } from "../imports/importServices";
import type { LastTarget } from "../imports/lastTarget";
import { isRow } from "../tree/row";
import type { ImportPanels } from "../webviews/import/importPanels";
import { sourceOf } from "../webviews/import/openedPackage";
import { pickTarget, type PickedEnvironment } from "./pickEnvironment";
import { refuseUntrusted } from "./refuseUntrusted";

/**
 * Opens the import wizard: into the environment whose row was chosen, with the package that was chosen in the Explorer; what is
 * missing of the two is asked for, the package by the wizard itself. The second argument is where the package was exported from, if that
 * is known.
 */
export async function importResources(
  [chosen, exportedFrom]: readonly unknown[],
  services: ImportServices,
  lastTarget: LastTarget,
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
  const from = environmentKey.safeParse(exportedFrom);
  const target = targetOf(chosen) ?? (await askTarget(services, lastTarget.get(), from.data));
  if (target) {
    panels.show({ target, isInspecting: false, ...(source && { source }) });
  }
}

function targetOf(chosen: unknown): EnvironmentKey | undefined {
  return isRow(chosen) && chosen.node.kind === "environment"
    ? { folder: chosen.folder.folder.uri.toString(), name: chosen.node.environment }
    : undefined;
}

async function askTarget(
  { environments, states }: ImportServices,
  lastUsed: EnvironmentKey | undefined,
  source: EnvironmentKey | undefined,
): Promise<EnvironmentKey | undefined> {
  const is =
    (key: EnvironmentKey | undefined) =>
    (one: PickedEnvironment): boolean =>
      keyOf(one).folder === key?.folder && keyOf(one).name === key.name;
  const picked = await pickTarget(
    environments,
    states,
    { title: l10n.t("Import Resources"), placeHolder: l10n.t("Environment to import into") },
    { lastUsed: is(lastUsed), source: is(source) },
  );
  return picked && keyOf(picked);
}

function keyOf({ folder, header }: PickedEnvironment): EnvironmentKey {
  return { folder: folder.folder.uri.toString(), name: header.name };
}
