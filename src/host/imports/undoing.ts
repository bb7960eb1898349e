import { l10n, ProgressLocation, window } from "vscode";
import { previewUndo, undoImport, type Undoing, type Undone, type UndoPossible } from "../../core/apply/undo";
import type { ImportRecord } from "../../core/history/importRecord";
import type { Environment } from "../../core/environment/environment";
import { count, isolated, list } from "../../core/text";
import { isWhereItWas, movedMessage, refuseTooNew, targetName, type ImportPlace } from "./importPlace";
import { importHost, type ImportServices } from "./importServices";
import { interruptedMessage, localTime, packageLabel, runningMessage, someOf } from "./importWords";

/** Names that a question lists before it counts the rest. */
const namedFiles = 8;

/**
 * Takes an import back, the last one when `id` is left out, after the user has agreed to what that changes. Gives undefined when they
 * don't, or when it was refused, which is said here with the reasons. Rejects when files can't be read.
 */
export async function undoWithConsent(
  services: ImportServices,
  place: ImportPlace,
  id?: string,
): Promise<Undone | undefined> {
  const before = await load(place);
  const options = { unsavedFiles: place.folder.unsavedFiles, ...(id !== undefined && { id }) };
  const preview = await previewUndo(place.folder.fs, before, importHost(services), options);
  if (preview.outcome !== "possible") {
    await sayWhyNot(services, place, preview);
    return undefined;
  }
  if (!(await isAgreed(place, preview))) {
    return undefined;
  }
  if (!isWhereItWas(services.environments, place)) {
    void window.showWarningMessage(movedMessage(place));
    return undefined;
  }
  const undone = await window.withProgress(
    {
      location: ProgressLocation.Notification,
      title: l10n.t("Undoing the import of {0} into {1}", packageLabel(preview.record), targetName(place)),
    },
    // The question may have stood there for long.
    async () =>
      undoImport(place.folder.fs, await load(place), importHost(services), {
        id: preview.record.id,
        unsavedFiles: place.folder.unsavedFiles,
      }),
  );
  if ("items" in undone) {
    return undone;
  }
  await sayWhyNot(services, place, undone);
  return undefined;
}

/** How taking an import back went, in one or two sentences. */
export function undoneMessage(place: ImportPlace, { record, items, historyProblem }: Undone): string {
  const reasons = items.flatMap((item) => (item.state === "done" ? [] : [item.reason]));
  const target = targetName(place);
  const label = packageLabel(record);
  const message =
    reasons.length === 0
      ? l10n.t("The import of {0} into {1} was undone: {1} is as it was before.", label, target)
      : l10n.t(
          "The import of {0} into {1} was undone, but for {2}. {3}",
          label,
          target,
          count(reasons.length, "file"),
          someOf(reasons),
        );
  return [message, ...(historyProblem === undefined ? [] : [historyProblem])].join(" ");
}

/** Says why nothing was undone, with the way to what stands in the way. */
async function sayWhyNot(
  services: ImportServices,
  { folder, header }: ImportPlace,
  why: Exclude<Undoing, Undone>,
): Promise<void> {
  const target = targetName({ folder, header });
  switch (why.outcome) {
    case "nothing-to-undo":
      void window.showInformationMessage(l10n.t("There is no import into {0} that could be undone.", target));
      return;
    case "running":
      void window.showErrorMessage(runningMessage(target, why.running));
      return;
    case "interrupted":
      void window.showErrorMessage(
        l10n.t("{0} Finish it or roll it back first.", interruptedMessage(target, why.interrupted)),
      );
      return;
    case "refused":
      break;
  }
  why.reasons.forEach((reason) => services.log.warn(reason));
  const openFile = l10n.t("Open File");
  const answer = window.showErrorMessage(
    l10n.t(
      "The import of {0} into {1} can't be undone. {2}",
      packageLabel(why.record),
      target,
      someOf(why.reasons),
    ),
    ...(why.files.length > 0 ? [openFile] : []),
  );
  // Nobody waits for what is done with a message.
  void answer.then(async (chosen) => {
    const [file] = why.files;
    if (chosen === openFile && file !== undefined) {
      await window.showTextDocument(folder.uri(file), { preview: true });
    }
  });
}

async function isAgreed(place: ImportPlace, { record, parts, standing }: UndoPossible): Promise<boolean> {
  const undo = l10n.t("Undo Import");
  const answer = await window.showWarningMessage(
    l10n.t("Undo the import of {0} into {1}?", packageLabel(record), targetName(place)),
    { modal: true, detail: [...wholeOf(parts), whatChanges(standing)].join("\n\n") },
    undo,
  );
  return answer === undo;
}

/** That what is undone wasn't imported at once. */
function wholeOf(parts: readonly ImportRecord[]): string[] {
  return parts.length === 1
    ? []
    : [
        l10n.t(
          "It was imported in {0} parts, which are undone together: {1}.",
          parts.length,
          list(parts.map(({ at }) => localTime(at))),
        ),
      ];
}

function whatChanges(standing: UndoPossible["standing"]): string {
  const removed = standing.filter(({ before }) => !before).map(({ title }) => isolated(title));
  const putBack = standing.filter(({ before }) => before).map(({ title }) => isolated(title));
  const lines = [
    ...(putBack.length > 0
      ? [
          l10n.t(
            "Put back as before: {0}, namely {1}.",
            count(putBack.length, "resource"),
            list(putBack, namedFiles),
          ),
        ]
      : []),
    ...(removed.length > 0
      ? [
          l10n.t(
            "Removed, because it came with the import: {0}, namely {1}.",
            count(removed.length, "resource"),
            list(removed, namedFiles),
          ),
        ]
      : []),
  ];
  return lines.length > 0
    ? lines.join("\n\n")
    : l10n.t("Every file is as it was before the import already; only the history will say so.");
}

/** The environment as its files are at this moment. */
async function load({ folder, header }: ImportPlace): Promise<Environment> {
  const environment = await folder.loadAfresh(header.name);
  if (!environment) {
    throw new Error(l10n.t('The environment "{0}" isn\'t there any more.', header.name));
  }
  refuseTooNew(environment.header);
  return environment;
}
