import { l10n } from "vscode";
import { describeUnfinished, findUnfinished } from "../../../core/apply/unfinished";
import type { Environment } from "../../../core/environment/environment";
import { whyTooNew } from "../../../core/environment/newerFormat";
import { importHost, type ImportServices } from "../../imports/importServices";
import { interruptedMessage } from "../../imports/importWords";
import { environmentName } from "../../workspace/environmentName";
import type { FolderEnvironments } from "../../workspace/folderEnvironments";

/**
 * Why nothing of an environment can be chosen before an import into it has ended, and how to end it; undefined when there is none that was
 * interrupted. One that runs ends by itself, so that choosing can go on.
 */
export async function whyHeld(
  { states }: ImportServices,
  folder: FolderEnvironments,
  { header }: Environment,
): Promise<string | undefined> {
  const interrupted = await states.interruptedIn(folder, header);
  if (!interrupted) {
    return undefined;
  }
  const message = interruptedMessage(environmentName(folder, header), interrupted);
  return interrupted.damage === undefined
    ? l10n.t("{0} Finish it or roll it back in the Environments view; then go on here.", message)
    : message;
}

/**
 * Rejects when an import into an environment runs or was interrupted, as its files are at this moment, since it isn't whole then, and when
 * only a newer Envferry knows what its files mean.
 */
export async function refuseUnfinished(
  services: ImportServices,
  folder: FolderEnvironments,
  { header }: Environment,
): Promise<void> {
  const tooNew = whyTooNew(header);
  if (tooNew !== undefined) {
    throw new Error(l10n.t("{0} Nothing was exported.", tooNew));
  }
  const unfinished = await findUnfinished(folder.fs, header, importHost(services));
  const why = describeUnfinished(unfinished, environmentName(folder, header));
  if (why !== undefined) {
    throw new Error(l10n.t("{0} Nothing was exported.", why));
  }
}
