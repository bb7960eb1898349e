import { itemName, type AppliedItem } from "../../../core/apply/applyResult";
import type { Imported } from "../../../core/apply/performImport";
import { describeChange } from "../../../core/compare/describeChange";
import type { ImportHistory } from "../../../core/history/importHistory";
import type { ImportRecord } from "../../../core/history/importRecord";
import { removedBy } from "../../../core/history/recordOfImport";
import { changeWordsOf, removedWords } from "../../../core/history/removedWords";
import type { Finding } from "../../../core/import/finding";
import type { ImportPlan, PlanItem } from "../../../core/import/importPlan";
import { setupActionTexts } from "../../../core/import/setupAction";
import { markdownBlock, markdownCode, markdownTable, markdownText } from "../../../core/markdown";
import { refKey } from "../../../core/resources/registry";
import type { ResourceRef } from "../../../core/resources/resourceType";
import { count, printable } from "../../../core/text";
import { utcText } from "../../../core/time";
import type { ImportedState, ImportResult, ResultRow } from "../../../protocol/importWizard";

/** How an import ended, as the wizard and its report tell it: every resource of the package is in it once. */

/**
 * `earlier` are the parts of the same import that were imported before this one, which brings the rest; `target` is what to call the
 * environment where its display name alone doesn't tell.
 */
export function resultOf(
  plan: ImportPlan,
  applied: Imported,
  earlier: readonly ImportRecord[] = [],
  target = plan.environment.displayName,
): ImportResult {
  const result = withEarlier(withoutHistory(plan, applied, target), earlier);
  const { historyProblem } = applied;
  return historyProblem === undefined
    ? result
    : { ...result, message: `${result.message} ${historyProblem}` };
}

/** Tells of what was imported before as a part of the same import: it is undone with it. */
function withEarlier(result: ImportResult, earlier: readonly ImportRecord[]): ImportResult {
  const written = new Set(
    earlier.flatMap(({ resources }) =>
      resources.filter(({ outcome }) => outcome === "created" || outcome === "updated").map(refKey),
    ),
  );
  const isBefore = ({ id, state }: ResultRow): boolean => state === "unchanged" && written.has(id);
  const before = result.rows.filter(isBefore).length;
  if (before === 0) {
    return result;
  }
  const words = `${count(before, "resource")} ${before === 1 ? "was" : "were"} imported before, as a part of the same import`;
  return {
    ...result,
    message:
      result.outcome === "not"
        ? `Nothing more was imported into ${result.target}. ${words}, and ${before === 1 ? "stays" : "stay"}.`
        : `${result.message} ${words}.`,
    rows: result.rows.map((row) =>
      isBefore(row)
        ? { ...row, state: "imported", detail: "Imported before, as a part of this import." }
        : row,
    ),
    canRollBack: true,
  };
}

function withoutHistory(plan: ImportPlan, applied: Imported, target: string): ImportResult {
  const items = new Map(applied.items.map((entry) => [refKey(entry.item.ref), entry]));
  const rows = plan.items.map((item) => rowOf(item, items.get(refKey(item.ref))));
  const written = rows.filter(({ state }) => state === "imported").length;
  const due = count(applied.items.length, "resource");
  switch (applied.outcome) {
    case "applied":
      return {
        outcome: "imported",
        target,
        message: `${count(written, "resource")} ${written === 1 ? "was" : "were"} imported into ${target}.`,
        rows,
        canRetry: false,
        canRollBack: applied.record !== undefined,
      };
    case "partial":
      return {
        outcome: "partly",
        target,
        message: `Only ${written.toLocaleString("en")} of ${due} ${written === 1 ? "was" : "were"} imported into ${target}. The others are listed below with the reason.`,
        rows,
        canRetry: true,
        canRollBack: applied.record !== undefined,
      };
    case "failed":
      return {
        outcome: "not",
        target,
        message: applied.cancelled
          ? `The import was cancelled. ${target} is as it was before.`
          : `Nothing was imported into ${target}, which is as it was before. The reasons are listed below.`,
        rows,
        canRetry: true,
        canRollBack: false,
      };
  }
}

