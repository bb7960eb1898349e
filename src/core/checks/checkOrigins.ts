import type { Entity, Field, Key } from "../model/entity";
import type { DefinitionIssue } from "../resources/resourceType";

/** Code of the problem that a part of a standard entity doesn't say its origin; it is about the part's name. */
export const originMissing = "origin-missing";

/** In a standard entity each field and key says whether it came with the platform; nobody can tell from its name. */
export function* checkOrigins(entity: Entity): Iterable<DefinitionIssue> {
  if (entity.kind === "standard") {
    yield* withoutOrigin(entity, entity.fields, "field", "fields");
    yield* withoutOrigin(entity, entity.keys ?? [], "key", "keys");
  }
}

function* withoutOrigin(
  entity: Entity,
  parts: readonly (Field | Key)[],
  what: string,
  property: string,
): Iterable<DefinitionIssue> {
  for (const [index, part] of parts.entries()) {
    if (part.origin === undefined) {
      yield {
        code: originMissing,
        severity: "error",
        message: `The ${what} "${part.name}" of the standard entity ${entity.displayName} doesn't say its origin. It counts as standard, and is never moved, changed or removed, until it says "custom".`,
        path: [property, index],
        about: part.name,
      };
    }
  }
}
