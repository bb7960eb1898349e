import type { Entity } from "../model/entity";
import type { DefinitionIssue } from "../resources/resourceType";
import { checkOrigins } from "./checkOrigins";
import { checkEntityNames } from "./checkPropertyNames";
import { checkEntityTranslations } from "./checkTranslations";
import { checkTypeProperties } from "./checkTypeProperties";

/** What is a mistake in an entity that can be used nonetheless, seen by itself. */
export function* checkEntityDetails(entity: Entity): Iterable<DefinitionIssue> {
  yield* checkOrigins(entity);
  yield* checkTypeProperties(entity);
  yield* checkNullDefaults(entity);
  yield* checkEntityNames(entity);
  yield* checkEntityTranslations(entity);
}

/** Other tools write null for no default. */
function* checkNullDefaults({ fields }: Entity): Iterable<DefinitionIssue> {
  for (const [index, field] of fields.entries()) {
    if (field.default === null) {
      yield {
        code: "null-value",
        severity: "warning",
        message: `The default of "${field.displayName}" (${field.name}) is null, which stands for none; leave it out.`,
        path: ["fields", index, "default"],
        about: `${field.name} default`,
      };
    }
  }
}
