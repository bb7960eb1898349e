import { l10n, window, type QuickPickItem } from "vscode";
import type { ImportHistory } from "../../core/history/importHistory";
import type { ImportRecord } from "../../core/history/importRecord";
import type { ImportDocuments } from "../imports/importDocuments";
import { placesWith } from "../imports/importPlace";
import type { ImportServices } from "../imports/importServices";
import { localTime, packageLabel } from "../imports/importWords";
import { importFateText } from "../tree/importItems";
import { importsOf, fateOf } from "../../core/tree/historyTree";
import { isRow } from "../tree/row";
import { chooseImportPlace } from "./chooseImportPlace";
import { placeOfArgument } from "./placeOfArgument";

/** Shows the report on the import of the row that was chosen, or on one that is asked for. */
export async function showImportReport(
  [chosen]: readonly unknown[],
  services: ImportServices,
  documents: ImportDocuments,
): Promise<void> {
  const place = await placeOfArgument(services.environments, chosen);
  if (isRow(chosen) && chosen.node.kind === "import" && place) {
    await documents.show(place, chosen.node.record);
    return;
  }
  const places = await placesWith(services.environments, async ({ folder, header }) => {
    const isAsked = !place || (place.folder === folder && place.header.name === header.name);
    const { history } = await services.states.of(folder, header);
    return isAsked && importsOf(history).length > 0 ? history : undefined;
  });
  if (places.length === 0) {
    void window.showInformationMessage(
      l10n.t("Nothing was imported into an environment of this workspace yet."),
    );
  }
  const picked = await chooseImportPlace(places, {
    title: l10n.t("Show Import Report"),
    placeHolder: l10n.t("Environment that was imported into"),
    describe: (history) => {
      const { length } = importsOf(history);
      return length === 1 ? l10n.t("1 import") : l10n.t("{0} imports", length);
    },
  });
  const record = picked && (await askImport(picked.found));
  if (picked && record) {
    await documents.show(picked, record);
  }
}

async function askImport(history: ImportHistory): Promise<ImportRecord | undefined> {
  const picks = importsOf(history)
    .toReversed()
    .map((record): QuickPickItem & { readonly record: ImportRecord } => ({
      label: packageLabel(record),
      description: l10n.t(
        "{0} · {1}",
        localTime(record.at),
        importFateText(fateOf(record, history.takenBackBy(record.id))),
      ),
      record,
    }));
  const chosen = await window.showQuickPick(picks, {
    title: l10n.t("Show Import Report"),
    placeHolder: l10n.t("Import to show the report of"),
    matchOnDescription: true,
  });
  return chosen?.record;
}
