import type { Entity } from "../model/entity";
import { foreignProperties, typesWithProperty } from "../model/fieldProperties";
import type { DefinitionIssue } from "../resources/resourceType";
import { list } from "../text";

/** Code of a property that says nothing for the type of its field. */
export const propertyOfOtherType = "property-of-other-type";

/** Properties that a field's type doesn't have, left from when it was of another one, say: they are only there to be overlooked. */
export function* checkTypeProperties({ fields }: Entity): Iterable<DefinitionIssue> {
  for (const [index, field] of fields.entries()) {
    for (const property of foreignProperties(field)) {
      yield {
        code: propertyOfOtherType,
        severity: "warning",
        message: `The field "${field.name}" is of type ${field.type}, for which "${property}" says nothing; only for ${list([...typesWithProperty[property]], Infinity)} it does. Remove it, or change the type.`,
        path: ["fields", index, property],
        about: `${field.name} ${property} ${field.type}`,
      };
    }
  }
}
