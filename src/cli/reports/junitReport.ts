import type { AppliedItem } from "../../core/apply/applyResult";
import { describeChange } from "../../core/compare/describeChange";
import type { Finding } from "../../core/import/finding";
import type { PlanItem } from "../../core/import/importPlan";
import { refKey } from "../../core/resources/registry";
import { exitCodes, type CommandFailure } from "../io";
import { fatesOf, outcomeWords } from "./fate";
import type { ImportReport } from "./importReport";
import { refusalFindings } from "./jsonReport";
import { element, xmlDocument, type XmlElement } from "./xml";

/** The form in which CI systems read results of tests: https://github.com/testmoapp/junitxml */

/** One `testcase`. Without a failure and not skipped it counts as passed. */
interface TestCase {
  readonly className: string;
  readonly name: string;
  readonly failure: Failure | undefined;
  /** Why it wasn't run. */
  readonly skipped: string | undefined;
  readonly output: readonly string[];
}

interface Failure {
  /** The code of the rule, or another word for what sort of failure it is. */
  readonly type: string;
  readonly messages: readonly string[];
}

/** A suite for the import, with a case for each resource, and one for the import as a whole where there is something to say of it. */
export function junitReport({ plan, ended }: ImportReport): string {
  const { name, version } = plan.package.manifest;
  const fates = fatesOf(ended);
  const isConsented = ended.exitCode !== exitCodes.refused;
  const cases = plan.items.map((item) => caseOf(item, fates.get(refKey(item.ref)), isConsented));
  const isGood = ended.exitCode === exitCodes.done || ended.exitCode === exitCodes.nothingToDo;
  const errors = plan.findings.filter(isError);
  const output = plan.findings.filter((finding) => !isError(finding)).map(findingLine);
  const wholeFailure: Failure | undefined =
    errors.length > 0
      ? failureOf(errors)
      : isGood || (!ended.moved && cases.some(({ failure }) => failure))
        ? undefined
        : { type: ended.moved ? "plan-moved" : ended.outcome, messages: ended.sentences };
  const whole: TestCase = {
    className: "import",
    name: "import as a whole",
    failure: wholeFailure,
    skipped: undefined,
    output,
  };
  return documentOf(
    `${name} into ${plan.environment.displayName}`,
    [
      ["package", name],
      ...(version === undefined ? [] : [["version", version] as const]),
      ["environment", plan.environment.name],
      ["outcome", ended.outcome],
    ],
    wholeFailure || output.length > 0 ? [whole, ...cases] : cases,
  );
}

export function junitOfRefusal(refusal: CommandFailure): string {
  const cases = refusalFindings(refusal).map(({ rule, message }): TestCase => ({
    className: "import",
    name: rule,
    failure: { type: rule, messages: [message] },
    skipped: undefined,
    output: [],
  }));
  return documentOf("import", [["outcome", "refused"]], cases);
}

function caseOf(item: PlanItem, fate: AppliedItem | undefined, isConsented: boolean): TestCase {
  const { ref, resource, outcome, findings, changes } = item;
  const isFailure = ({ severity }: Finding): boolean =>
    severity === "error" || (severity === "removal" && !isConsented);
  const failing = findings.filter(isFailure);
  return {
    className: ref.type,
    name: `${resource.displayName} (${ref.name})`,
    failure: failureOfFate(fate) ?? (failing.length > 0 ? failureOf(failing) : undefined),
    skipped: whySkipped(item, fate),
    output: [
      `${outcomeWords(item, fate)}${outcome === "skip" ? "" : ` (${item.action})`}`,
      ...findings.filter((finding) => !isFailure(finding) && finding.rule !== "unchanged").map(findingLine),
      ...changes.map(describeChange),
    ],
  };
}

function failureOfFate(fate: AppliedItem | undefined): Failure | undefined {
  return fate?.state === "failed" || fate?.state === "left-changed"
    ? { type: fate.state, messages: [fate.reason] }
    : undefined;
}

function whySkipped({ outcome }: PlanItem, fate: AppliedItem | undefined): string | undefined {
  if (fate?.state === "not-attempted" || fate?.state === "put-back") {
    return fate.reason;
  }
  return outcome === "skip" ? "Left alone, as chosen." : undefined;
}

function isError({ severity }: Finding): boolean {
  return severity === "error";
}

function failureOf(findings: readonly Finding[]): Failure {
  return { type: findings[0]?.rule ?? "error", messages: findings.map(findingLine) };
}

function findingLine({ severity, message, rule }: Finding): string {
  return `${severity}: ${message} (${rule})`;
}

function documentOf(
  suiteName: string,
  properties: readonly (readonly [string, string])[],
  cases: readonly TestCase[],
): string {
  const totals = {
    tests: `${cases.length}`,
    failures: `${cases.filter(({ failure }) => failure).length}`,
    errors: "0",
    skipped: `${cases.filter(({ failure, skipped }) => !failure && skipped !== undefined).length}`,
  };
  const suite = element("testsuite", { name: suiteName, ...totals }, [
    element(
      "properties",
      {},
      properties.map(([name, value]) => element("property", { name, value })),
    ),
    ...cases.map(caseElement),
  ]);
  return xmlDocument(element("testsuites", { name: "envferry import", ...totals }, [suite]));
}

function caseElement({ className, name, failure, skipped, output }: TestCase): XmlElement {
  const content = [
    failure &&
      element(
        "failure",
        { type: failure.type, message: failure.messages[0] ?? "" },
        failure.messages.join("\n"),
      ),
    !failure && skipped !== undefined && element("skipped", { message: skipped }),
    output.length > 0 && element("system-out", {}, output.join("\n")),
  ].filter((child) => typeof child === "object");
  return element("testcase", { classname: className, name }, content);
}
