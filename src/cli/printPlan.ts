import { describeChange } from "../core/compare/describeChange";
import type { AppliedItem } from "../core/apply/applyResult";
import type { Problem } from "../core/environment/environment";
import { whoChanged } from "../core/import/base";
import { describeStep } from "../core/import/describeStep";
import { countFindings, type Finding, type Severity } from "../core/import/finding";
import { summarizePlan, type ImportPlan, type PlanItem } from "../core/import/importPlan";
import { setupActionTexts } from "../core/import/setupAction";
import { count } from "../core/text";
import { printLine, type Io } from "./io";
import { stepCommand } from "./stepCommand";
import { colorsFor, labelCell, printTable } from "./style";

/** How an import ended, as `--json` says it. */
export type ImportOutcome = "imported" | "partial" | "refused" | "dry-run";

/** Changes of one resource that are shown line by line before the rest is counted. */
const shownChanges = 12;

/** What `import --json` prints; with what became of each resource that was to be written, once that was tried. */
export function planToJson(
  plan: ImportPlan,
  outcome: ImportOutcome,
  items: readonly AppliedItem[] = [],
): object {
  const fates = new Map(items.map((fate) => [fate.item, fate]));
  return {
    applied: outcome === "imported" || outcome === "partial",
    outcome,
    environment: plan.environment.name,
    findings: plan.findings.map(findingToJson),
    resources: plan.items.map((item) => toJson(item, fates.get(item))),
    preexisting: plan.preexisting,
    mended: plan.mended,
  };
}

function toJson({ ref, action, outcome, changes, findings, base }: PlanItem, fate?: AppliedItem): unknown {
  const told = whoChanged(ref, base, changes);
  return {
    type: ref.type,
    name: ref.name,
    action,
    outcome,
    ...(fate && { applied: fate.state, ...("reason" in fate && { reason: fate.reason }) }),
    // Who changed what since the last import, where there was one.
    changes: base ? told.map(({ change, changedBy }) => ({ ...change, changedBy })) : changes,
    findings: findings.map(findingToJson),
  };
}

function findingToJson(finding: Finding): unknown {
  const { rule, severity, message, places, resolvedBy, steps = [], standsFor } = finding;
  const labelled = steps.map((step) => ({ label: describeStep(step), ...step }));
  return {
    rule,
    severity,
    message,
    places,
    resolvedBy,
    steps: labelled,
    ...(standsFor !== undefined && { standsFor }),
  };
}

/** Prints a plan for people: a row for each resource, then what there is to know of those that aren't plain. */
export function printPlan(plan: ImportPlan, io: Io): void {
  const colors = colorsFor(io.stdout, io.env);
  const paint: Readonly<Record<Severity, (text: string) => string>> = {
    error: colors.red,
    removal: colors.magenta,
    warning: colors.yellow,
    information: colors.dim,
  };
  const print = (line = ""): void => printLine(io.stdout, line);
  const printFinding = ({ severity, message, rule, steps = [] }: Finding): void => {
    print(`  ${paint[severity](severity)}: ${message} ${colors.dim(`(${rule})`)}`);
    for (const step of steps) {
      const command = stepCommand(step, plan.environment.name);
      print(`    → ${describeStep(step)}${command === undefined ? "" : `: ${command}`}`);
    }
  };

  print(`${colors.bold(plan.package.manifest.name)} → ${colors.bold(plan.environment.displayName)}`);
  print();
  const headline = ["Resource", "Name", "Type", "Setup", "Outcome", "Findings"];
  const rows = plan.items.map((item) => [
    labelCell(item.resource.displayName),
    item.ref.name,
    item.ref.type,
    setupActionTexts[item.action].label,
    item.outcome === "blocked" ? colors.red(item.outcome) : item.outcome,
    describeFindings(item),
  ]);
  printTable(io.stdout, headline.map(colors.bold), rows);

  plan.findings.forEach((finding, index) => {
    if (index === 0) {
      print();
    }
    printFinding(finding);
  });
  for (const item of plan.items) {
    const findings = item.findings.filter((finding) => finding.rule !== "unchanged");
    if (findings.length === 0 && item.changes.length === 0) {
      continue;
    }
    print();
    print(`${colors.bold(item.resource.displayName)} (${item.ref.name}): ${item.outcome}`);
    findings.forEach(printFinding);
    item.changes.slice(0, shownChanges).forEach((change) => print(`  ${describeChange(change)}`));
    if (item.changes.length > shownChanges) {
      print(`  and ${count(item.changes.length - shownChanges, "more change", "more changes")}`);
    }
  }
  const printProblems = (headline: string, problems: readonly Problem[]): void => {
    if (problems.length > 0) {
      print();
      print(headline);
      problems.forEach(({ file, line, column, message }) => print(`  ${file}:${line}:${column}: ${message}`));
    }
  };
  printProblems(mendedHeadline(plan), plan.mended);
  printProblems(preexistingHeadline(plan), plan.preexisting);
  print();
  print(describeSummary(plan));
}

/** "1 error, 2 warnings"; empty when there is nothing to heed. */
export function describeFindings({ findings }: PlanItem): string {
  const counted = (severity: Severity, singular: string): string | false => {
    const n = countFindings(findings, severity);
    return n > 0 && count(n, singular);
  };
  const words = [
    counted("error", "error"),
    counted("removal", "removal"),
    counted("warning", "warning"),
  ].filter(Boolean);
  return words.join(", ");
}

/** One sentence that counts what is planned and what was found. */
export function describeSummary(plan: ImportPlan): string {
  const { outcomes, findings } = summarizePlan(plan);
  return `${outcomes.create} to create, ${outcomes.update} to update, ${outcomes.unchanged} unchanged, ${outcomes.skip} skipped, ${outcomes.blocked} blocked; ${count(findings.error, "error")}, ${count(findings.removal, "removal")}, ${count(findings.warning, "warning")}.`;
}

/** "The import mends 1 problem that Production had before:" */
export function mendedHeadline({ mended, environment }: ImportPlan): string {
  return `The import mends ${count(mended.length, "problem")} that ${environment.displayName} had before:`;
}

/** "Production had 2 problems before, which the import leaves as they are:" */
export function preexistingHeadline({ preexisting, environment }: ImportPlan): string {
  const n = preexisting.length;
  return `${environment.displayName} had ${count(n, "problem")} before, which the import leaves as ${n === 1 ? "it is" : "they are"}:`;
}
