import type * as z from "zod";
import { integer, listOf, mapOf, oneOf, optional, shape, text } from "../schema/checked";
import { label, name } from "./names";

/** Values are stored as 32-bit integers on the platform. */
export const entryValue = integer({ min: -2147483648, max: 2147483647 });

export const kind = oneOf(["custom", "standard"]);

export const entryShape = shape({
  value: entryValue,
  label,
  description: optional(text()),
  color: optional(text({ pattern: /^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/, be: "a colour such as #0078d4" })),
});

export const entryTranslation = shape({ label: optional(text()), description: optional(text()) });
const entryTranslations = mapOf(entryTranslation);

export const picklistTranslation = shape({
  displayName: optional(text()),
  description: optional(text()),
  // Keyed by the entry's value, written as a JSON key.
  entries: optional(entryTranslations),
});

export const picklistShape = shape({
  name,
  displayName: label,
  description: optional(text()),
  kind,
  entries: listOf(entryShape),
  translations: optional(mapOf(picklistTranslation)),
});

export type Entry = z.infer<typeof entryShape.schema>;
export type Picklist = z.infer<typeof picklistShape.schema>;

/** Translations of a field's inline entries have the same form as those of a picklist. */
export const inlineEntryTranslations = entryTranslations;
