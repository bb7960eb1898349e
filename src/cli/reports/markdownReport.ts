import type { AppliedItem } from "../../core/apply/applyResult";
import { describeChange } from "../../core/compare/describeChange";
import type { Problem } from "../../core/environment/environment";
import { describeStep } from "../../core/import/describeStep";
import type { Finding, Severity } from "../../core/import/finding";
import type { PlanItem } from "../../core/import/importPlan";
import { setupActionTexts } from "../../core/import/setupAction";
import { markdownBlock, markdownCode, markdownTable, markdownText } from "../../core/markdown";
import { refKey, resourceTypeOf } from "../../core/resources/registry";
import { count, printable } from "../../core/text";
import type { Ended } from "../describeApplied";
import { exitCodes, type CommandFailure } from "../io";
import {
  describeFindings,
  describeSummary,
  mendedHeadline,
  preexistingHeadline,
  type ImportOutcome,
} from "../printPlan";
import { fatesOf, outcomeWords } from "./fate";
import { layOutSections, type Block, type Section } from "./limitedText";
import type { ImportReport } from "./importReport";

/** Characters of a whole report: GitHub takes 65,536 for a comment. */
const mostCharacters = 60_000;

const headings: Readonly<Record<ImportOutcome, string>> = {
  imported: "Imported",
  partial: "Partly imported",
  refused: "Not imported",
  "dry-run": "Checked",
};

/**
 * A summary that reads well as a comment on a pull request: first what keeps the import from being done, what goes and what to heed,
 * then every resource. What doesn't fit in a comment is counted.
 */
export function markdownReport({ plan, ended }: ImportReport): string {
  const { name, version, source } = plan.package.manifest;
  const target = plan.environment;
  const fates = fatesOf(ended);
  const sections: Section[] = [
    {
      head: [
        `## ${headingOf(ended)}: ${shortText(version === undefined ? name : `${name} ${version}`)} → ${shortText(target.displayName)}`,
        "",
        `From ${shortText(source.displayName)} (${shortText(source.name)}) into ${shortText(target.displayName)} (${markdownText(target.name)}): ${describeSummary(plan)}`,
        "",
      ],
      ...sentencesSection(ended.sentences),
    },
    ...findingSections(plan.findings, plan.items, ["error", "removal", "warning"]),
    resourcesSection(plan.items, fates),
    othersSection(plan.items, fates),
    ...findingSections(plan.findings, plan.items, ["information"]),
    problemsSection(mendedHeadline(plan), plan.mended),
    problemsSection(preexistingHeadline(plan), plan.preexisting),
    changesSection(plan.items),
  ];
  return layOutSections(sections, mostCharacters);
}

export function markdownOfRefusal({ lines }: CommandFailure): string {
  const section = { head: ["## Not imported", ""], ...sentencesSection(lines) };
  return layOutSections([section], mostCharacters);
}

/** A name or label from outside in a few words: one of any length takes no room from what matters. */
function shortText(text: string): string {
  return markdownText(printable(text, 100));
}

function headingOf({ outcome, exitCode }: Ended): string {
  return exitCode === exitCodes.nothingToDo ? "Nothing to import" : headings[outcome];
}

function sentencesSection(sentences: readonly string[]): Omit<Section, "head"> {
  const mark = sentences.length === 1 ? "" : "- ";
  return {
    blocks: sentences.map((sentence) => ({ lines: [`${mark}${markdownText(printable(sentence))}`] })),
    singular: "sentence",
    reserve: 8_000,
  };
}

