import type { LoadedResource } from "../environment/environment";
import type { PackageResource } from "../package/package";
import { resourceTypeOf } from "../resources/registry";
import type { Definition, ResourceType } from "../resources/resourceType";
import { doAll, type Steps } from "../steps";
import { mergeSteps, type MergeAction } from "./merge";

/** The target's definition after the import of one resource, or undefined when there can't be one. */
export function resultOf(
  resource: PackageResource,
  target: LoadedResource | undefined,
  action: MergeAction,
): Definition | undefined {
  return doAll(resultSteps(resource, target, action));
}

/** The same in steps, for definitions of hundreds of thousands of parts. */
export function* resultSteps(
  { ref, definition: incoming, sha256 }: PackageResource,
  target: LoadedResource | undefined,
  action: MergeAction,
): Steps<Definition | undefined> {
  const current = target?.definition;
  if (!incoming || (current && current.kind !== incoming.kind)) {
    return undefined;
  }
  if (!current) {
    return incoming.kind === "custom" ? incoming : undefined;
  }
  // The very bytes of the package's file need no comparing, which most files of two like environments are.
  if (current === incoming || (incoming.kind === "custom" && target?.sha256 === sha256)) {
    return current;
  }
  const type = resourceTypeOf(ref);
  if (incoming.kind === "custom") {
    return yield* mergeSteps(type.layout, current, incoming, action);
  }
  return type.standardPartsTouched(incoming, current).length > 0
    ? undefined
    : yield* mergeCustomizations(type, current, incoming, action);
}

/** Only what developers added is merged; the standard parts of the target are put back around it untouched. */
function* mergeCustomizations(
  type: ResourceType,
  current: Definition,
  incoming: Definition,
  action: MergeAction,
): Steps<Definition> {
  const incomingPart = type.portable(incoming);
  if (!incomingPart) {
    return current;
  }
  const currentPart = type.customizationsFor(incomingPart, current);
  const merged = yield* mergeSteps(type.layout, currentPart, incomingPart, action);
  return type.withCustomizations(current, merged);
}
