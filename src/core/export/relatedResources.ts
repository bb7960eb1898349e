import type { Environment } from "../environment/environment";
import { refKey, resourceTypeOf } from "../resources/registry";
import type { Reference, ResourceRef } from "../resources/resourceType";

/** Why a resource comes along: the one that needs it, and through what. */
export interface Need {
  readonly by: ResourceRef;
  /** Display name of the resource that needs it. */
  readonly byDisplayName: string;
  readonly via: string;
}

export interface RelatedResource {
  readonly ref: ResourceRef;
  readonly neededBy: readonly Need[];
}

/**
 * Everything that the selected resources need, directly or through others, as far as it can travel: the selected ones
 * themselves, standard resources without customizations and missing or broken ones are left out. In the order found.
 */
export function findRelatedResources(
  environment: Environment,
  selected: readonly ResourceRef[],
): RelatedResource[] {
  const chosen = new Set(selected.map(refKey));
  const related = new Map<string, { ref: ResourceRef; neededBy: Need[] }>();
  const queue = [...selected];
  for (let ref = queue.shift(); ref; ref = queue.shift()) {
    const definition = environment.find(ref);
    for (const { to, via } of portableReferences(environment, ref)) {
      const key = refKey(to);
      if (chosen.has(key) || !isPortable(environment, to)) {
        continue;
      }
      const need: Need = { by: ref, byDisplayName: definition?.displayName ?? ref.name, via };
      const known = related.get(key);
      if (known) {
        known.neededBy.push(need);
      } else {
        related.set(key, { ref: to, neededBy: [need] });
        queue.push(to);
      }
    }
  }
  return [...related.values()];
}

/** What the travelling part of a resource needs. Empty for one that can't travel. */
export function portableReferences(environment: Environment, ref: ResourceRef): Reference[] {
  const definition = environment.find(ref);
  const type = resourceTypeOf(ref);
  const portable = definition && type.portable(definition);
  return portable ? type.references(portable) : [];
}

/** Whether a resource has anything to move. */
export function isPortable(environment: Environment, ref: ResourceRef): boolean {
  const definition = environment.find(ref);
  return definition !== undefined && resourceTypeOf(ref).portable(definition) !== undefined;
}

/** "needed by Project → Stage" */
export function needText(need: Need): string {
  return `needed by ${need.byDisplayName} → ${need.via}`;
}