/** A row for each resource that is news, those that need attention first. */
function resourcesSection(items: readonly PlanItem[], fates: ReadonlyMap<string, AppliedItem>): Section {
  const shown = items.filter((item) => isNews(item) || fates.has(refKey(item.ref)));
  const rows = [...shown.filter(isHeeded), ...shown.filter((item) => !isHeeded(item))].map((item) => [
    shortText(item.resource.displayName),
    markdownCode(item.ref.name),
    resourceTypeOf(item.ref).singular,
    setupActionTexts[item.action].label,
    outcomeWords(item, fates.get(refKey(item.ref))),
    describeFindings(item),
  ]);
  const [headline, ruler, ...lines] = markdownTable(
    ["Resource", "Name", "Type", "Import setup", "Outcome", "Findings"],
    rows,
  );
  const head = headline !== undefined && ruler !== undefined ? ["", headline, ruler] : [];
  return { head, blocks: lines.map((line) => ({ lines: [line] })), singular: "resource", reserve: 8_000 };
}

/** Problems of the target as such: those that the import mends, or leaves. */
function problemsSection(headline: string, problems: readonly Problem[]): Section {
  const blocks = problems.map(({ file, line, message }) => ({
    lines: [`- ${markdownCode(`${file}:${line}`)}: ${markdownText(printable(message, 300))}`],
  }));
  return { head: ["", markdownText(headline), ""], blocks, singular: "problem", reserve: 1_000 };
}

function othersSection(items: readonly PlanItem[], fates: ReadonlyMap<string, AppliedItem>): Section {
  const others = items.filter((item) => !isNews(item) && !fates.has(refKey(item.ref))).length;
  const sentence = `${count(others, "resource")} ${others === 1 ? "is" : "are"} unchanged or skipped.`;
  const blocks = others > 0 ? [{ lines: ["", sentence] }] : [];
  return { head: [], blocks, singular: "sentence", reserve: 200 };
}

function isHeeded({ outcome, findings }: PlanItem): boolean {
  return outcome === "blocked" || findings.some(({ severity }) => severity !== "information");
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

/** Ways out of one finding that are named. */
const shownSteps = 5;

/** A section for each of these severities, with the findings on the import as a whole first. */
function findingSections(
  whole: readonly Finding[],
  items: readonly PlanItem[],
  severities: readonly Severity[],
): Section[] {
  return severities.map((severity) => {
    const blocks = [
      ...whole.filter((finding) => finding.severity === severity).map((finding) => findingBlock(finding, "")),
      ...items.flatMap(({ ref, resource, findings }) =>
        findings
          .filter((finding) => finding.severity === severity && finding.rule !== "unchanged")
          .map((finding) =>
            findingBlock(finding, `**${shortText(resource.displayName)}** (${markdownCode(ref.name)}): `),
          ),
      ),
    ];
    const amount = blocks.reduce((sum, block) => sum + block.amount, 0);
    const head = ["", `### ${severityHeadings[severity]} (${amount.toLocaleString("en")})`, ""];
    return { head, blocks, singular: "finding", reserve: 6_000 };
  });
}

function findingBlock({ message, rule, steps = [], standsFor }: Finding, title: string): Required<Block> {
  const lines = [
    `- ${title}${markdownText(message)} (${markdownText(rule)})`,
    ...steps.slice(0, shownSteps).map((step) => `  - ${markdownText(printable(describeStep(step), 300))}`),
  ];
  return { lines, amount: standsFor ?? 1 };
}

/** Changes of one resource that are listed before the rest is counted. */
const shownChanges = 100;

/** What changes, resource by resource, each folded. */
function changesSection(items: readonly PlanItem[]): Section {
  const changed = items.filter(({ changes }) => changes.length > 0);
  const blocks = changed.map(({ ref, resource, changes }) => {
    const hidden = changes.length - shownChanges;
    return {
      lines: [
        "",
        "<details>",
        `<summary>${shortText(resource.displayName)} (${markdownText(ref.name)}): ${count(changes.length, "change")}</summary>`,
        "",
        ...markdownBlock(
          changes.slice(0, shownChanges).map((change) => printable(describeChange(change), 500)),
          "diff",
        ),
        ...(hidden > 0 ? ["", `And ${count(hidden, "more change")}.`] : []),
        "",
        "</details>",
      ],
    };
  });
  return { head: ["", "### Changes"], blocks, singular: "resource", reserve: 3_000 };
}
