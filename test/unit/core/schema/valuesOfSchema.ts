import fc from "fast-check";
import * as z from "zod";

/** Keys that are data in JSON and traps in JavaScript. */
export const nastyKeys = ["__proto__", "constructor", "toString", "hasOwnProperty", "1", "-1", "", "é"];

/** Any JSON value, small. */
export const anyJson = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, 1, -1, 1.5, "", "text", [], {}),
  fc.dictionary(fc.constantFrom(...nastyKeys, "x"), fc.constantFrom<unknown>(null, 1, "x", [1]), {
    maxKeys: 3,
  }),
);

/** Values that a zod schema accepts, unknown properties included. Made from the schema, so that no shape is left out. */
export function valuesOfSchema(schema: z.core.$ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodOptional) {
    return valuesOfSchema(schema.unwrap());
  }
  if (schema instanceof z.ZodObject) {
    return objectsOf(schema);
  }
  if (schema instanceof z.ZodArray) {
    const items = valuesOfSchema(schema.element);
    const minimum = limitOf<number>(schema, "minimum") ?? 0;
    return fc.array(items, { minLength: minimum, maxLength: minimum + 2 });
  }
  if (schema instanceof z.ZodPipe) {
    // A map: what comes first in the pipe is only that __proto__ is none of its keys.
    return valuesOfSchema(schema.out);
  }
  if (schema instanceof z.ZodRecord) {
    const keys = fc.constantFrom("de-DE", "fr-FR", "con_Name", ...nastyKeys.slice(1));
    return fc.dictionary(keys, valuesOfSchema(schema.valueType), { maxKeys: 3, noNullPrototype: true });
  }
  if (schema instanceof z.ZodString) {
    return textOf(schema);
  }
  if (schema instanceof z.ZodNumber) {
    return numbersOf(schema);
  }
  if (schema instanceof z.ZodBoolean) {
    return fc.boolean();
  }
  if (schema instanceof z.ZodEnum) {
    return fc.constantFrom(...schema.options);
  }
  if (schema instanceof z.ZodLiteral) {
    return fc.constantFrom(...schema.values);
  }
  if (schema instanceof z.ZodCustom) {
    return anyJson;
  }
  throw new Error(`No values are known for ${schema._zod.def.type}`);
}

/** Known properties in any order, optional ones now and then, and unknown ones between them. */
function objectsOf(schema: z.ZodObject): fc.Arbitrary<object> {
  const known = Object.entries<z.core.$ZodType>(schema.shape).map(([key, property]) => {
    const entry = valuesOfSchema(property).map((value): [string, unknown] => [key, value]);
    return property instanceof z.ZodOptional ? fc.option(entry, { nil: undefined, freq: 2 }) : entry;
  });
  const unknown = fc.uniqueArray(fc.tuple(fc.constantFrom(...nastyKeys, "x-note"), anyJson), {
    selector: ([key]) => key,
    maxLength: 2,
  });
  return fc
    .tuple(fc.tuple(...known), unknown, fc.boolean(), fc.nat())
    .map(([properties, extra, isInOrder, turn]) => {
      const entries = properties.filter((entry) => entry !== undefined);
      const all = isInOrder ? [...entries, ...extra] : rotate([...extra, ...entries], turn);
      return Object.fromEntries(all);
    });
}

function rotate<T>(items: readonly T[], by: number): T[] {
  const start = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

function textOf(schema: z.ZodString): fc.Arbitrary<string> {
  const pattern = limitOf<RegExp>(schema, "pattern");
  return pattern
    ? fc.stringMatching(pattern, { size: "xsmall" })
    : fc.string({ unit: "grapheme", minLength: schema.minLength ?? 0, maxLength: 6 });
}

/** What a check such as `.min(1)` or `.regex(…)` was given. */
function limitOf<T>({ _zod }: z.core.$ZodType, limit: "minimum" | "pattern"): T | undefined {
  const checks = (_zod.def.checks ?? []).map((check) => check._zod.def as Partial<Record<typeof limit, T>>);
  return checks.find((check) => check[limit] !== undefined)?.[limit];
}

function numbersOf(schema: z.ZodNumber): fc.Arbitrary<number> {
  const { minValue, maxValue, isInt } = schema;
  const min = Math.max(minValue ?? -1e9, -Number.MAX_SAFE_INTEGER);
  const max = Math.min(maxValue ?? 1e9, Number.MAX_SAFE_INTEGER);
  return isInt ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true });
}
