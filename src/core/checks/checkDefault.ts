import * as z from "zod";
import { choiceTypes, numberTypes, textTypes, wholeNumberTypes, type Field } from "../model/entity";
import type { DefinitionLookup } from "../resources/resourceType";
import type { Picklist } from "../model/picklist";
import { perObject } from "../memoize";
import { printable } from "../text";

const isoDate = z.iso.date();
const isoTime = z.iso.datetime({ offset: true, local: true });
const guid = /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;

/**
 * Why a field's default can't be one, as words that follow "The default of X"; undefined when it can.
 * Types without a rule here (lookup, image, file, address …) take any default.
 */
export function checkDefault(field: Field, lookup: DefinitionLookup): string | undefined {
  const value = field.default;
  if (choiceTypes.has(field.type)) {
    return checkChoice(field, lookup);
  }
  if (numberTypes.has(field.type)) {
    return checkNumber(field);
  }
  if (field.type === "boolean") {
    return typeof value === "boolean" ? undefined : "must be true or false";
  }
  if (textTypes.has(field.type) && field.type !== "autonumber") {
    if (typeof value !== "string") {
      return "must be text";
    }
    return field.maxLength !== undefined && value.length > field.maxLength
      ? `is longer than the ${field.maxLength} characters allowed`
      : undefined;
  }
  if (field.type === "date") {
    return isoDate.safeParse(value).success ? undefined : "must be a date such as 2026-01-31";
  }
  if (field.type === "dateTime") {
    return isoTime.safeParse(value).success ? undefined : "must be a time such as 2026-01-31T12:00:00Z";
  }
  if (field.type === "guid") {
    return typeof value === "string" && guid.test(value) ? undefined : "must be a GUID";
  }
  return undefined;
}

function checkNumber(field: Field): string | undefined {
  const value = field.default;
  if (typeof value !== "number") {
    return "must be a number";
  }
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return `(${value}) is too large to be kept exactly`;
  }
  if (wholeNumberTypes.has(field.type) && !Number.isInteger(value)) {
    return "must be a whole number";
  }
  if (field.minimum !== undefined && value < field.minimum) {
    return `(${value}) is below the minimum of ${field.minimum}`;
  }
  if (field.maximum !== undefined && value > field.maximum) {
    return `(${value}) is above the maximum of ${field.maximum}`;
  }
  return undefined;
}

/** The values of a list of entries. Thousands of fields may use the same long one. */
const valuesOf = perObject(
  (entries: Picklist["entries"]): ReadonlySet<unknown> => new Set(entries.map((entry) => entry.value)),
);

/** The picklist on which it depends whether a default fits; undefined where it depends on nothing but the field. */
export function picklistOfDefault({ type, entries, picklist }: Field): string | undefined {
  return choiceTypes.has(type) && !entries ? picklist : undefined;
}

function checkChoice(field: Field, lookup: DefinitionLookup): string | undefined {
  const entries = field.entries ?? entriesOfPicklist(field, lookup);
  if (!entries) {
    // The missing picklist is a finding of its own.
    return undefined;
  }
  const chosen: readonly unknown[] =
    field.type === "multiSelectPicklist" && Array.isArray(field.default) ? field.default : [field.default];
  const allowed = valuesOf(entries);
  const wrong = chosen.find((value) => !allowed.has(value));
  if (wrong === undefined) {
    return undefined;
  }
  const source =
    field.picklist === undefined ? "its entries" : `the entries of the picklist ${field.picklist}`;
  return `(${printable(JSON.stringify(wrong), 100)}) is not among ${source}`;
}

function entriesOfPicklist(field: Field, lookup: DefinitionLookup): Picklist["entries"] | undefined {
  if (field.picklist === undefined) {
    return undefined;
  }
  const found = lookup.find({ type: "picklist", name: field.picklist });
  return found && (found as Picklist).entries;
}
