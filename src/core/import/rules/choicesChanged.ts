import type { Change } from "../../compare/compare";
import { count, listOf } from "../../text";
import type { Draft } from "../draft";
import type { Severity } from "../finding";
import { removalsOf } from "../removals";
import type { SetupAction } from "../setupAction";
import {
  compareChoices,
  isSameChoice,
  listSwitches,
  saidNoMore,
  switchesTo,
  type ChoicesMoved,
  type ListSwitch,
} from "./choices";
import { fieldTitle } from "./fieldRule";
import { onBothSides } from "./places";
import { removalFinding } from "./removed";
import type { ResultingEnvironment } from "./resultingEnvironment";
import type { Found, UntoldFinding } from "./rule";

/** How many entries of each kind are named before the rest is counted. */
const mostNamed = 4;

/**
 * Another list is put behind a field: another picklist, or entries of its own in place of one. What records hold stays the same number and
 * may mean something else, as in a list that was edited.
 */
export function* checkChoices(draft: Draft, result: ResultingEnvironment): Iterable<Found> {
  const gone: Change[] = [];
  for (const one of listSwitches(draft)) {
    const moved = compareChoices(one, result.target, result);
    if (one.isOwnInvolved) {
      yield typeChanged(draft, one, moved !== undefined && isSameChoice(moved));
      for (const change of saidNoMore(one, result)) {
        gone.push(change);
      }
    }
    yield moved && !isSameChoice(moved) ? choicesChanged(draft, one, moved) : undefined;
  }
  for (const removal of removalsOf(gone)) {
    yield { ...removalFinding(draft, removal), removes: removal.changes };
  }
}

/** Whether there is an error among that; with `using` only among the fields that choose from that picklist. */
export function losesChoices(draft: Draft, result: ResultingEnvironment, using?: string): boolean {
  return (
    draft.action === "merge" &&
    switchesTo(draft, using).some((one) => {
      if (!one.isOwnInvolved) {
        return false;
      }
      const moved = compareChoices(one, result.target, result);
      return !moved || !isSameChoice(moved);
    })
  );
}

function choicesChanged(draft: Draft, one: ListSwitch, moved: ChoicesMoved): UntoldFinding {
  return {
    rule: "choices-changed",
    severity: "warning",
    resolvedBy: ["add", "skip"],
    tell: () => ({
      message: `${fieldTitle(draft, one.after)} would choose from ${listName(one.after)} instead of ${listName(one.before)}, while stored values stay as they are: ${wordsOf(moved)}.`,
      places: placesOf(draft, one),
    }),
  };
}

function typeChanged(draft: Draft, one: ListSwitch, isCovered: boolean): UntoldFinding {
  const [severity, consequence, resolvedBy] = consequenceOf(draft, isCovered);
  return {
    rule: "type-changed",
    severity,
    resolvedBy,
    tell: () => ({
      message: `${fieldTitle(draft, one.after)} chooses from ${listName(one.before)} in the target and from ${listName(one.after)} in the package; ${consequence}`,
      places: placesOf(draft, one),
    }),
  };
}

function consequenceOf(
  { action }: Draft,
  isCovered: boolean,
): readonly [Severity, string, readonly SetupAction[]] {
  if (isCovered) {
    return [
      "warning",
      "all that records can hold is in that list too, with the same labels.",
      ["add", "skip"],
    ];
  }
  return action === "overwrite"
    ? ["removal", "overwriting it takes away what stored values mean.", ["add", "skip"]]
    : [
        "error",
        "what stored values mean would be lost. Choose Overwrite to accept that, or Add only or Skip to keep it.",
        ["overwrite", "add", "skip"],
      ];
}

function listName({ picklist, entries = [] }: ListSwitch["after"]): string {
  return picklist === undefined
    ? `${count(entries.length, "entry", "entries")} of its own`
    : `the picklist ${picklist}`;
}

/** "1 turns from Open into Cancelled; On hold moves from 3 to 5; 4 (Lost) has no entry any more" */
function wordsOf({ relabelled, renumbered, gone }: ChoicesMoved): string {
  const groups = [
    listOf(
      relabelled,
      ({ before, after }) => `${before.value} turns from ${before.label} into ${after.label}`,
      mostNamed,
    ),
    listOf(
      renumbered,
      ({ before, after }) => `${before.label} moves from ${before.value} to ${after.value}`,
      mostNamed,
    ),
    listOf(gone, ({ value, label }) => `${value} (${label}) has no entry any more`, mostNamed),
  ];
  return groups.filter((group) => group !== "").join("; ");
}

function placesOf(draft: Draft, { after }: ListSwitch): ReturnType<typeof onBothSides> {
  const property = after.picklist === undefined ? "entries" : "picklist";
  return onBothSides(draft, ["fields", after.name, property]);
}
