import { canonicalHash, reliedOnHash } from "../environment/canonicalHash";
import type { Environment } from "../environment/environment";
import { unreadableFolders } from "../environment/unreadableFolders";
import { defaultSetupAction, type SetupAction } from "../import/setupAction";
import { findLosses } from "../environment/findLosses";
import { buildPackage, type PackageItem, type PackingProgress } from "../package/buildPackage";
import type { Manifest, Requirement } from "../package/manifest";
import { packageLimits } from "../package/packageLimits";
import { giveWay, type Codec, type Pacer, type Platform } from "../ports";
import { refKey, resourceTypeOf } from "../resources/registry";
import { RefSet } from "../resources/refSet";
import type { Definition, ResourceRef } from "../resources/resourceType";
import { failures, success, type Result } from "../result";
import { originMissing } from "../checks/checkOrigins";
import { Spellings } from "../spelling";
import { isPortable, portableReferences } from "./relatedResources";

export interface ExportRequest {
  readonly selected: readonly ResourceRef[];
  /** Related resources to take along, of those that `findRelatedResources` names. */
  readonly related: readonly ResourceRef[];
  readonly name: string;
  readonly version?: string;
  readonly description?: string;
  /** The default action of a resource on import; Merge where nothing is said. */
  readonly setupOf?: (ref: ResourceRef) => SetupAction | undefined;
  readonly noteOf?: (ref: ResourceRef) => string | undefined;
}

export interface ExportProblem {
  readonly code: "unknown" | "broken" | "unreadable" | "nothing-to-move" | "too-large" | "inexact";
  readonly ref?: ResourceRef;
  readonly message: string;
}

export interface ExportedPackage {
  readonly bytes: Uint8Array;
  readonly manifest: Manifest;
}

/** Everything of an environment that can travel, in its order. */
export function portableResources(environment: Environment): ResourceRef[] {
  return environment.resources.map((resource) => resource.ref).filter((ref) => isPortable(environment, ref));
}

/** Why resources can't be exported: one problem for each that the environment lacks, is broken in or has nothing to move of. */
export function checkSelection(environment: Environment, selected: readonly ResourceRef[]): ExportProblem[] {
  const byType = new Map<ResourceRef["type"], Spellings>();
  const spellings = (type: ResourceRef["type"]): Spellings => {
    const known = byType.get(type) ?? new Spellings(environment.ofType(type).map(({ ref }) => ref.name));
    byType.set(type, known);
    return known;
  };
  return selected.flatMap((ref): ExportProblem[] => {
    const { singular } = resourceTypeOf(ref);
    if (environment.brokenResource(ref)) {
      const reason = environment.brokenResource(ref)?.problems[0]?.message ?? "";
      return [
        {
          code: "broken",
          ref,
          message: `The ${singular} ${ref.name} can't be exported, its file is broken: ${reason}`,
        },
      ];
    }
    if (!environment.find(ref)) {
      return [
        {
          code: "unknown",
          ref,
          message: `The environment "${environment.name}" has no ${singular} named ${ref.name}.${spellings(ref.type).hint(ref.name)}`,
        },
      ];
    }
    if (!isPortable(environment, ref)) {
      const isOpen = environment.resource(ref)?.issues.some(({ code }) => code === originMissing);
      const why = isOpen
        ? `has no part that says "origin": "custom"`
        : ref.type === "entity"
          ? "is a standard entity without customizations"
          : `is a standard ${singular}`;
      return [{ code: "nothing-to-move", ref, message: `${ref.name} ${why}, so it has nothing to move.` }];
    }
    return [];
  });
}

function checkFolders(environment: Environment): ExportProblem[] {
  return unreadableFolders(environment).map(({ file, message }) => ({
    code: "unreadable",
    message: `${environment.displayName} can't be exported from: ${file}: ${message}`,
  }));
}

/**
 * Builds the package of some resources of an environment. Fails with the problems of the selection; nothing is written anywhere.
 * Rejects only when the pacer's job is cancelled.
 */
