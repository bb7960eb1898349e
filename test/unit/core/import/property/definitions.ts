import fc from "fast-check";
import type { Definition } from "../../../../../src/core/resources/resourceType";
import { anyJson } from "../../schema/valuesOfSchema";

/** Few names, so that what two environments have collides often; some of them are traps in JavaScript. */
export const entityNames = ["E", "F", "G"];
export const standardNames = ["Account", "Case"];
export const picklistNames = ["P", "Q"];
const customFields = ["a", "b", "c", "constructor", "toString"];
const standardFields = ["s", "t", "u"];
const keyNames = ["k", "l", "valueOf"];
const locales = ["de", "fr", "constructor", "toString"];
const labels = ["One", "Two"];

type Properties = readonly (readonly [string, unknown])[];

/** True once in so many times; shrinks to false. */
export const rarely = (times: number): fc.Arbitrary<boolean> => fc.nat(times - 1).map((n) => n === times - 1);
const none: fc.Arbitrary<Properties> = fc.constant([]);
/** A property that is there once in so many times. */
const maybe = <T>(key: string, values: fc.Arbitrary<T>, times = 2): fc.Arbitrary<Properties> =>
  rarely(times).chain((isThere) => (isThere ? always(key, values) : none));
const always = <T>(key: string, values: fc.Arbitrary<T>): fc.Arbitrary<Properties> =>
  values.map((value) => [[key, value]]);
/** `Object.fromEntries` defines properties, so that `__proto__` is one like any other. */
const objectOf = (...parts: fc.Arbitrary<Properties>[]): fc.Arbitrary<Record<string, unknown>> =>
  fc.tuple(...parts).map((lists) => Object.fromEntries(lists.flat()));
const mapOf = <T>(keys: readonly string[], values: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...keys), values), { selector: ([key]) => key, maxLength: 2 })
    .map((entries) => Object.fromEntries(entries));

/** Properties that no schema knows. */
const nasty = fc.constantFrom("__proto__", "constructor", "toString", "1", "x");
const unknown: fc.Arbitrary<Properties> = rarely(4).chain((isThere) =>
  isThere ? fc.tuple(nasty, anyJson).map((one): Properties => [one]) : none,
);
const label = fc.constantFrom(...labels);
const text = fc.constantFrom("", ...labels);

const entries = fc
  .uniqueArray(
    objectOf(
      always("value", fc.constantFrom(1, 2, 3, -1)),
      always("label", label),
      maybe("description", text, 4),
      maybe("color", fc.constantFrom("#fff", "#FFF", "#FFFFFF", "#fffffe"), 3),
      unknown,
    ),
    { selector: (entry) => entry["value"], maxLength: 3 },
  )
  .map((list) => list);

const choiceSource: fc.Arbitrary<Properties> = fc.oneof(
  always("picklist", fc.constantFrom(...picklistNames, "P", "Missing")),
  always("entries", entries),
);
const range: fc.Arbitrary<Properties> = fc.constantFrom<Properties>(
  ...([
    [],
    [["minimum", 1]],
    [["maximum", 3]],
    [["minimum", 5]],
    [
      ["minimum", 1],
      ["maximum", 3],
    ],
  ] as Properties[]),
);
/** Often enough to each other and in circles. */
const lookupTargets = fc.uniqueArray(
  fc.constantFrom(...entityNames, ...entityNames, ...entityNames, ...standardNames, "Missing"),
  { minLength: 1, maxLength: 3 },
);

/** What goes with a type; a default that fits more often than not. */
const typed: fc.Arbitrary<Properties> = fc.oneof(
  {
    weight: 3,
    arbitrary: typeOf(
      ["text", "multilineText"],
      ["One", "a longer text", 1],
      maybe("maxLength", fc.constantFrom(5, 20)),
    ),
  },
  { weight: 3, arbitrary: typeOf(["integer", "decimal"], [1, 2, 4, 1.5, "1"], range) },
  {
    weight: 3,
    arbitrary: typeOf(["picklist", "multiSelectPicklist"], [1, 2, [1], [1, 2], [2, 1], 9], choiceSource),
  },
  { weight: 5, arbitrary: typeOf(["lookup"], [], always("targets", lookupTargets)) },
  { weight: 1, arbitrary: typeOf(["boolean"], [true, false], none) },
);

function typeOf(
  types: readonly string[],
  defaults: readonly unknown[],
  properties: fc.Arbitrary<Properties>,
): fc.Arbitrary<Properties> {
  const standard = rarely(3).chain((has) =>
    has && defaults.length > 0 ? always("default", fc.constantFrom(...defaults)) : none,
  );
  return fc
    .tuple(always("type", fc.constantFrom(...types)), properties, standard)
    .map((lists) => lists.flat());
}

