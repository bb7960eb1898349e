import { pathOfIds } from "../../compare/partPaths";
import { resourceTypeOf } from "../../resources/registry";
import type { JsonPath } from "../../schema/checked";
import type { Draft } from "../draft";
import type { Place } from "../finding";
import type { ImportSubject } from "./rule";

/** As much of a subject as places are told by. */
export type Placed = Pick<ImportSubject, "resource"> &
  Partial<Pick<ImportSubject, "target" | "brokenTarget">>;

/** The resource's definition in the package. */
export function inPackage({ resource }: Placed, path: JsonPath = []): Place {
  return { side: "package", entry: resource.path, path };
}

/**
 * The resource's file in the target; nothing when the target has none. `ids` name the part meant, as in {@link Change.path}; without
 * them it is the file as a whole.
 */
export function inTarget({ resource, target, brokenTarget }: Placed, ids?: JsonPath): Place[] {
  if (target && ids) {
    const path = pathOfIds(resourceTypeOf(resource.ref).layout, target.definition, ids);
    return [{ side: "target", file: target.file, path }];
  }
  const file = target?.file ?? brokenTarget?.file;
  return file === undefined ? [] : [{ side: "target", file }];
}

/** Where both sides have a part, or would have it. */
export function onBothSides(subject: Placed, ids: JsonPath): Place[] {
  return fromTo(subject, ids, ids);
}

/** A part of the target, and another one of the package that is about to take its place. */
export function fromTo(subject: Placed, targetIds: JsonPath, packageIds: JsonPath): Place[] {
  const { ref, definition } = subject.resource;
  const path = definition ? pathOfIds(resourceTypeOf(ref).layout, definition, packageIds) : [];
  return [inPackage(subject, path), ...inTarget(subject, targetIds)];
}

/** "The entity Project (con_Project)" */
export function subjectName({ resource }: Placed): string {
  return `The ${resource.ref.type} ${resource.displayName} (${resource.ref.name})`;
}

/** The definition in the package of a resource that is looked at among others. */
export function draftPlace({ resource }: Draft): Place {
  return { side: "package", entry: resource.path, path: [] };
}

/** "Project (con_Project)" */
export function draftName({ ref, resource }: Draft): string {
  return `${resource.displayName} (${ref.name})`;
}
