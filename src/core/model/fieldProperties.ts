import {
  choiceTypes,
  lookupTypes,
  numberedTypes,
  numberTypes,
  textTypes,
  type Field,
  type FieldType,
} from "./entity";

/** The properties that only fields of some types have, and of which. On a field of another type they say nothing. */
export const typesWithProperty = {
  maxLength: textTypes,
  minimum: numberTypes,
  maximum: numberTypes,
  precision: numberTypes,
  picklist: choiceTypes,
  entries: choiceTypes,
  targets: lookupTypes,
  format: numberedTypes,
} as const satisfies Partial<Record<keyof Field, ReadonlySet<FieldType>>>;

export type TypedProperty = keyof typeof typesWithProperty;

const typedProperties = Object.keys(typesWithProperty) as TypedProperty[];

/** The properties of a field that fields of its type don't have. */
export function foreignProperties(field: Field): TypedProperty[] {
  return typedProperties.filter(
    (property) => field[property] !== undefined && !typesWithProperty[property].has(field.type),
  );
}

/** A field with no other properties than its type has: what it means. */
export function asTyped(field: Field): Field {
  const foreign = foreignProperties(field);
  if (foreign.length === 0) {
    return field;
  }
  const typed = { ...field };
  foreign.forEach((property) => delete typed[property]);
  return typed;
}
