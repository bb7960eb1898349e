import { threeWay, type ThreeWayChange } from "../compare/threeWay";
import type { Change } from "../compare/compare";
import type { Environment, LoadedResource } from "../environment/environment";
import type { LastImport } from "../history/importHistory";
import { sameJson } from "../json/sameJson";
import type { Package, PackageResource } from "../package/package";
import { refKey, resourceTypeOf } from "../resources/registry";
import type { Definition, ResourceRef } from "../resources/resourceType";
import type { TargetConditions } from "./targetConditions";

/** What the last import that concerned a resource left of it, and what became of that since. */
export interface Base extends LastImport {
  /** The definition that it left; undefined where the target was changed since and nobody kept what was there. */
  readonly definition: Definition | undefined;
  /** Whether the package brings another definition than the last one did. */
  readonly isChangedInPackage: boolean;
  /**
   * Whether the target's definition isn't what the import left, as far as that can be told: where `definition` is known, a file that is only
   * laid out differently isn't changed. False for a resource that the target doesn't have any more.
   */
  readonly isChangedInTarget: boolean;
}

/**
 * Finds what earlier imports left of a package's resources, by `refKey`. What isn't what the target has now is asked for once, for all
 * resources together.
 */
export async function findBases(
  pkg: Package,
  target: Environment,
  conditions: TargetConditions,
): Promise<ReadonlyMap<string, Base>> {
  const concerned = pkg.resources.flatMap((resource) => {
    const last = conditions.history.lastImportOf(resource.ref);
    return last ? [{ resource, last, current: target.resource(resource.ref) }] : [];
  });
  const wanted: { readonly ref: ResourceRef; readonly sha256: string }[] = [];
  for (const { resource, last, current } of concerned) {
    const left = last.resource.sha256;
    if (left !== undefined && current?.sha256 !== undefined && current.sha256 !== left) {
      wanted.push({ ref: resource.ref, sha256: left });
    }
  }
  const found = wanted.length > 0 ? await conditions.findLeft(wanted) : new Map<string, Definition>();
  return new Map(
    concerned.map(({ resource, last, current }) => [
      refKey(resource.ref),
      baseOf(resource, last, current, found),
    ]),
  );
}

function baseOf(
  resource: PackageResource,
  last: LastImport,
  current: LoadedResource | undefined,
  found: ReadonlyMap<string, Definition>,
): Base {
  const left = last.resource.sha256;
  // An environment that was loaded without a codec doesn't tell.
  const hash = current?.sha256;
  const isTouched = hash !== undefined && hash !== left;
  const definition =
    hash !== undefined && hash === left
      ? current?.definition
      : left === undefined
        ? undefined
        : found.get(left);
  return {
    ...last,
    definition,
    isChangedInPackage: resource.sha256 !== last.resource.packageSha256,
    isChangedInTarget:
      current !== undefined &&
      isTouched &&
      (definition === undefined || !sameContent(resource.ref, definition, current.definition)),
  };
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
  return base ? threeWay(resourceTypeOf(ref).layout, base, changes) : [];
}