export async function exportPackage(
  environment: Environment,
  request: ExportRequest,
  origin: { readonly createdAt: Date; readonly generator: string },
  platform: Platform,
  onProgress?: (progress: PackingProgress) => void,
): Promise<Result<ExportedPackage, ExportProblem>> {
  await giveWay(platform.pacer);
  const refs = uniqueRefs([...request.selected, ...request.related]);
  const problems = [...checkFolders(environment), ...checkSelection(environment, refs)];
  if (refs.length === 0) {
    problems.push({
      code: "nothing-to-move",
      message: "Nothing is selected, so there is nothing to export.",
    });
  }
  if (refs.length >= packageLimits.files) {
    problems.push({
      code: "too-large",
      message: `${refs.length.toLocaleString("en")} resources are too many for one package; export at most ${(packageLimits.files - 1).toLocaleString("en")} at a time.`,
    });
  }
  if (problems.length > 0) {
    return failures(problems);
  }

  const packed = new Set(refs.map(refKey));
  const relatedKeys = new Set(request.related.map(refKey));
  const requirements = new RequirementFinder(environment, packed, platform.codec);
  const items: PackageItem[] = [];
  for (const ref of refs) {
    const definition = environment.find(ref);
    const portable = definition && resourceTypeOf(ref).portable(definition);
    if (!portable) {
      throw new Error(`${refKey(ref)} passed the check but can't travel`);
    }
    items.push({
      ref,
      definition: portable,
      setup: request.setupOf?.(ref) ?? defaultSetupAction,
      note: request.noteOf?.(ref),
      related: relatedKeys.has(refKey(ref)),
      requires: await requirements.of(ref),
    });
    if (platform.pacer.isDue()) {
      await platform.pacer.pause();
    }
  }
  const header = {
    name: request.name,
    version: request.version,
    description: request.description,
    createdAt: origin.createdAt,
    generator: origin.generator,
    source: { name: environment.name, displayName: environment.displayName },
  };
  const built = await buildPackage(header, items, platform, onProgress);
  if (!built.ok) {
    return failures(built.problems.map(({ message }) => ({ code: "too-large", message })));
  }
  const inexact = await findInexact(environment, built.value.manifest, platform.pacer);
  return inexact.length > 0 ? failures(inexact) : success(built.value);
}

/**
 * The resources whose files say something that their definitions in the package don't. A file with the very bytes that went
 * into the package can't be one of them, so that usually none has to be looked at.
 */
async function findInexact(
  environment: Environment,
  manifest: Manifest,
  pacer: Pacer,
): Promise<ExportProblem[]> {
  const suspects = new Map<string, ResourceRef>();
  for (const packed of manifest.resources) {
    const resource = environment.resource(packed);
    if (resource && resource.sha256 !== packed.sha256) {
      suspects.set(resource.file, resource.ref);
    }
  }
  const losses = await findLosses(environment, [...suspects.keys()], pacer);
  return [...losses].map(([file, loss]) => ({
    code: "inexact",
    ref: suspects.get(file),
    message: `${file} can't be exported without losing something: it ${loss}.`,
  }));
}

function uniqueRefs(refs: readonly ResourceRef[]): ResourceRef[] {
  return [...new Map(refs.map((ref) => [refKey(ref), ref])).values()];
}

type Hashes = Pick<Requirement, "sha256" | "reliedOnSha256">;

/** Finds what resources need, and hashes what of it stays behind. */
class RequirementFinder {
  private readonly hashes = new Map<string, Hashes>();

  constructor(
    private readonly environment: Environment,
    private readonly packed: ReadonlySet<string>,
    private readonly codec: Codec,
  ) {}

  async of(ref: ResourceRef): Promise<Requirement[]> {
    const seen = new RefSet();
    const needed: ResourceRef[] = [];
    for (const { to } of portableReferences(this.environment, ref)) {
      if (seen.add(to)) {
        needed.push(to);
      }
    }
    const requirements: Requirement[] = [];
    for (const to of needed) {
      if (refKey(to) === refKey(ref)) {
        continue;
      }
      const hashes = this.packed.has(refKey(to)) ? {} : await this.hashesOf(to);
      requirements.push({ type: to.type, name: to.name, ...hashes });
    }
    return requirements;
  }

  /** Of the canonical bytes of a whole definition, and of what is relied on in it; nothing when the source doesn't have it either. */
  private async hashesOf(ref: ResourceRef): Promise<Hashes> {
    const key = refKey(ref);
    const known = this.hashes.get(key);
    if (known) {
      return known;
    }
    const definition = this.environment.find(ref);
    const hashes = definition ? await hashesOfDefinition(this.codec, ref.type, definition) : {};
    this.hashes.set(key, hashes);
    return hashes;
  }
}

async function hashesOfDefinition(
  codec: Codec,
  type: ResourceRef["type"],
  definition: Definition,
): Promise<Hashes> {
  const reliedOnSha256 = await reliedOnHash(codec, type, definition);
  return {
    sha256: await canonicalHash(codec, type, definition),
    ...(reliedOnSha256 !== undefined && { reliedOnSha256 }),
  };
}
