import { canonicalHash } from "../environment/canonicalHash";
import type { Environment } from "../environment/environment";
import { sameJson } from "../json/sameJson";
import { giveWay, type Platform } from "../ports";
import { refKey } from "../resources/registry";
import { compareText } from "../text";
import type { ImportPlan, PlannedOutcome } from "./importPlan";
import {
  buildPlanFile,
  type PlanFile,
  type PlannedFile,
  type PlannedFinding,
  type PlannedResource,
} from "./planFile";

/**
 * What moved since a plan was written, a whole sentence each: nothing when importing now does exactly what was decided. `plan` is made with the
 * actions of the file, from `target` as it is now, loaded with a codec. Rejects only when the pacer's job is cancelled.
 */
export async function compareWithPlanFile(
  planFile: PlanFile,
  plan: ImportPlan,
  target: Environment,
  packageSha256: string,
  platform: Platform,
): Promise<string[]> {
  const { generator, consent } = planFile;
  const header = { packageSha256, allowsRemovals: consent.removals, generator };
  const now = await buildPlanFile(plan, target, header, platform);
  if (planFile.environment.name !== now.environment.name) {
    // All else would differ as well.
    return [`The plan is for ${planFile.environment.name}, not for ${now.environment.name}.`];
  }
  if (planFile.package.name !== now.package.name) {
    return [`The plan is for the package ${nameOf(planFile.package)}, not for ${nameOf(now.package)}.`];
  }
  return [
    ...comparePackage(planFile, now),
    ...(await compareFiles(planFile, now, target, platform)),
    ...compareFindings("The import as a whole", planFile.findings, now.findings),
    ...compareResources(planFile, now),
  ];
}

function comparePackage({ package: before }: PlanFile, { package: now }: PlanFile): string[] {
  return before.sha256 === now.sha256
    ? []
    : [`The package is another file than the one that the plan was made for, ${nameOf(before)}.`];
}

function nameOf({ name, version }: PlanFile["package"]): string {
  return version === undefined ? name : `${name} ${version}`;
}

async function compareFiles(
  before: PlanFile,
  now: PlanFile,
  target: Environment,
  { codec, pacer }: Platform,
): Promise<string[]> {
  const loaded = new Map(target.resources.map((resource) => [resource.file, resource]));
  const broken = new Set(target.broken.map(({ file }) => file));
  const known = new Set(before.files.map(({ file }) => file));
  const present = new Map(now.files.map(({ file, sha256 }) => [file, sha256]));
  const sentenceFor = async ({ file, sha256 }: PlannedFile): Promise<string | undefined> => {
    const resource = loaded.get(file);
    if (sha256 === undefined) {
      return resource || broken.has(file) ? `${file} has been created since the plan was made.` : undefined;
    }
    if (!resource && !broken.has(file)) {
      return `${file} has been removed since the plan was made.`;
    }
    // Plans of earlier versions have the hash of the file's bytes.
    const isSame =
      resource &&
      (resource.sha256 === sha256 ||
        (present.get(file) ?? (await canonicalHash(codec, resource.ref.type, resource.definition))) ===
          sha256);
    return isSame ? undefined : `${file} was changed since the plan was made.`;
  };
  const sentences: string[] = [];
  for (const file of before.files) {
    const sentence = await sentenceFor(file);
    if (sentence !== undefined) {
      sentences.push(sentence);
    }
    await giveWay(pacer);
  }
  const added = now.files
    .filter(({ file }) => !known.has(file))
    .map(({ file }) => `The import builds on ${file} now, which the plan doesn't know.`);
  return [...sentences, ...added];
}

function compareResources(before: PlanFile, now: PlanFile): string[] {
  const planned = new Map(before.resources.map((resource) => [refKey(resource), resource]));
  const present = new Set(now.resources.map(refKey));
  const gone = before.resources
    .filter((resource) => !present.has(refKey(resource)))
    .map((resource) => `${titleOf(resource)} isn't in the package any more.`);
  const others = now.resources.flatMap((resource) => {
    const known = planned.get(refKey(resource));
    return known
      ? compareResource(known, resource)
      : [`${titleOf(resource)} is in the package, but not in the plan.`];
  });
  return [...gone, ...others];
}

const outcomeWords: Readonly<Record<PlannedOutcome, string>> = {
  create: "created",
  update: "updated",
  unchanged: "left unchanged",
  skip: "skipped",
  blocked: "blocked",
};

function compareResource(before: PlannedResource, now: PlannedResource): string[] {
  const title = titleOf(now);
  const sentences: string[] = [];
  if (before.outcome !== now.outcome) {
    sentences.push(
      `${title} would be ${outcomeWords[now.outcome]} now, where the plan says ${outcomeWords[before.outcome]}.`,
    );
  } else if (
    before.result !== now.result ||
    before.file !== now.file ||
    !sameJson(before.changes, now.changes)
  ) {
    sentences.push(`What would change in ${title} isn't what the plan says.`);
  }
  return [...sentences, ...compareFindings(title, before.findings, now.findings)];
}

/** Findings that came or went; their order says nothing. */
function compareFindings(
  title: string,
  before: readonly PlannedFinding[],
  now: readonly PlannedFinding[],
): string[] {
  const keys = (findings: readonly PlannedFinding[]): Set<string> =>
    new Set(findings.map(({ rule, severity, message }) => JSON.stringify([rule, severity, message])));
  const [known, present] = [keys(before), keys(now)];
  const beyond = (findings: readonly PlannedFinding[], others: ReadonlySet<string>): PlannedFinding[] =>
    findings
      .filter(({ rule, severity, message }) => !others.has(JSON.stringify([rule, severity, message])))
      .sort((one, other) => compareText(one.rule, other.rule));
  return [
    ...beyond(now, known).map(
      ({ rule, severity, message }) =>
        `${title} has a ${severity} that isn't in the plan (${rule}): ${message}`,
    ),
    ...beyond(before, present).map(
      ({ rule, severity, message }) =>
        `${title} doesn't have a ${severity} any more that is in the plan (${rule}): ${message}`,
    ),
  ];
}

/** "Project (con_Project)" */
function titleOf({ displayName, name }: PlannedResource): string {
  return `${displayName} (${name})`;
}
