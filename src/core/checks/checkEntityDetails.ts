import type { Entity } from "../model/entity";
import type { DefinitionIssue } from "../resources/resourceType";
import { checkOrigins } from "./checkOrigins";

/** What is a mistake in an entity that can be used nonetheless, seen by itself. */
export function checkEntityDetails(entity: Entity): Iterable<DefinitionIssue> {
  return checkOrigins(entity);
}
