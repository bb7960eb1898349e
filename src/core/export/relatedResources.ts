import { perObject } from "../memoize";
import type { Environment, LoadedResource } from "../environment/environment";
import { resourceTypeOf } from "../resources/registry";
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
  const chosen = new Set(selected.map((ref) => environment.resource(ref)));
  const related = new Map<LoadedResource, { ref: ResourceRef; neededBy: Need[] }>();
  const queue = [...selected];
  const canTravel = perObject((resource: LoadedResource) => isPortable(environment, resource.ref));
  // Grows while it is walked; shifting the first off a long array moves all the others.
  for (const ref of queue) {
    const definition = environment.find(ref);
    for (const { to, via } of portableReferences(environment, ref)) {
      const needed = environment.resource(to);
      if (!needed || chosen.has(needed) || !canTravel(needed)) {
        continue;
      }
      const need: Need = { by: ref, byDisplayName: definition?.displayName ?? ref.name, via };
      const known = related.get(needed);
      if (known) {
        known.neededBy.push(need);
      } else {
        related.set(needed, { ref: to, neededBy: [need] });
        queue.push(to);
      }
    }
  }
  return [...related.values()];
}

/** What the travelling part of a resource needs. Empty for one that can't travel. */
export function portableReferences(environment: Environment, ref: ResourceRef): Iterable<Reference> {
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
