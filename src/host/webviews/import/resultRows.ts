import { itemName, type AppliedItem } from "../../../core/apply/applyResult";
import type { Finding } from "../../../core/import/finding";
import type { ImportPlan, PlanItem } from "../../../core/import/importPlan";
import type { JournalItem } from "../../../core/apply/journalFiles";
import type { Imported } from "../../../core/apply/performImport";
import { markdownCode, markdownTable, markdownText } from "../../../core/markdown";
import { refKey } from "../../../core/resources/registry";
import { count } from "../../../core/text";
import type { ImportedState, ImportResult, ResultRow } from "../../../protocol/importWizard";

/** How an import ended, as the wizard and its report tell it: every resource of the package is in it once. */

export function resultOf(plan: ImportPlan, applied: Imported): ImportResult {
  const result = withoutHistory(plan, applied);
  const { historyProblem } = applied;
  return historyProblem === undefined
    ? result
    : { ...result, message: `${result.message} ${historyProblem}` };
}

function withoutHistory(plan: ImportPlan, applied: Imported): ImportResult {
  const items = new Map(applied.items.map((entry) => [refKey(entry.item.ref), entry]));
  const rows = plan.items.map((item) => rowOf(item, items.get(refKey(item.ref))));
  const written = rows.filter(({ state }) => state === "imported").length;
  const target = plan.environment.displayName;
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
    displayName: item.resource.displayName,
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
      item.outcome === "create" ? "Created." : `Updated: ${count(item.changes.length, "change")}.`;
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
  readonly items: readonly JournalItem[];
  readonly historyProblem: string | undefined;
}

/** How a result reads after the import was taken back. */
export function rolledBackResult(
  before: ImportResult,
  { items: files, historyProblem }: TakenBack,
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
      : { ...row, state: "left-changed", detail: entry.reason };
  });
  const verb = before.outcome === "imported" ? "undone" : "rolled back";
  const message =
    left === 0
      ? `The import was ${verb}. ${before.target} is as it was before.`
      : `The import was ${verb}, but for ${count(left, "file")}: see the reasons below.`;
  return {
    ...before,
    outcome: left === 0 ? "not" : "partly",
    message: historyProblem === undefined ? message : `${message} ${historyProblem}`,
    rows,
    // What couldn't be written is tried again; what somebody changed stays theirs.
    canRollBack: files.some(({ state }) => state === "failed"),
  };
}

const headings: Readonly<Record<ImportResult["outcome"], string>> = {
  imported: "Imported",
  partly: "Partly imported",
  not: "Not imported",
};

const stateWords: Readonly<Record<ImportedState, string>> = {
  imported: "Imported",
  failed: "Failed",
  "not-attempted": "Not imported",
  "left-changed": "Left changed",
  unchanged: "Unchanged",
  skipped: "Skipped",
};

/** The result as a Markdown text, to be sent to somebody or kept. */
export function reportText(plan: ImportPlan, { outcome, message, rows }: ImportResult, now: Date): string {
  const { name, version, source } = plan.package.manifest;
  const packageName = version === undefined ? name : `${name} ${version}`;
  const target = markdownText(plan.environment.displayName);
  return [
    `# ${headings[outcome]}: ${markdownText(packageName)} into ${target}`,
    "",
    markdownText(message),
    "",
    `- Package: ${markdownText(packageName)}, from ${markdownText(source.displayName)} (${markdownText(source.name)})`,
    `- Target: ${target} (${markdownText(plan.environment.name)})`,
    `- Time: ${now.toISOString()}`,
    "",
    ...markdownTable(
      ["Resource", "Name", "Type", "Result", "Detail"],
      rows.map(({ displayName, name: technicalName, type, state, detail }) => [
        markdownText(displayName),
        markdownCode(technicalName),
        type,
        stateWords[state],
        markdownText(detail),
      ]),
    ),
    "",
  ].join("\n");
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
