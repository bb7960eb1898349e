import { describeChange } from "../../core/compare/describeChange";
import { describeStep } from "../../core/import/describeStep";
import type { Finding, Severity } from "../../core/import/finding";
import type { PlanItem } from "../../core/import/importPlan";
import { setupActionTexts } from "../../core/import/setupAction";
import { markdownBlock, markdownCode, markdownTable, markdownText } from "../../core/markdown";
import { refKey, resourceTypeOf } from "../../core/resources/registry";
import { count } from "../../core/text";
import type { Ended } from "../describeApplied";
import { exitCodes, type CommandFailure } from "../io";
import { describeFindings, describeSummary, type ImportOutcome } from "../printPlan";
import { fatesOf, outcomeWords } from "./fate";
import type { ImportReport } from "./importReport";

/** Characters of a whole report: sites take 65,536 for a comment. */
const mostCharacters = 60_000;

const headings: Readonly<Record<ImportOutcome, string>> = {
  imported: "Imported",
  partial: "Partly imported",
  refused: "Not imported",
  "dry-run": "Checked",
};

/** A summary that reads well as a comment on a pull request. What doesn't fit in one is counted. */
export function markdownReport({ plan, ended }: ImportReport): string {
  const { name, version, source } = plan.package.manifest;
  const packageName = markdownText(version === undefined ? name : `${name} ${version}`);
  const target = plan.environment;
  const fates = fatesOf(ended);
  const shown = plan.items.filter((item) => isNews(item) || fates.has(refKey(item.ref)));
  const rows = shown.map((item) => [
    markdownText(item.resource.displayName),
    markdownCode(item.ref.name),
    resourceTypeOf(item.ref).singular,
    setupActionTexts[item.action].label,
    outcomeWords(item, fates.get(refKey(item.ref))),
    describeFindings(item),
  ]);
  const text = new LimitedText(mostCharacters);
  text.add([
    `## ${headingOf(ended)}: ${packageName} → ${markdownText(target.displayName)}`,
    "",
    `From ${markdownText(source.displayName)} (${markdownText(source.name)}) into ${markdownText(target.displayName)} (${markdownText(target.name)}): ${describeSummary(plan)}`,
    "",
  ]);
  addSentences(text, ended.sentences);
  const [headline, ruler, ...lines] = markdownTable(
    ["Resource", "Name", "Type", "Import setup", "Outcome", "Findings"],
    rows,
  );
  if (headline !== undefined && ruler !== undefined) {
    text.add(["", headline, ruler]);
    text.addAll(
      lines.map((line) => [line]),
      "resource",
    );
  }
  const others = plan.items.length - shown.length;
  if (others > 0) {
    text.add(["", `${count(others, "resource")} ${others === 1 ? "is" : "are"} unchanged or skipped.`]);
  }
  addFindings(text, plan.findings, plan.items);
  const changed = plan.items.filter(({ changes }) => changes.length > 0);
  if (changed.length > 0) {
    text.add(["", "### Changes"]);
    text.addAll(changed.map(changesOf), "resource");
  }
  return text.toString();
}

export function markdownOfRefusal({ lines }: CommandFailure): string {
  const text = new LimitedText(mostCharacters);
  text.add(["## Not imported", ""]);
  addSentences(text, lines);
  return text.toString();
}

function headingOf({ outcome, exitCode }: Ended): string {
  return exitCode === exitCodes.nothingToDo ? "Nothing to import" : headings[outcome];
}

function addSentences(text: LimitedText, sentences: readonly string[]): void {
  const mark = sentences.length === 1 ? "" : "- ";
  text.addAll(
    sentences.map((sentence) => [`${mark}${markdownText(sentence)}`]),
    "sentence",
  );
}

/** Whether a resource belongs into the table: one that stays as it is, with nothing to say of it, only counts. */
function isNews({ outcome, findings }: PlanItem): boolean {
  return outcome !== "unchanged" && outcome !== "skip"
    ? true
    : findings.some(({ severity }) => severity !== "information");
}

const severityHeadings: Readonly<Record<Severity, string>> = {
  error: "Errors",
  removal: "Removals",
  warning: "Warnings",
  information: "Information",
};

function addFindings(text: LimitedText, whole: readonly Finding[], items: readonly PlanItem[]): void {
  const all = [
    ...whole.map((finding) => ({ finding, title: "" })),
    ...items.flatMap((item) =>
      item.findings
        .filter(({ rule }) => rule !== "unchanged")
        .map((finding) => ({
          finding,
          title: `**${markdownText(item.resource.displayName)}** (${markdownCode(item.ref.name)}): `,
        })),
    ),
  ];
  for (const [severity, heading] of Object.entries(severityHeadings)) {
    const ofSeverity = all.filter(({ finding }) => finding.severity === severity);
    const lines = ofSeverity.map(({ finding, title }) => [
      `- ${title}${markdownText(finding.message)} (${markdownText(finding.rule)})`,
      ...(finding.steps ?? []).map((step) => `  - ${markdownText(describeStep(step))}`),
    ]);
    if (lines.length > 0) {
      const amount = ofSeverity.reduce((sum, { finding }) => sum + (finding.standsFor ?? 1), 0);
      text.add(["", `### ${heading} (${amount.toLocaleString("en")})`, ""]);
      text.addAll(lines, "finding");
    }
  }
}

/** Changes of one resource that are listed before the rest is counted. */
const shownChanges = 100;

/** What changes in one resource, folded. */
function changesOf({ ref, resource, changes }: PlanItem): string[] {
  const hidden = changes.length - shownChanges;
  return [
    "",
    "<details>",
    `<summary>${markdownText(resource.displayName)} (${markdownText(ref.name)}): ${count(changes.length, "change")}</summary>`,
    "",
    ...markdownBlock(changes.slice(0, shownChanges).map(describeChange), "diff"),
    ...(hidden > 0 ? ["", `And ${count(hidden, "more change")}.`] : []),
    "",
    "</details>",
  ];
}

/** Lines up to a number of characters; blocks that don't fit are left out as a whole and counted. */
class LimitedText {
  private readonly lines: string[] = [];
  private length = 0;

  constructor(private readonly most: number) {}

  add(lines: readonly string[]): void {
    this.lines.push(...lines);
    this.length += lengthOf(lines);
  }

  /** Adds blocks of lines until one doesn't fit, and then says how many there are left. */
  addAll(blocks: readonly (readonly string[])[], singular: string): void {
    for (const [index, block] of blocks.entries()) {
      if (this.length + lengthOf(block) > this.most) {
        this.lines.push(
          "",
          `${count(blocks.length - index, `more ${singular}`)}, for which there is no room here.`,
        );
        return;
      }
      this.add(block);
    }
  }

  toString(): string {
    return `${this.lines.join("\n")}\n`;
  }
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}
