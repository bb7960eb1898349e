import type { Environment, LoadedResource } from "../environment/environment";
import { issuesBrought } from "../import/rules/context";
import { refKey } from "../resources/registry";
import type { Definition, ResourceRef } from "../resources/resourceType";
import { neededItems } from "./dependencyOrder";
import type { Obstacle } from "./journalFiles";

/** One resource as it would be once it is put back; undefined where it would go. */
export interface PutBackResource {
  readonly ref: ResourceRef;
  readonly title: string;
  readonly before: Definition | undefined;
}

/**
 * What resources of an environment would lose that aren't put back themselves, but use one that is. What they use may have
 * come only with the import.
 */
export function usesBroken(environment: Environment, putBack: readonly PutBackResource[]): Obstacle[] {
  const byKey = new Map(putBack.map((one) => [refKey(one.ref), one]));
  return environment.resources
    .filter(({ ref }) => !byKey.has(refKey(ref)))
    .flatMap((user) => brokenIn(user, byKey, environment).map((reason) => ({ file: user.file, reason })));
}

function brokenIn(
  user: LoadedResource,
  putBack: ReadonlyMap<string, PutBackResource>,
  environment: Environment,
): string[] {
  const name = `${user.definition.displayName} (${user.ref.name})`;
  const used = new Set(neededItems(user.ref, user.definition, putBack));
  return [...used].flatMap((one) => {
    if (!one.before) {
      return [
        `${name} needs the ${one.ref.type} ${one.title}, which came with the import. Remove that use first.`,
      ];
    }
    return [...issuesBrought({ ref: one.ref, after: one.before }, user, environment)].map(
      ({ message }) => `${name} would not be valid any more: ${message}`,
    );
  });
}
