import type * as z from "zod";
import type { Change } from "../compare/compare";
import { canonicalHash } from "../environment/canonicalHash";
import type { Environment, LoadedResource } from "../environment/environment";
import { canonicalJson } from "../json/canonicalJson";
import { readJson } from "../json/readJson";
import { wordIssue } from "../json/wordIssue";
import { label, name } from "../model/names";
import { giveWay, type Platform } from "../ports";
import { refKey, resourceTypeOf } from "../resources/registry";
import { resourceTypeIds } from "../resources/resourceType";
import { failure, success, type Result } from "../result";
import {
  anything,
  exactly,
  explain,
  flag,
  isObject,
  listOf,
  oneOf,
  optional,
  shape,
  text,
  type Checked,
} from "../schema/checked";
import { compareText } from "../text";
import { severities, type Finding } from "./finding";
import type { ImportPlan, PlanItem } from "./importPlan";
import { setupActions } from "./setupAction";

/** A reviewed decision as a file: what was looked at, what was chosen and what is to come of it. */

export const planFileVersion = 1;

/** Tells a plan from other JSON files that have a format version. */
const planFileKind = "envferry-import-plan";

const sha256 = text({ pattern: /^[0-9a-f]{64}$/, be: "a SHA-256 in 64 lower-case hexadecimal digits" });

const plannedFile = shape({
  /** Path below the workspace folder. */
  file: label,
  /** Of the definition when the plan was made, in the form that Envferry writes, so that line ends don't matter; left out where there was no file. */
  sha256: optional(sha256),
});

const plannedFinding = shape({ rule: label, severity: oneOf(severities), message: label });

const plannedChange = shape({
  kind: oneOf(["added", "removed", "updated", "reordered"]),
  part: oneOf(["field", "key", "entry", "translation", "property"]),
  path: listOf(anything() as Checked<z.ZodType<string | number>>),
  before: optional(anything()),
  after: optional(anything()),
});

const plannedResource = shape({
  type: oneOf(resourceTypeIds),
  name,
  displayName: label,
  action: oneOf(setupActions),
  outcome: oneOf(["create", "update", "unchanged", "skip", "blocked"]),
  file: label,
  /** Of the bytes that the import writes; left out where it writes none. */
  result: optional(sha256),
  changes: listOf(plannedChange),
  findings: listOf(plannedFinding),
});

/** What `envferry import --plan-out` writes. It tells no time, so that the same decision gives the same bytes. */
export const planFileShape = shape({
  kind: exactly(planFileKind),
  formatVersion: exactly(planFileVersion),
  /** `envferry/<version>` */
  generator: label,
  package: shape({
    name: label,
    version: optional(text()),
    /** Of the package's file. */
    sha256,
  }),
  environment: shape({ name: label, displayName: label }),
  consent: shape({
    /** Whether everything may go that the plan removes. */
    removals: flag(),
  }),
  /** The target's files that are written or needed, by path. */
  files: listOf(plannedFile),
  /** What is accepted of the import as a whole. */
  findings: listOf(plannedFinding),
  resources: listOf(plannedResource),
});

export type PlanFile = z.infer<typeof planFileShape.schema>;
export type PlannedFile = z.infer<typeof plannedFile.schema>;
export type PlannedFinding = z.infer<typeof plannedFinding.schema>;
export type PlannedResource = z.infer<typeof plannedResource.schema>;

/** What goes into a plan's file besides the plan. */
export interface PlanFileHeader {
  /** SHA-256 of the package's file. */
  readonly packageSha256: string;
  readonly allowsRemovals: boolean;
  /** `envferry/<version>` */
  readonly generator: string;
}

/**
 * A plan as its file holds it. `target` must be the environment that the plan was made from, loaded with a codec. Rejects only
 * when the pacer's job is cancelled.
 */
export async function buildPlanFile(
  plan: ImportPlan,
  target: Environment,
  { packageSha256, allowsRemovals, generator }: PlanFileHeader,
  platform: Platform,
): Promise<PlanFile> {
  const { name: packageName, version } = plan.package.manifest;
  const resources: PlannedResource[] = [];
  for (const item of plan.items) {
    resources.push(await describeItem(item, platform));
    await giveWay(platform.pacer);
  }
  return {
    kind: planFileKind,
    formatVersion: planFileVersion,
    generator,
    package: { name: packageName, ...(version !== undefined && { version }), sha256: packageSha256 },
    environment: { ...plan.environment },
    consent: { removals: allowsRemovals },
    files: await filesBuiltOn(plan, target, platform),
    findings: accepted(plan.findings),
    resources,
  };
}

