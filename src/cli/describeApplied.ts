import {
  itemName,
  type Applied,
  type AppliedItem,
  type ApplyResult,
  type TargetChanged,
} from "../core/apply/applyResult";
import type { Imported, ImportRefused } from "../core/apply/performImport";
import { describeInterruption } from "../core/import/rules/importInterrupted";
import { describeRunning } from "../core/import/rules/importRunning";
import { count, list } from "../core/text";
import { exitCodes, type ExitCode } from "./io";
import type { ImportOutcome } from "./printPlan";

/** How an import ended. */
export interface Ended {
  readonly outcome: ImportOutcome;
  readonly exitCode: ExitCode;
  /** Sentences for people; on standard error unless all went well. */
  readonly sentences: readonly string[];
  /** What became of each resource that was to be written; left out when writing didn't begin. */
  readonly items?: readonly AppliedItem[];
  /** What isn't as the plan of `--plan` says, a sentence each; left out unless that is why it was refused. */
  readonly moved?: readonly string[];
}

/** Resources that are named before the rest is counted. */
const shownResources = 100;

const importAgain = "Once that is mended, import the package again for the rest.";

/** What to tell of an import that was applied, wholly, partly or not at all, into the environment of that display name. */
export function describeImported(result: ImportRefused | TargetChanged | Imported, target: string): Ended {
  switch (result.outcome) {
    case "running":
      return refused(`${describeRunning(result.running, target)} Nothing was changed.`);
    case "interrupted":
      return refused(`${describeInterruption(result.interrupted, target)} Nothing was changed.`);
    case "not-started":
      return refused(result.reason);
    default: {
      const ended = describeApplied(result, target);
      if (result.outcome === "target-changed" || result.historyProblem === undefined) {
        return ended;
      }
      const exitCode = ended.exitCode === exitCodes.done ? exitCodes.partiallyApplied : ended.exitCode;
      return {
        ...ended,
        exitCode,
        sentences: [
          // Nothing can be imported again before that one is ended.
          ...ended.sentences.filter((sentence) => sentence !== importAgain),
          result.historyProblem,
          "Once that is mended, finish the import or roll it back with envferry recover.",
        ],
      };
    }
  }
}

function refused(sentence: string): Ended {
  return { outcome: "refused", exitCode: exitCodes.refused, sentences: [sentence] };
}

function describeApplied(result: ApplyResult, target: string): Ended {
  if (result.outcome === "target-changed") {
    return {
      outcome: "refused",
      exitCode: exitCodes.refused,
      sentences: result.files.map(
        (file) =>
          `${file} was changed while the import was being checked; run it again. Nothing was changed.`,
      ),
    };
  }
  const { items } = result;
  switch (result.outcome) {
    case "applied":
      return {
        outcome: "imported",
        exitCode: exitCodes.done,
        sentences: [`Imported ${count(items.length, "resource")} into ${target}.`],
        items,
      };
    case "partial":
      return {
        outcome: "partial",
        exitCode: exitCodes.partiallyApplied,
        sentences: [describePart(result, target), ...describeOthers(result), importAgain],
        items,
      };
    case "failed":
      return {
        outcome: "refused",
        exitCode: result.cancelled ? exitCodes.cancelled : exitCodes.refused,
        sentences: [...describeOthers(result), describeNothing(result, target)],
        items,
      };
  }
}

function describePart(result: Applied, target: string): string {
  const written = result.items.filter(({ state }) => state === "written");
  if (written.length === 0) {
    const why = result.cancelled ? "was cancelled" : "failed";
    return `The import into ${target} ${why}, but not everything could be put back.`;
  }
  const all = count(result.items.length, "resource");
  const names = written.map(({ item }) => itemName(item));
  return `Imported ${written.length} of ${all} into ${target}: ${list(names, shownResources)}.`;
}

function describeNothing({ cancelled, items }: Applied, target: string): string {
  const wasRolledBack = items.some((item) => "cause" in item && item.cause.why === "rolled-back");
  const nothing = "Every file is as it was before.";
  if (cancelled) {
    return `The import was cancelled. ${nothing}`;
  }
  return wasRolledBack
    ? `The import into ${target} was rolled back. ${nothing}`
    : `Nothing was imported into ${target}. ${nothing}`;
}

/** A line for each resource that isn't imported, the gravest first; those without a reason of their own are left out. */
function describeOthers({ items }: Applied): string[] {
  const byGravity = (["left-changed", "failed", "put-back", "not-attempted"] as const).flatMap((state) =>
    items.filter((applied) => applied.state === state),
  );
  const lines = byGravity.flatMap((applied) => {
    if (applied.state === "written" || isCommon(applied)) {
      return [];
    }
    const state = applied.state === "left-changed" ? "Left changed" : "Not imported";
    const name = itemName(applied.item);
    // Most reasons begin with the name.
    return [`${state}: ${applied.reason.startsWith(name) ? "" : `${name}. `}${applied.reason}`];
  });
  const hidden = lines.length - shownResources;
  return [
    ...lines.slice(0, shownResources),
    ...(hidden > 0 ? [`And ${count(hidden, "more resource")}; --json names all.`] : []),
  ];
}

/** Whether a resource isn't imported for a reason that is the same for all. */
function isCommon(applied: AppliedItem): boolean {
  return (
    (applied.state === "not-attempted" || applied.state === "put-back") &&
    (applied.cause.why === "cancelled" || applied.cause.why === "rolled-back")
  );
}
