import { setupActionTexts } from "../import/setupAction";
import { markdownCode, markdownTable, markdownText } from "../markdown";
import { resourceTypeOf } from "../resources/registry";
import { utcText } from "../time";
import type { ImportRecord, RecordedOutcome, RecordedResource } from "./importRecord";
import { changeWordsOf, removedWords } from "./removedWords";

/** What became of a resource, in words for people; the order is that of the report, what needs attention first. */
const outcomes = {
  "left-changed": { word: "left changed", attention: true },
  "not-imported": { word: "not imported", attention: true },
  created: { word: "created", attention: false },
  updated: { word: "updated", attention: false },
  restored: { word: "as before the import", attention: false },
  unchanged: { word: "unchanged", attention: false },
  skipped: { word: "skipped", attention: false },
} as const satisfies Record<RecordedOutcome, { readonly word: string; readonly attention: boolean }>;

const outcomeOrder = Object.keys(outcomes) as RecordedOutcome[];

/** What a report on an import has beyond what its record tells. */
export interface ReportContext {
  /** The record of what took it back, if that happened. */
  readonly takenBack?: ImportRecord | undefined;
  /** The environment that it went into, by its display name. */
  readonly target?: string;
  /** A moment as the reader's clock has it. */
  readonly localTime?: (at: string) => string;
}

/** One import, or the taking back of one, as a Markdown document. Texts of packages and files stay plain text. */
export function describeRecord(record: ImportRecord, context: ReportContext = {}): string {
  const { takenBack } = context;
  const lines = [
    `# ${titleOf(record)}${context.target === undefined ? "" : ` into ${markdownText(context.target)}`}`,
    "",
    summaryOf(record),
    ...(takenBack ? ["", takenBackLine(takenBack, context)] : []),
    "",
    ...factsOf(record, context),
    "",
    "## Resources",
    "",
    ...resourcesOf(record.resources),
    ...removedFrom(record.resources),
  ];
  return `${lines.join("\n")}\n`;
}

/** "Import of Sales 1.2", "Undo of the import of Sales 1.2" */
function titleOf({ kind, package: { name, version } }: ImportRecord): string {
  const what = markdownText(version === undefined ? name : `${name} ${version}`);
  switch (kind) {
    case "import":
      return `Import of ${what}`;
    case "undo":
      return `Undo of the import of ${what}`;
    case "roll-back":
      return `Roll-back of the import of ${what}`;
  }
}

/** "**Partial**: 1 created, 1 not imported." */
function summaryOf({ outcome, resources }: ImportRecord): string {
  const counts = outcomeOrder.flatMap((one) => {
    const amount = resources.filter((resource) => resource.outcome === one).length;
    return amount === 0 ? [] : [`${amount.toLocaleString("en")} ${outcomes[one].word}`];
  });
  const word = outcome === "complete" ? "Complete" : "Partial";
  return `**${word}**: ${counts.length === 0 ? "nothing was changed" : counts.join(", ")}.`;
}

/** "31 January 2026, 13:00 (2026-01-31 12:00:00 UTC)" */
function timeText(at: string, { localTime }: ReportContext): string {
  return localTime ? `${markdownText(localTime(at))} (${utcText(at)})` : utcText(at);
}

function takenBackLine({ kind, at, outcome }: ImportRecord, context: ReportContext): string {
  const how = kind === "undo" ? "undone" : "rolled back";
  return `It was ${how} ${outcome === "complete" ? "" : "in part "}on ${timeText(at, context)}.`;
}

function factsOf(
  { at, generator, id, continues, package: { createdAt, source } }: ImportRecord,
  context: ReportContext,
): string[] {
  return [
    `- When: ${timeText(at, context)}`,
    `- Source: ${markdownText(source.displayName)} (${markdownCode(source.name)}), exported on ${utcText(createdAt)}`,
    `- Done by: ${markdownText(generator)}`,
    `- Id: ${markdownText(id)}`,
    ...(continues === undefined ? [] : [`- Brings the rest of: ${markdownText(continues)}`]),
  ];
}

function resourcesOf(resources: readonly RecordedResource[]): string[] {
  const byOutcome = outcomeOrder.flatMap((outcome) => resources.filter((one) => one.outcome === outcome));
  const rows = byOutcome.map((resource) => {
    const { word, attention } = outcomes[resource.outcome];
    return [
      markdownText(resource.displayName),
      markdownCode(resource.name),
      resourceTypeOf(resource).singular,
      setupActionTexts[resource.action].label,
      attention ? `**${word}**` : word,
      markdownText(resource.reason ?? changeWordsOf(resource)),
    ];
  });
  const headline = ["Resource", "Name", "Type", "Import setup", "What became of it", "Details"];
  return rows.length === 0 ? ["None."] : markdownTable(headline, rows);
}

/** What was taken away with consent, by resource. */
function removedFrom(resources: readonly RecordedResource[]): string[] {
  const lines = resources.flatMap(({ displayName, name, removed }) => {
    const words = removedWords(removed);
    return words === undefined
      ? []
      : [`- **${markdownText(displayName)}** (${markdownCode(name)}): ${markdownText(words)}`];
  });
  return lines.length === 0 ? [] : ["", "## Removed", "", ...lines];
}