export function planFileBytes(planFile: PlanFile): Uint8Array {
  return canonicalJson(planFileShape, planFile);
}

/** Reads the file of a plan. Fails with one sentence that says why it can't be used. */
export function parsePlanFile(bytes: Uint8Array): Result<PlanFile, string> {
  const json = readJson(bytes);
  if (!json.ok) {
    const [{ message, position }] = json.problems as readonly [(typeof json.problems)[number]];
    return failure(`It is not a plan: ${message.replace(/\.$/, "")} (line ${position.line}).`);
  }
  if (!isObject(json.value) || json.value["kind"] !== planFileKind) {
    return failure("It is not a plan of an import, as --plan-out writes it.");
  }
  const version = json.value["formatVersion"];
  if (typeof version === "number" && version > planFileVersion) {
    return failure(
      `It has format version ${version}, and this Envferry reads up to ${planFileVersion}; update Envferry, or make the plan again.`,
    );
  }
  const [issue] = explain(planFileShape, json.value);
  if (issue) {
    return failure(`The plan is damaged: ${wordIssue(issue.path, issue.message)}`);
  }
  const planFile = json.value as PlanFile;
  const contradiction = findContradiction(planFile);
  return contradiction === undefined ? success(planFile) : failure(`The plan is damaged: ${contradiction}.`);
}

/** Why a plan of the right form is none that was ever written, as words that begin a sentence's second half. */
function findContradiction({ resources, files, findings, consent }: PlanFile): string | undefined {
  const twice = firstTwice(resources.map(refKey)) ?? firstTwice(files.map(({ file }) => file));
  if (twice !== undefined) {
    return `it lists ${twice} twice`;
  }
  const all = [...findings, ...resources.flatMap((resource) => resource.findings)];
  if (all.some(({ severity }) => severity === "error")) {
    return "it has errors, which keep a plan from being written";
  }
  return all.some(({ severity }) => severity === "removal") && !consent.removals
    ? "it removes something without consent"
    : undefined;
}

/** The action of each resource of the package as a plan has it; undefined for one that it doesn't know. */
export function actionsOf(planFile: PlanFile): ReadonlyMap<string, PlannedResource["action"]> {
  return new Map(planFile.resources.map((resource) => [refKey(resource), resource.action]));
}

async function describeItem(item: PlanItem, { codec }: Platform): Promise<PlannedResource> {
  return {
    type: item.ref.type,
    name: item.ref.name,
    displayName: item.resource.displayName,
    action: item.action,
    outcome: item.outcome,
    file: item.file,
    ...(isWritten(item) && {
      result: await codec.sha256(canonicalJson(resourceTypeOf(item.ref).shape, item.after)),
    }),
    changes: item.changes.map(describeChange),
    findings: accepted(item.findings),
  };
}

function describeChange({ kind, part, path, before, after }: Change): PlannedResource["changes"][number] {
  return {
    kind,
    part,
    path: [...path],
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
  };
}

/** What whoever decides has to accept; information is for reading only. */
function accepted(findings: readonly Finding[]): PlannedFinding[] {
  return findings
    .filter(({ severity }) => severity !== "information")
    .map(({ rule, severity, message }) => ({ rule, severity, message }));
}

function isWritten({ outcome }: PlanItem): boolean {
  return outcome === "create" || outcome === "update";
}

/** The target's files that a plan writes, and those of what that needs from the target. */
async function filesBuiltOn(
  plan: ImportPlan,
  target: Environment,
  { codec, pacer }: Platform,
): Promise<PlannedFile[]> {
  const files = new Map<string, LoadedResource | undefined>();
  const written = plan.items.filter(isWritten);
  for (const item of written) {
    files.set(item.file, target.resource(item.ref));
  }
  for (const { ref, after } of written) {
    for (const { to } of after ? resourceTypeOf(ref).references(after) : []) {
      const needed = target.resource(to);
      if (needed) {
        files.set(needed.file, needed);
      }
    }
    await giveWay(pacer);
  }
  const planned: PlannedFile[] = [];
  for (const [file, loaded] of [...files].sort(([one], [other]) => compareText(one, other))) {
    const hash = loaded && (await canonicalHash(codec, loaded.ref.type, loaded.definition));
    planned.push({ file, ...(hash !== undefined && { sha256: hash }) });
    await giveWay(pacer);
  }
  return planned;
}

function firstTwice(texts: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return texts.find((one) => seen.size === seen.add(one).size);
}