function rowOf(item: PlanItem, entry: AppliedItem | undefined): ResultRow {
  const common = {
    id: refKey(item.ref),
    name: item.ref.name,
    displayName: printable(item.resource.displayName),
    type: item.ref.type,
  };
  if (!entry) {
    const isSkipped = item.outcome === "skip";
    return {
      ...common,
      state: isSkipped ? "skipped" : "unchanged",
      detail: isSkipped ? "Left alone, as chosen." : "The target had it already.",
    };
  }
  if (entry.state === "written") {
    const detail =
      item.outcome === "create"
        ? "Created."
        : `Updated: ${changeWordsOf({ detail: count(item.changes.length, "change"), ...removedBy(item) })}.`;
    return { ...common, state: "imported", detail };
  }
  return { ...common, state: stateOf(entry.state), detail: entry.reason };
}

function stateOf(state: Exclude<AppliedItem["state"], "written">): ImportedState {
  switch (state) {
    case "failed":
      return "failed";
    case "not-attempted":
    case "put-back":
      return "not-attempted";
    case "left-changed":
      return "left-changed";
  }
}

/** An import that was taken back, as far as that could be done. */
export interface TakenBack {
  readonly items: readonly {
    readonly ref: ResourceRef;
    /** *left*: somebody changed it since; *failed*: it couldn't be written, and can be tried again. */
    readonly state: "done" | "left" | "failed";
    readonly reason?: string;
  }[];
  readonly historyProblem: string | undefined;
}

/** How a result reads after the import was taken back. */
export function rolledBackResult(
  before: ImportResult,
  { items: files, historyProblem }: TakenBack,
  verb = before.outcome === "imported" ? "undone" : "rolled back",
): ImportResult {
  const items = new Map(files.map((item) => [refKey(item.ref), item]));
  const left = files.filter(({ state }) => state !== "done").length;
  const rows = before.rows.map((row): ResultRow => {
    const entry = items.get(row.id);
    if (!entry) {
      return row;
    }
    return entry.state === "done"
      ? { ...row, state: "not-attempted", detail: "Taken back: its file is as it was before." }
      : { ...row, state: "left-changed", detail: entry.reason ?? "" };
  });
  const message =
    left === 0
      ? `The import was ${verb}. ${before.target} is as it was before.`
      : `The import was ${verb}, but for ${count(left, "file")}: see the reasons below.`;
  return {
    ...before,
    outcome: left === 0 ? "undone" : "partly",
    message: historyProblem === undefined ? message : `${message} ${historyProblem}`,
    rows,
    // What couldn't be written is tried again; what somebody changed stays theirs.
    canRollBack: files.some(({ state }) => state === "failed"),
  };
}

/**
 * How a result reads now that the history tells more of its import: that it was taken back elsewhere, from the tree or the command line, or
 * nothing any more. Undefined while there is nothing new to tell.
 */
export function followedResult(
  result: ImportResult,
  parts: readonly ImportRecord[],
  history: ImportHistory,
): ImportResult | undefined {
  if (!result.canRollBack || parts.length === 0 || history.unreadable) {
    return undefined;
  }
  const takers = parts.map(({ id }) => history.takenBackBy(id));
  if (takers.every((taker) => taker !== undefined)) {
    const items = takers.flatMap(({ resources }) =>
      resources.map((one) => ({
        ref: { type: one.type, name: one.name },
        state: one.outcome === "restored" ? ("done" as const) : ("left" as const),
        ...(one.reason !== undefined && { reason: one.reason }),
      })),
    );
    const verb = takers.at(-1)?.kind === "undo" ? "undone" : "rolled back";
    return rolledBackResult(result, { items, historyProblem: undefined }, verb);
  }
  const known = new Set(history.records.map(({ id }) => id));
  return parts.some(({ id }) => !known.has(id))
    ? {
        ...result,
        canRollBack: false,
        message: `${result.message} The import history of ${result.target} doesn't tell of it any more, so that it can't be undone from here.`,
      }
    : undefined;
}

const headings: Readonly<Record<ImportResult["outcome"], string>> = {
  imported: "Imported",
  partly: "Partly imported",
  not: "Not imported",
  undone: "Undone",
};

const stateWords: Readonly<Record<ImportedState, string>> = {
  imported: "Imported",
  failed: "Failed",
  "not-attempted": "Not imported",
  "left-changed": "Left changed",
  unchanged: "Unchanged",
  skipped: "Skipped",
};

