import {
  choiceTypes,
  lookupTypes,
  numberTypes,
  numberedTypes,
  textTypes,
  type Entity,
  type Field,
  type FieldType,
} from "../model/entity";
import type { DefinitionIssue } from "../resources/resourceType";
import { list } from "../text";

/** Code of a property that says nothing for the type of its field. */
export const propertyOfOtherType = "property-of-other-type";

/** The types for which a property says something. */
const typesOf = {
  maxLength: textTypes,
  minimum: numberTypes,
  maximum: numberTypes,
  precision: numberTypes,
  picklist: choiceTypes,
  entries: choiceTypes,
  targets: lookupTypes,
  format: numberedTypes,
} as const satisfies Partial<Record<keyof Field, ReadonlySet<FieldType>>>;

const properties = Object.keys(typesOf) as readonly (keyof typeof typesOf)[];

/** Properties that a field's type doesn't have, left from when it was of another one, say: they are only there to be overlooked. */
export function* checkTypeProperties({ fields }: Entity): Iterable<DefinitionIssue> {
  for (const [index, field] of fields.entries()) {
    for (const property of properties) {
      if (field[property] !== undefined && !typesOf[property].has(field.type)) {
        yield {
          code: propertyOfOtherType,
          severity: "warning",
          message: `The field "${field.name}" is of type ${field.type}, for which "${property}" says nothing; only for ${list([...typesOf[property]], Infinity)} it does. Remove it, or change the type.`,
          path: ["fields", index, property],
          about: `${field.name} ${property} ${field.type}`,
        };
      }
    }
  }
}
