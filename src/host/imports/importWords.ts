import { env, l10n } from "vscode";
import type { ImportRefused } from "../../core/apply/performImport";
import type { Recovered, Recovery } from "../../core/apply/recover";
import type { Undoing, Undone } from "../../core/apply/undo";
import type { ImportRecord } from "../../core/history/importRecord";
import { describeInterruption } from "../../core/import/rules/importInterrupted";
import { describeRunning } from "../../core/import/rules/importRunning";
import type { InterruptedImport, RunningImport } from "../../core/import/targetConditions";
import { isolated } from "../../core/text";

/** "spring 2.1.0", in a sentence or a row. */
export function packageLabel({ package: { name, version } }: ImportRecord): string {
  return isolated(version === undefined ? name : `${name} ${version}`);
}

/** A moment as the user's language and clock have it. */
export function localTime(time: Date | string): string {
  const moment = new Date(time);
  return Number.isNaN(moment.getTime())
    ? String(time)
    : moment.toLocaleString(env.language, { dateStyle: "medium", timeStyle: "short" });
}

/** That nothing was done, because something else writes into the environment. */
export function runningMessage(target: string, running: RunningImport): string {
  return l10n.t("{0} Nothing was written for this one.", describeRunning(running, target));
}

/** Why an import wasn't begun. */
export function refusedMessage(target: string, refused: ImportRefused): string {
  switch (refused.outcome) {
    case "running":
      return runningMessage(target, refused.running);
    case "interrupted":
      return l10n.t(
        "{0} Finish it or roll it back first; nothing was written for this one.",
        interruptedMessage(target, refused.interrupted),
      );
    case "not-started":
      return refused.reason;
  }
}

/** Why an import that was made in part wasn't rolled back. */
export function whyNotTakenBack(
  target: string,
  why: Exclude<Undoing, Undone> | Exclude<Recovery, Recovered>,
): string {
  switch (why.outcome) {
    case "nothing-to-undo":
    case "nothing-to-recover":
      return l10n.t("There is nothing left of this import in {0} that could be rolled back.", target);
    case "running":
      return runningMessage(target, why.running);
    case "interrupted":
      return interruptedMessage(target, why.interrupted);
    case "damaged":
      return interruptedMessage(target, { packageName: undefined, at: undefined, ...why });
    case "refused":
      return l10n.t("Nothing was rolled back: {0}", someOf(why.reasons));
  }
}

/** That an import was cut off. */
export function interruptedMessage(target: string, interrupted: InterruptedImport): string {
  const { packageName, at, damage } = interrupted;
  if (damage !== undefined) {
    return describeInterruption(interrupted, target);
  }
  const what =
    packageName === undefined
      ? l10n.t("An import into {0}", target)
      : l10n.t("An import of {0} into {1}", isolated(packageName), target);
  return at
    ? l10n.t("{0} was interrupted ({1}).", what, localTime(at))
    : l10n.t("{0} was interrupted.", what);
}

/** A few of many sentences, and how many more there are. */
export function someOf(sentences: readonly string[], most = 3): string {
  const more = sentences.length - most;
  const shown = sentences.slice(0, most).join(" ");
  return more > 0 ? l10n.t("{0} And {1} more.", shown, more.toLocaleString(env.language)) : shown;
}
