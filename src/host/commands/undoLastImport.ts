import { l10n, window, workspace } from "vscode";
import type { ImportDocuments } from "../imports/importDocuments";
import { placesWith, type ImportPlace } from "../imports/importPlace";
import type { ImportServices } from "../imports/importServices";
import { localTime, packageLabel } from "../imports/importWords";
import { undoneMessage, undoWithConsent } from "../imports/undoing";
import { chooseImportPlace } from "./chooseImportPlace";
import { placeOfArgument } from "./placeOfArgument";
import { refuseUntrusted } from "./refuseUntrusted";
import { isRow } from "../tree/row";

/** Takes the last import into an environment back: the one of the row that was chosen, or one that is asked for. */
export async function undoLastImport(
  [chosen]: readonly unknown[],
  services: ImportServices,
  documents: ImportDocuments,
): Promise<void> {
  if (!workspace.isTrusted) {
    await refuseUntrusted(
      l10n.t("Envferry only reads in a workspace that isn't trusted; it can't undo an import here."),
    );
    return;
  }
  const place = (await placeOfArgument(services.environments, chosen)) ?? (await ask(services));
  if (!place) {
    return;
  }
  const id = isRow(chosen) && chosen.node.kind === "import" ? chosen.node.record.id : undefined;
  const undone = await undoWithConsent(services, place, id);
  if (!undone) {
    return;
  }
  const showReport = l10n.t("Show Report");
  const message = undoneMessage(place, undone);
  const answer =
    undone.outcome === "undone" && undone.historyProblem === undefined
      ? await window.showInformationMessage(message, showReport)
      : await window.showWarningMessage(message, showReport);
  if (answer === showReport) {
    await documents.show(place, undone.record);
  }
}

async function ask(services: ImportServices): Promise<ImportPlace | undefined> {
  const places = await placesWith(
    services.environments,
    async ({ folder, header }) => (await services.states.of(folder, header)).last,
  );
  if (places.length === 0) {
    void window.showInformationMessage(l10n.t("No environment of this workspace has an import to undo."));
  }
  return chooseImportPlace(places, {
    title: l10n.t("Undo Last Import"),
    placeHolder: l10n.t("Environment whose last import to undo"),
    describe: (record) => l10n.t("{0}, {1}", packageLabel(record), localTime(record.at)),
  });
}
