import { l10n, window, workspace, type QuickPickItem } from "vscode";
import type { ImportDocuments } from "../imports/importDocuments";
import { placesWith, targetName, type ImportPlace } from "../imports/importPlace";
import type { ImportServices } from "../imports/importServices";
import { interruptedMessage, localTime } from "../imports/importWords";
import { endInterrupted, type RecoveryWay } from "../imports/recovering";
import { chooseImportPlace } from "./chooseImportPlace";
import { placeOfArgument } from "./placeOfArgument";
import { refuseUntrusted } from "./refuseUntrusted";

/**
 * Finishes an import that was interrupted, or rolls it back: into the environment that the first argument names, in the way that the
 * second does; what they leave open is asked for.
 */
export async function endInterruptedImport(
  [chosen, way]: readonly unknown[],
  services: ImportServices,
  documents: ImportDocuments,
): Promise<void> {
  if (!workspace.isTrusted) {
    await refuseUntrusted(
      l10n.t(
        "Envferry only reads in a workspace that isn't trusted; it can neither finish an import nor roll it back here.",
      ),
    );
    return;
  }
  const place = (await placeOfArgument(services.environments, chosen)) ?? (await askPlace(services));
  const how = place && (isWay(way) ? way : await askWay(services, documents, place));
  if (place && how) {
    await endInterrupted(services, documents, place, how);
  }
}

function isWay(value: unknown): value is RecoveryWay {
  return value === "finish" || value === "roll-back";
}

async function askPlace(services: ImportServices): Promise<ImportPlace | undefined> {
  const places = await placesWith(services.environments, ({ folder, header }) =>
    services.states.interruptedIn(folder, header),
  );
  if (places.length === 0) {
    void window.showInformationMessage(
      l10n.t("No import into an environment of this workspace was interrupted."),
    );
  }
  return chooseImportPlace(places, {
    title: l10n.t("Finish or Roll Back Interrupted Import"),
    placeHolder: l10n.t("Environment whose import was interrupted"),
    describe: ({ packageName, at }) =>
      [packageName, at && localTime(at)].filter((text) => text !== undefined).join(", "),
  });
}

async function askWay(
  services: ImportServices,
  documents: ImportDocuments,
  place: ImportPlace,
): Promise<RecoveryWay | undefined> {
  services.states.forget(place.folder, place.header.name);
  const { interrupted } = await services.states.of(place.folder, place.header);
  if (!interrupted) {
    void window.showInformationMessage(
      l10n.t("No import into {0} was interrupted, or one is running.", targetName(place)),
    );
    return undefined;
  }
  if (interrupted.damage !== undefined) {
    throw new Error(interruptedMessage(targetName(place), interrupted));
  }
  const picks: (QuickPickItem & { readonly how: RecoveryWay | "show" })[] = [
    { label: l10n.t("Finish"), detail: l10n.t("Writes what isn't written yet."), how: "finish" },
    { label: l10n.t("Roll Back"), detail: l10n.t("Puts back what was written."), how: "roll-back" },
    { label: l10n.t("Show Details"), detail: l10n.t("Shows how far the import has come."), how: "show" },
  ];
  const chosen = await window.showQuickPick(picks, {
    title: l10n.t("Finish or Roll Back Interrupted Import"),
    placeHolder: interruptedMessage(targetName(place), interrupted),
  });
  if (chosen?.how === "show") {
    await documents.showInterrupted(place);
    return undefined;
  }
  return chosen?.how;
}
