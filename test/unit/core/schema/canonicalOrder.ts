import * as z from "zod";

/** The value with the keys of each object as its zod schema lists them and unknown keys behind, done the slow and plain way. */
export function canonicalOrder(schema: z.core.$ZodType, value: unknown): unknown {
  if (schema instanceof z.ZodOptional) {
    return canonicalOrder(schema.unwrap(), value);
  }
  if (schema instanceof z.ZodPipe) {
    return canonicalOrder(schema.out, value);
  }
  if (schema instanceof z.ZodArray) {
    return (value as unknown[]).map((item) => canonicalOrder(schema.element, item));
  }
  if (schema instanceof z.ZodRecord) {
    return Object.fromEntries(
      Object.entries(value as object).map(([key, item]) => [key, canonicalOrder(schema.valueType, item)]),
    );
  }
  if (schema instanceof z.ZodObject) {
    const shape = new Map<string, z.core.$ZodType>(Object.entries(schema.shape));
    const source = new Map<string, unknown>(Object.entries(value as object));
    const known = [...shape.keys()].filter((key) => source.has(key));
    const unknown = [...source.keys()].filter((key) => !shape.has(key));
    return Object.fromEntries([
      ...known.map((key) => [key, canonicalOrder(shape.get(key)!, source.get(key))]),
      ...unknown.map((key) => [key, source.get(key)]),
    ]);
  }
  return value;
}

/** JSON with the keys of every object in the order of the alphabet: equal exactly when the content is. */
export function sorted(value: unknown): string {
  return JSON.stringify(sortKeys(value)) ?? "undefined";
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sortKeys);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sortKeys(item)]));
}

/** The schemas of the properties that an object's schema knows, by name. */
export function propertiesOf(schema: z.core.$ZodType): ReadonlyMap<string, z.core.$ZodType> {
  if (schema instanceof z.ZodPipe) {
    return propertiesOf(schema.out);
  }
  if (!(schema instanceof z.ZodObject)) {
    throw new Error(`${schema._zod.def.type} has no properties`);
  }
  return new Map(Object.entries<z.core.$ZodType>(schema.shape));
}
