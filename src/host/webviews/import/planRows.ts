import type { ThreeWayChange } from "../../../core/compare/threeWay";
import type { Problem } from "../../../core/environment/environment";
import { changeWords, partName, valueWords, type ChangeWords } from "../../../core/compare/describeChange";
import { whoChanged, type Base } from "../../../core/import/base";
import { describeStep } from "../../../core/import/describeStep";
import { countFindings, type Finding, type Place } from "../../../core/import/finding";
import { summarizePlan, type ImportPlan, type PlanItem } from "../../../core/import/importPlan";
import { removalsOf, removalsOfItem, type Removal } from "../../../core/import/removals";
import type { SetupAction } from "../../../core/import/setupAction";
import type { Package, PackageResource } from "../../../core/package/package";
import { allResourceTypes, refKey, resourceTypeOf } from "../../../core/resources/registry";
import { count, isolated, list, listOf, printable, printableLines } from "../../../core/text";
import type {
  ActionOption,
  ChangeInfo,
  FindingInfo,
  ImportRow,
  PackageSummary,
  PlanSummary,
} from "../../../protocol/importWizard";

/** Packages and plans as the import wizard shows them. */

/** How many lines of changes go to the view; nobody reads thousands, and Compare shows them all. */
const shownChanges = 200;
const shownProblems = 20;

export function packageSummary({ manifest }: Package, file: string): PackageSummary {
  const { name, version, description, source, createdAt, generator, resources } = manifest;
  return {
    name: printable(name),
    ...(version !== undefined && { version: printable(version) }),
    ...(description !== undefined && { description: printableLines(description) }),
    source: `${isolated(source.displayName)} (${isolated(source.name)})`,
    createdAt: Date.parse(createdAt),
    generator: printable(generator),
    file: isolated(file),
    counts: allResourceTypes.flatMap(({ id, singular, plural }) => {
      const ofType = resources.filter(({ type }) => type === id).length;
      return ofType === 0 ? [] : [count(ofType, singular, plural)];
    }),
  };
}

/** A row of a package that is only looked at. */
export function packageRow(resource: PackageResource, action: SetupAction): ImportRow {
  const { ref, displayName, kind, related, note, definition } = resource;
  const type = resourceTypeOf(ref);
  return {
    id: refKey(ref),
    type: ref.type,
    name: ref.name,
    displayName: printable(displayName),
    kind,
    parts: (definition && type.counts(definition)[type.partsPlural]) ?? 0,
    isRelated: related,
    ...(note !== undefined && { note: printableLines(note) }),
    action,
  };
}

/** A row of a plan. */
export function planRow(item: PlanItem): ImportRow {
  const removes = removesText(item);
  return {
    ...packageRow(item.resource, item.action),
    plan: {
      outcome: item.outcome,
      changes: item.changes.length,
      errors: countOf(item.findings, "error"),
      warnings: countOf(item.findings, "warning"),
      ...(removes !== undefined && { removes }),
    },
  };
}

function countOf(findings: readonly Finding[], severity: Finding["severity"]): number {
  return countFindings(findings, severity);
}

/** What the import would take away: "3 fields and 1 entry", "the values of 1 field". Undefined when it takes nothing. */
function removesText(item: PlanItem): string | undefined {
  return amountsText([lossesOf(item)]);
}

function amountsText(all: readonly Losses[]): string | undefined {
  const removals = removalsOf(all.flatMap((one) => one.removals.flatMap(({ changes }) => changes)));
  const losses = all.reduce((sum, one) => sum + countFindings(one.losses, "removal"), 0);
  const parts = [
    ...removals.map(({ amount }) => amount),
    ...(losses > 0 ? [`the values of ${count(losses, "field")}`] : []),
  ];
  return parts.length === 0 ? undefined : list(parts);
}

interface Losses {
  readonly removals: readonly Removal[];
  readonly losses: readonly Finding[];
}

/** What consent is needed for: parts that go, and what is lost without a part going, such as the values of a field of another type. */
function lossesOf(item: PlanItem): Losses {
  const found = item.findings.filter(({ severity }) => severity === "removal");
  const removals = removalsOfItem(item).filter(({ rule }) => found.some((finding) => finding.rule === rule));
  const losses = found.filter((finding) => removals.every(({ rule }) => rule !== finding.rule));
  return { removals, losses };
}

export function planSummary(plan: ImportPlan): PlanSummary {
  const { outcomes, findings } = summarizePlan(plan);
  const removes = amountsText(plan.items.map(lossesOf));
  return {
    outcomes,
    findings,
    general: plan.findings.map(findingInfo),
    preexisting: plan.preexisting.slice(0, shownProblems).map(problemText),
    morePreexisting: Math.max(0, plan.preexisting.length - shownProblems),
    mended: plan.mended.slice(0, shownProblems).map(problemText),
    moreMended: Math.max(0, plan.mended.length - shownProblems),
    removals: plan.items.flatMap(removalLines),
    ...(removes !== undefined && { removes }),
    ...obstacleOf(outcomes, findings),
  };
}

