import type { JsonPath } from "../../schema/checked";
import type { Place } from "../finding";
import type { ImportSubject } from "./rule";

/** The resource's definition in the package. */
export function inPackage(subject: ImportSubject, path: JsonPath = []): Place {
  return { side: "package", entry: subject.resource.path, path };
}

/** The resource's file in the target; nothing when the target has none. */
export function inTarget(subject: ImportSubject): Place[] {
  const file = subject.target?.file ?? subject.brokenTarget?.file;
  return file === undefined ? [] : [{ side: "target", file }];
}

/** "The entity Project (con_Project)" */
export function subjectName({ resource }: ImportSubject): string {
  return `The ${resource.ref.type} ${resource.displayName} (${resource.ref.name})`;
}
