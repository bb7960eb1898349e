import type { Environment, LoadedResource } from "../environment/environment";
import type { ImportHistory, LastImport } from "../history/importHistory";
import type { Package } from "../package/package";
import { groupBy } from "./groupBy";
import { refKey } from "../resources/registry";
import type { ResourceRef } from "../resources/resourceType";
import { foldLabel } from "../visibleText";

/** A resource that the target has from an earlier import, and that a package of the same source hasn't. */
export interface ResourceGivenUp extends LastImport {
  readonly loaded: LoadedResource;
}

/**
 * The custom resources that the target has since an import of a package from the same source environment, and that this
 * package hasn't: the source may have given them up, or they were just not selected.
 */
export function resourcesGivenUp(
  { manifest, resources }: Package,
  target: Environment,
  history: ImportHistory,
): ResourceGivenUp[] {
  if (history.records.length === 0) {
    return [];
  }
  const packed = new Set(resources.map(({ ref }) => refKey(ref)));
  return target.resources.flatMap((loaded) => {
    if (loaded.definition.kind !== "custom" || packed.has(refKey(loaded.ref))) {
      return [];
    }
    const last = history.lastImportOf(loaded.ref);
    return last?.record.package.source.name === manifest.source.name ? [{ ...last, loaded }] : [];
  });
}

/**
 * What resources of a package that the target lacks, and never had from an import, look renamed from, by their `refKey`: one of the same type
 * and label that it has from one, and that the package hasn't.
 */
export function findRenames(
  pkg: Package,
  target: Environment,
  history: ImportHistory,
): ReadonlyMap<string, ResourceGivenUp> {
  const renames = new Map<string, ResourceGivenUp>();
  const coming = pkg.resources.filter(
    ({ ref }) => !target.resource(ref) && !target.brokenResource(ref) && !history.lastImportOf(ref),
  );
  if (coming.length === 0) {
    return renames;
  }
  const byLikeness = groupBy(resourcesGivenUp(pkg, target, history).reverse(), ({ loaded, resource }) =>
    likenessKey(loaded.ref, resource.displayName),
  );
  for (const { ref, displayName } of coming) {
    const from = byLikeness.get(likenessKey(ref, displayName))?.pop();
    if (from) {
      renames.set(refKey(ref), from);
    }
  }
  return renames;
}

function likenessKey({ type }: ResourceRef, label: string): string {
  return `${type} ${foldLabel(label)}`;
}
