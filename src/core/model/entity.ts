import type * as z from "zod";
import {
  anything,
  flag,
  integer,
  listOf,
  mapOf,
  number,
  oneOf,
  optional,
  shape,
  text,
} from "../schema/checked";
import { label, name } from "./names";
import { entryShape, inlineEntryTranslations, kind } from "./picklist";

export const fieldTypes = [
  "text",
  "multilineText",
  "email",
  "phone",
  "url",
  "integer",
  "bigInteger",
  "decimal",
  "number",
  "currency",
  "boolean",
  "date",
  "dateTime",
  "picklist",
  "multiSelectPicklist",
  "lookup",
  "guid",
  "autonumber",
  "image",
  "file",
  "address",
  "quantity",
] as const;

export type FieldType = (typeof fieldTypes)[number];

/** Field types whose values are text; a primary field is one of them. */
export const textTypes: ReadonlySet<FieldType> = new Set([
  "text",
  "multilineText",
  "email",
  "phone",
  "url",
  "autonumber",
]);
export const wholeNumberTypes: ReadonlySet<FieldType> = new Set(["integer", "bigInteger"]);
export const numberTypes: ReadonlySet<FieldType> = new Set([
  "integer",
  "bigInteger",
  "decimal",
  "number",
  "currency",
  "quantity",
]);
/** Field types whose values are entries of a picklist or of the field itself. */
export const choiceTypes: ReadonlySet<FieldType> = new Set(["picklist", "multiSelectPicklist"]);

/** Field types whose values are records of other entities. */
export const lookupTypes: ReadonlySet<FieldType> = new Set(["lookup"]);
/** Field types whose values the platform numbers by itself. */
export const numberedTypes: ReadonlySet<FieldType> = new Set(["autonumber"]);

export const fieldShape = shape({
  name,
  displayName: label,
  description: optional(text()),
  type: oneOf(fieldTypes),
  origin: optional(oneOf(["standard", "custom"])),
  required: optional(flag()),
  unique: optional(flag()),
  searchable: optional(flag()),
  maxLength: optional(integer({ min: 1 })),
  minimum: optional(number()),
  maximum: optional(number()),
  precision: optional(integer({ min: 0, max: 20 })),
  picklist: optional(name),
  entries: optional(listOf(entryShape)),
  targets: optional(listOf(name, { min: 1 })),
  format: optional(text()),
  default: optional(anything()),
});

export const keyShape = shape({
  name,
  displayName: optional(label),
  origin: optional(oneOf(["standard", "custom"])),
  fields: listOf(name, { min: 1 }),
});

export const fieldTranslation = shape({
  displayName: optional(text()),
  description: optional(text()),
  entries: optional(inlineEntryTranslations),
});

export const keyTranslation = shape({ displayName: optional(text()) });

export const entityTranslation = shape({
  displayName: optional(text()),
  pluralName: optional(text()),
  description: optional(text()),
  fields: optional(mapOf(fieldTranslation)),
  keys: optional(mapOf(keyTranslation)),
});

export const entityShape = shape({
  name,
  displayName: label,
  pluralName: optional(label),
  description: optional(text()),
  kind,
  primaryField: optional(name),
  fields: listOf(fieldShape),
  keys: optional(listOf(keyShape)),
  translations: optional(mapOf(entityTranslation)),
});

export type Field = z.infer<typeof fieldShape.schema>;
export type Key = z.infer<typeof keyShape.schema>;
export type EntityTranslation = z.infer<typeof entityTranslation.schema>;
export type Entity = z.infer<typeof entityShape.schema>;

/**
 * True for a part that came with the platform. In a custom entity every part is custom, whatever it says; in a standard one a part that
 * doesn't say its origin counts as standard, so that nothing moves, changes or removes what may be the platform's.
 */
export function isStandardPart(entity: Entity, part: Field | Key): boolean {
  return entity.kind === "standard" && part.origin !== "custom";
}