/** When an import ended, and how the reader's clock has that. */
export interface ReportTime {
  /** ISO text in UTC. */
  readonly at: string;
  readonly localTime: (at: string) => string;
}

/** The result as a Markdown text, to be sent to somebody or kept. It is the same whenever it is asked for. */
export function reportText(
  plan: ImportPlan,
  { outcome, message, rows }: ImportResult,
  { at, localTime }: ReportTime,
): string {
  const { name, version, source } = plan.package.manifest;
  const packageName = version === undefined ? name : `${name} ${version}`;
  const target = markdownText(plan.environment.displayName);
  const items = new Map(plan.items.map((item) => [refKey(item.ref), item]));
  return [
    `# ${headings[outcome]}: ${markdownText(packageName)} into ${target}`,
    "",
    markdownText(message),
    "",
    `- Package: ${markdownText(packageName)}, from ${markdownText(source.displayName)} (${markdownText(source.name)})`,
    `- Target: ${target} (${markdownText(plan.environment.name)})`,
    `- When: ${markdownText(localTime(at))} (${utcText(at)})`,
    "",
    ...markdownTable(
      ["Resource", "Name", "Type", "Import setup", "Result", "Detail"],
      rows.map(({ id, displayName, name: technicalName, type, state, detail }) => {
        const action = items.get(id)?.action;
        return [
          markdownText(displayName),
          markdownCode(technicalName),
          type,
          action === undefined ? "" : setupActionTexts[action].label,
          stateWords[state],
          markdownText(detail),
        ];
      }),
    ),
    ...removedFrom(rows, items),
    ...changesOf(rows, items),
    "",
  ].join("\n");
}

/** What was taken away with consent, by resource. */
function removedFrom(rows: readonly ResultRow[], items: ReadonlyMap<string, PlanItem>): string[] {
  const lines = rows.flatMap(({ id, state, displayName, name }) => {
    const item = state === "imported" ? items.get(id) : undefined;
    const words = item && removedWords(removedBy(item).removed);
    return words === undefined
      ? []
      : [`- **${markdownText(displayName)}** (${markdownCode(name)}): ${markdownText(words)}`];
  });
  return lines.length === 0 ? [] : ["", "## Removed", "", ...lines];
}

/** Changes of one resource that a report lists before the rest is counted, and resources that it lists them of. */
const shownChanges = 100;
const shownChanged = 500;

/** What changed in each resource, folded. */
function changesOf(rows: readonly ResultRow[], items: ReadonlyMap<string, PlanItem>): string[] {
  const changed = rows.flatMap(({ id, state }) => {
    const item = state === "imported" ? items.get(id) : undefined;
    return item && item.changes.length > 0 ? [item] : [];
  });
  const hidden = changed.length - shownChanged;
  return changed.length === 0
    ? []
    : [
        "",
        "## Changes",
        ...changed
          .slice(0, shownChanged)
          .flatMap(({ ref, resource, changes }) => [
            "",
            "<details>",
            `<summary>${markdownText(resource.displayName)} (${markdownText(ref.name)}): ${count(changes.length, "change")}</summary>`,
            "",
            ...markdownBlock(changes.slice(0, shownChanges).map(describeChange), "diff"),
            ...(changes.length > shownChanges
              ? ["", `And ${count(changes.length - shownChanges, "more change")}.`]
              : []),
            "",
            "</details>",
          ]),
        ...(hidden > 0 ? ["", `And the changes of ${count(hidden, "more resource")}.`] : []),
      ];
}

/** What differs between two plans in what the import would do, for the sentence that says what moved. */
export function movedItems(before: ImportPlan, now: ImportPlan): string[] {
  const known = new Map(before.items.map((item) => [refKey(item.ref), signature(item)]));
  const moved = now.items.filter((item) => known.get(refKey(item.ref)) !== signature(item)).map(itemName);
  const isWholeMoved = JSON.stringify(words(before.findings)) !== JSON.stringify(words(now.findings));
  return isWholeMoved ? ["the findings on the whole import", ...moved] : moved;
}

function signature({ action, outcome, findings, changes }: PlanItem): string {
  return JSON.stringify([action, outcome, words(findings), changes]);
}

function words(findings: readonly Finding[]): string[][] {
  return findings.map(({ rule, message }) => [rule, message]);
}
