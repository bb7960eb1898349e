import { l10n, ProgressLocation, window } from "vscode";
import { recover, type Recovered } from "../../core/apply/recover";
import { count } from "../../core/text";
import type { ImportDocuments } from "./importDocuments";
import { refuseTooNew, targetName, type ImportPlace } from "./importPlace";
import { importHost, type ImportServices } from "./importServices";
import { interruptedMessage, packageLabel, runningMessage, someOf } from "./importWords";

export type RecoveryWay = "finish" | "roll-back";

/** Finishes an import that was interrupted, or takes it back, and says how that went. Rejects when files can't be read. */
export async function endInterrupted(
  services: ImportServices,
  documents: ImportDocuments,
  place: ImportPlace,
  how: RecoveryWay,
): Promise<void> {
  const { folder, header } = place;
  const target = targetName(place);
  refuseTooNew(header);
  const unsaved = [...folder.unsavedFiles].filter((file) => file.startsWith(`${header.folder}/`));
  if (unsaved.length > 0) {
    throw new Error(
      l10n.t(
        "Nothing was written, because {0} has unsaved changes in an editor. Save or revert them first.",
        unsaved[0] ?? "",
      ),
    );
  }
  const title =
    how === "finish"
      ? l10n.t("Finishing the import into {0}", target)
      : l10n.t("Rolling back the import into {0}", target);
  const result = await window.withProgress({ location: ProgressLocation.Notification, title }, () =>
    recover(folder.fs, header.folder, how, importHost(services)),
  );
  switch (result.outcome) {
    case "nothing-to-recover":
      void window.showInformationMessage(l10n.t("There is no interrupted import into {0} any more.", target));
      return;
    case "running":
      void window.showErrorMessage(runningMessage(target, result.running));
      return;
    case "damaged":
      void window.showErrorMessage(
        interruptedMessage(target, { packageName: undefined, at: undefined, ...result }),
      );
      return;
    case "finished":
    case "rolled-back":
    case "incomplete":
      tell(documents, place, how, result);
  }
}

function tell(documents: ImportDocuments, place: ImportPlace, how: RecoveryWay, result: Recovered): void {
  const { message, isWhole } = wordsFor(place, how, result);
  const showReport = l10n.t("Show Report");
  const showDetails = l10n.t("Show Details");
  const actions =
    result.outcome === "incomplete" ? [showDetails] : result.outcome === "finished" ? [showReport] : [];
  const shown = isWhole
    ? window.showInformationMessage(message, ...actions)
    : window.showWarningMessage(message, ...actions);
  // Nobody waits for what is done with a message.
  void shown.then(async (answer) => {
    if (answer === showReport) {
      await documents.show(place, result.record);
    } else if (answer === showDetails) {
      await documents.showInterrupted(place);
    }
  });
}

function wordsFor(
  place: ImportPlace,
  how: RecoveryWay,
  { outcome, record, items, historyProblem }: Recovered,
): { readonly message: string; readonly isWhole: boolean } {
  const target = targetName(place);
  const label = packageLabel(record);
  const reasons = items.flatMap((item) => (item.state === "done" ? [] : [item.reason]));
  const isWhole = outcome !== "incomplete" && reasons.length + (historyProblem?.length ?? 0) === 0;
  const files = count(reasons.length, "file");
  const message = ((): string => {
    if (outcome === "incomplete") {
      return how === "finish"
        ? l10n.t(
            "The import of {0} into {1} couldn't be finished: {2} Try again when that is mended.",
            label,
            target,
            someOf(reasons),
          )
        : l10n.t(
            "The import of {0} into {1} couldn't be rolled back: {2} Try again when that is mended.",
            label,
            target,
            someOf(reasons),
          );
    }
    if (reasons.length > 0) {
      return how === "finish"
        ? l10n.t(
            "The import of {0} into {1} was finished, but for {2}. {3}",
            label,
            target,
            files,
            someOf(reasons),
          )
        : l10n.t(
            "The import of {0} into {1} was rolled back, but for {2}. {3}",
            label,
            target,
            files,
            someOf(reasons),
          );
    }
    return how === "finish"
      ? l10n.t("The import of {0} into {1} was finished.", label, target)
      : l10n.t("The import of {0} was rolled back: {1} is as it was before.", label, target);
  })();
  return { message: historyProblem === undefined ? message : `${message} ${historyProblem}`, isWhole };
}
