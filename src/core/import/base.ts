import type { Change } from "../compare/compare";
import { threeWay, type ThreeWayBase, type ThreeWayChange } from "../compare/threeWay";
import { canonicalHash } from "../environment/canonicalHash";
import type { Environment, LoadedResource } from "../environment/environment";
import type { LastImport } from "../history/importHistory";
import { sameJson } from "../json/sameJson";
import type { Package, PackageResource } from "../package/package";
import { giveWay, type Codec, type Pacer } from "../ports";
import { refKey, resourceTypeOf } from "../resources/registry";
import type { Definition, ResourceRef } from "../resources/resourceType";
import { partsGivenUp, type GivenUp } from "./partsGivenUp";
import type { TargetConditions } from "./targetConditions";

/** What the last import that concerned a resource left of it, what its package had, and what became of both since. */
export interface Base extends LastImport {
  /** The definition that it left; undefined where the target was changed since and nobody kept what was there. */
  readonly definition: Definition | undefined;
  /** The definition that its package had: of a standard resource the customizations. Undefined where nobody kept that. */
  readonly packaged: Definition | undefined;
  /** Whether its package came from the same environment: else nothing can be told of what that source changed since. */
  readonly isSameSource: boolean;
  /** Whether the package brings another definition than the last one did. */
  readonly isChangedInPackage: boolean;
  /**
   * Whether the target's definition isn't what the import left, as far as that can be told. A file that is only laid out differently isn't
   * changed. False for a resource that the target doesn't have any more.
   */
  readonly isChangedInTarget: boolean;
  /** What the target has and this package hasn't, as far as the source may have given it up since. */
  readonly givenUp: GivenUp;
}

/** A resource of the package that was imported before. */
interface Concerned {
  readonly resource: PackageResource;
  readonly last: LastImport;
  readonly current: LoadedResource | undefined;
  /** Whether the target has what the import left; undefined where that isn't known. */
  readonly isAsLeft: boolean | undefined;
}

/**
 * Finds what earlier imports left of a package's resources, by `refKey`. What can't be told from the target and the package alone is asked
 * for once, for all resources together. Rejects when the pacer's job is cancelled.
 */
export async function findBases(
  pkg: Package,
  target: Environment,
  conditions: TargetConditions,
  pacer: Pacer,
): Promise<ReadonlyMap<string, Base>> {
  const concerned: Concerned[] = [];
  for (const resource of pkg.resources) {
    const found = await concern(resource, target, conditions);
    if (found) {
      concerned.push(found);
    }
    await giveWay(pacer);
  }
  const wanted = concerned.flatMap(wantedOf);
  const kept = wanted.length > 0 ? await conditions.findKept(wanted) : new Map<string, Definition>();
  const bases = new Map<string, Base>();
  for (const one of concerned) {
    bases.set(refKey(one.resource.ref), await baseOf(one, pkg.manifest.source.name, kept, target.codec));
    await giveWay(pacer);
  }
  return bases;
}

async function concern(
  resource: PackageResource,
  target: Environment,
  { history }: TargetConditions,
): Promise<Concerned | undefined> {
  const { ref } = resource;
  const current = target.resource(ref);
  const hashes = await hashesOf(history.importsOf(ref), current, target.codec);
  const last = history.lastImportOf(ref, (sha256) => hashes?.has(sha256) ?? false);
  const left = last?.resource.sha256;
  return last && { resource, last, current, isAsLeft: hashes && left !== undefined && hashes.has(left) };
}

/**
 * The hashes by which imports may know what the target has: of its file, and where none knows that, of its definition as Envferry writes it.
 * Undefined for an environment that was loaded without a codec, and where the target has nothing.
 */
async function hashesOf(
  imports: readonly LastImport[],
  current: LoadedResource | undefined,
  codec: Codec | undefined,
): Promise<ReadonlySet<string> | undefined> {
  if (imports.length === 0 || current?.sha256 === undefined || !codec) {
    return undefined;
  }
  return imports.some(({ resource }) => resource.sha256 === current.sha256)
    ? new Set([current.sha256])
    : new Set([await canonicalHash(codec, current.ref.type, current.definition)]);
}

/** What has to be asked for: what the import left, unless the target still has it, and what its package had, unless this one has it too. */
function wantedOf(one: Concerned): { readonly ref: ResourceRef; readonly sha256: string }[] {
  const { resource, last, isAsLeft } = one;
  if (isAsLeft === undefined) {
    return [];
  }
  const { sha256: left, packageSha256 } = last.resource;
  const hashes = new Set<string>();
  if (!isAsLeft && left !== undefined && left !== resource.sha256) {
    hashes.add(left);
  }
  if (packageSha256 !== resource.sha256 && !(isAsLeft && left === packageSha256)) {
    hashes.add(packageSha256);
  }
  return [...hashes].map((sha256) => ({ ref: resource.ref, sha256 }));
}

async function baseOf(
  { resource, last, current, isAsLeft }: Concerned,
  source: string,
  kept: ReadonlyMap<string, Definition>,
  codec: Codec | undefined,
): Promise<Base> {
  const { sha256: left, packageSha256 } = last.resource;
  const known = (sha256: string | undefined): Definition | undefined =>
    sha256 === undefined ? undefined : sha256 === resource.sha256 ? resource.definition : kept.get(sha256);
  const definition = isAsLeft ? current?.definition : isAsLeft === false ? known(left) : undefined;
  const packaged = known(packageSha256) ?? (await portionOf(resource.ref, definition, packageSha256, codec));
  const isChangedInPackage = resource.sha256 !== packageSha256;
  const isSameSource = last.record.package.source.name === source;
  const base = { ...last, definition, packaged, isSameSource, isChangedInPackage };
  return {
    ...base,
    isChangedInTarget:
      current !== undefined &&
      isAsLeft === false &&
      (definition === undefined || !sameContent(resource.ref, definition, current.definition)),
    // What can't be told to be changed can't be told to be given up either, nor what another source never had.
    givenUp: partsGivenUp(
      resource,
      isAsLeft === undefined || !isSameSource ? undefined : current?.definition,
      base,
    ),
  };
}

/** What travels of a definition, if that is what a package had. */
async function portionOf(
  ref: ResourceRef,
  definition: Definition | undefined,
  packageSha256: string,
  codec: Codec | undefined,
): Promise<Definition | undefined> {
  const portion = definition && resourceTypeOf(ref).portable(definition);
  return portion && codec && (await canonicalHash(codec, ref.type, portion)) === packageSha256
    ? portion
    : undefined;
}

/** Of a standard resource only what developers added counts: the platform changes the rest by itself. */
function sameContent(ref: ResourceRef, one: Definition, other: Definition): boolean {
  if (one.kind !== "standard" || other.kind !== "standard") {
    return sameJson(one, other);
  }
  const type = resourceTypeOf(ref);
  return sameJson(type.portable(one), type.portable(other));
}

/** Who made each change of a resource necessary; nothing where no import concerned it before. */
export function whoChanged(
  ref: ResourceRef,
  base: Base | undefined,
  changes: readonly Change[],
): ThreeWayChange[] {
  return base ? threeWay(resourceTypeOf(ref).layout, threeWayBase(base), changes) : [];
}

function threeWayBase({
  definition,
  packaged,
  isChangedInPackage,
  resource,
}: Omit<Base, "givenUp" | "isSameSource">): ThreeWayBase {
  return { definition, packaged, isChangedInPackage, tookPackage: resource.action !== "add" };
}