const fieldsNamed = (names: readonly string[], origin: Properties): fc.Arbitrary<Record<string, unknown>[]> =>
  fc.uniqueArray(
    objectOf(
      always("name", fc.constantFrom(...names)),
      always("displayName", label),
      typed,
      fc.constant(origin),
      maybe("required", fc.boolean()),
      maybe("searchable", fc.boolean(), 4),
      maybe("description", text),
      unknown,
    ),
    { selector: (field) => String(field["name"]).toLowerCase(), maxLength: 3 },
  );

const keysOver = (
  names: readonly string[],
  fields: readonly string[],
  origin: Properties,
): fc.Arbitrary<Record<string, unknown>[]> =>
  fc.uniqueArray(
    objectOf(
      always("name", fc.constantFrom(...names)),
      maybe("displayName", label),
      fc.constant(origin),
      always("fields", fc.uniqueArray(fc.constantFrom(...fields), { minLength: 1, maxLength: 2 })),
      unknown,
    ),
    { selector: (key) => String(key["name"]).toLowerCase(), maxLength: 2 },
  );

const entryTexts = mapOf(["1", "2", "constructor"], objectOf(maybe("label", text), unknown));
const entityTranslations = mapOf(
  locales,
  objectOf(
    maybe("displayName", text),
    maybe(
      "fields",
      mapOf(
        [...customFields, ...standardFields, "orphan"],
        objectOf(maybe("displayName", text), maybe("description", text), maybe("entries", entryTexts)),
      ),
    ),
    maybe("keys", mapOf(keyNames, objectOf(maybe("displayName", text)))),
    unknown,
  ),
);

export type AnyDefinition = Definition & Record<string, unknown>;

export const customEntity = (names: readonly string[]): fc.Arbitrary<AnyDefinition> =>
  fieldsNamed([...customFields, "A"], []).chain((fields) => {
    const own = fields.map((field) => String(field["name"]));
    return objectOf(
      always("name", fc.constantFrom(...names)),
      always("displayName", label),
      maybe("description", text),
      always("kind", fc.constant("custom")),
      rarely(3).chain((has) => (has ? maybe("primaryField", fc.constantFrom("a", "b")) : none)),
      always("fields", fc.constant(fields)),
      maybe("keys", keysOver([...keyNames, "K"], [...own, ...own, ...own, "a"], [])),
      maybe("translations", entityTranslations),
      unknown,
    ) as fc.Arbitrary<AnyDefinition>;
  });

/** A list that is empty more often than not. */
const sometimes = <T>(lists: fc.Arbitrary<T[]>): fc.Arbitrary<T[]> =>
  rarely(4).chain((isThere) => (isThere ? lists : fc.constant<T[]>([])));

/** Standard and custom parts, and such that don't say what they are, in any order. */
export const standardEntity = (names: readonly string[]): fc.Arbitrary<AnyDefinition> =>
  fc
    .tuple(
      fieldsNamed(standardFields, [["origin", "standard"]]),
      fieldsNamed([...customFields, "A"], [["origin", "custom"]]),
      keysOver(["sk"], standardFields, [["origin", "standard"]]),
      keysOver(keyNames, [...customFields, "s"], [["origin", "custom"]]),
      // Parts that don't say where they come from.
      sometimes(fieldsNamed(["v"], [])),
      sometimes(keysOver(["vk"], standardFields, [])),
      fc.nat(),
    )
    .map(([standard, custom, standardKeys, customKeys, openFields, openKeys, turn]) => ({
      fields: [...standard, ...custom, ...openFields],
      keys: [...standardKeys, ...customKeys, ...openKeys],
      turn,
    }))
    .chain(({ fields, keys, turn }) =>
      objectOf(
        always("name", fc.constantFrom(...names)),
        always("displayName", label),
        always("kind", fc.constant("standard")),
        maybe("primaryField", fc.constant("s")),
        always("fields", fc.shuffledSubarray(fields, { minLength: fields.length })),
        turn % 3 === 0 ? none : always("keys", fc.constant(keys)),
        maybe("translations", entityTranslations),
        unknown,
      ),
    ) as fc.Arbitrary<AnyDefinition>;

export const picklist = (names: readonly string[], kind = "custom"): fc.Arbitrary<AnyDefinition> =>
  objectOf(
    always("name", fc.constantFrom(...names)),
    always("displayName", label),
    maybe("description", text),
    always("kind", fc.constant(kind)),
    always("entries", entries),
    maybe(
      "translations",
      mapOf(locales, objectOf(maybe("displayName", text), maybe("entries", entryTexts), unknown)),
    ),
    unknown,
  ) as fc.Arbitrary<AnyDefinition>;