function problemText({ file, line, message }: Problem): string {
  return `${file}:${line}: ${message}`;
}

function obstacleOf(
  outcomes: PlanSummary["outcomes"],
  findings: PlanSummary["findings"],
): Pick<PlanSummary, "obstacle"> {
  const errors = findings["error"] ?? 0;
  if (errors > 0) {
    return {
      obstacle:
        errors === 1
          ? "Resolve the error first: choose another import setup for the resource, or skip it."
          : `Resolve the ${count(errors, "error")} first: choose another import setup for the resources, or skip them.`,
    };
  }
  const isNothing = (outcomes["create"] ?? 0) + (outcomes["update"] ?? 0) === 0;
  return isNothing
    ? { obstacle: "There is nothing to import: the target has all of it already, or it is skipped." }
    : {};
}

/** "Region (lmi_Region) loses 2 entries: 3 (North) and 4 (South)" */
function removalLines(item: PlanItem): string[] {
  const { removals, losses } = lossesOf(item);
  return [
    ...removals.map(
      ({ amount, changes }) =>
        `${isolated(item.resource.displayName)} (${item.ref.name}) loses ${amount}: ${listOf(changes, (change) => isolated(partName(change)), 8)}`,
    ),
    ...losses.map(({ message }) => message),
  ];
}

export function findingInfo(finding: Finding): FindingInfo {
  const { rule, severity, message, places, steps = [], standsFor } = finding;
  return {
    rule,
    severity,
    message,
    places: places.map(placeText),
    steps: steps.map(describeStep).map(isolated),
    ...(standsFor !== undefined && { standsFor }),
  };
}

function placeText(place: Place): string {
  if (place.side === "package") {
    return `${place.entry} in the package`;
  }
  return place.line === undefined ? place.file : `${place.file}:${place.line}`;
}

/** What an action would do, given the plan in which it is chosen and the one that holds now. */
export function actionOption(item: PlanItem, effects: readonly string[]): ActionOption {
  const removes = removesText(item);
  const { changes, base } = item;
  const shown = changes.slice(0, shownChanges);
  const since = whoChanged(item.ref, base, shown);
  return {
    id: item.action,
    outcome: item.outcome,
    // That there is nothing to do is no finding to read.
    findings: item.findings.filter(({ rule }) => rule !== "unchanged").map(findingInfo),
    changes: shown.map((change, index) => ({
      kind: change.kind,
      ...printableWords(changeWords(change)),
      ...sinceLastImport(since[index]),
    })),
    ...(base && { lastImport: importWords(base) }),
    moreChanges: Math.max(0, changes.length - shownChanges),
    ...(removes !== undefined && { removes }),
    effects: [...effects],
  };
}

function printableWords({ what, before, after }: ChangeWords): ChangeWords {
  return {
    what: printable(what),
    ...(before !== undefined && { before: printable(before) }),
    ...(after !== undefined && { after: printable(after) }),
  };
}

function sinceLastImport(change: ThreeWayChange | undefined): Pick<ChangeInfo, "since"> {
  if (!change) {
    return {};
  }
  const left = valueWords(change.change, change.base);
  return { since: { changedBy: change.changedBy, ...(left !== undefined && { left: printable(left) }) } };
}

/** "Dev 1.2, imported on 2026-01-31" */
function importWords({ record }: Base): string {
  const { name, version } = record.package;
  return `${isolated(`${name}${version === undefined ? "" : ` ${version}`}`)}, imported on ${record.at.slice(0, 10)}`;
}

/** What choosing an action for one resource changes for the others, in words. */
export function effectsOn(others: ImportPlan, chosen: ImportPlan, ref: PlanItem["ref"]): string[] {
  const before = new Map(others.items.map((item) => [refKey(item.ref), item]));
  const key = refKey(ref);
  let blocked = 0;
  let freed = 0;
  for (const item of chosen.items) {
    const id = refKey(item.ref);
    if (id === key) {
      continue;
    }
    const wasBlocked = before.get(id)?.outcome === "blocked";
    const isBlocked = item.outcome === "blocked";
    blocked += Number(isBlocked && !wasBlocked);
    freed += Number(!isBlocked && wasBlocked);
  }
  const effects: string[] = [];
  if (blocked > 0) {
    effects.push(`Blocks ${count(blocked, "other resource")} that ${blocked === 1 ? "needs" : "need"} it.`);
  }
  if (freed > 0) {
    effects.push(`Resolves the errors of ${count(freed, "other resource")}.`);
  }
  return effects;
}
